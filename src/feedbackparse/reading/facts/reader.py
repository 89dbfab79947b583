"""Where the facts of a text come to stand: its nodes, its masks, its clauses."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from feedbackparse.model import Fact, Mask, Span
from feedbackparse.reading.facts.places import Places

CLAUSE_MARKS = "，,。；;\n"


@dataclass(frozen=True, slots=True)
class Reader:
    """A text, where its masks and nodes stand."""

    text: str
    plain: str
    masks: tuple[Mask, ...]
    starts: tuple[int, ...]
    places: Places

    def masked(self, start: int, end: int) -> bool:
        """Whether a mask overlaps the span."""
        at = bisect_left(self.starts, end)
        return at > 0 and self.masks[at - 1].end > start

    def fact(
        self,
        span: Span,
        type: str,
        value: str | None,
        rule: str,
        *,
        unit: str | None = None,
        qualifier: str | None = None,
        what: str | None = None,
        hidden: bool | None = None,
    ) -> Fact | None:
        """The fact, without value where it is masked; None where it lies in no issue or over two nodes."""
        start, end = span
        node = self.places.find(start, end)
        if not node:
            return None
        masked = self.masked(start, end) if hidden is None else hidden
        known = None if masked else value
        return Fact(type, start, end, self.text[start:end], known, unit, qualifier, masked, node.id, rule, what)


def clause_of(plain: str, at: int) -> int:
    """Where the clause that holds a place begins."""
    return max(plain.rfind(mark, 0, at) for mark in CLAUSE_MARKS)
