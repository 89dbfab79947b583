"""Where the facts of a text come to stand: its nodes, its masks, its clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from feedbackparse.model import Fact, Mask, Node, Span
from feedbackparse.reading.facts.places import Places

CLAUSE_MARK = re.compile(r"[，,。；;\n]")


@dataclass(frozen=True, slots=True)
class Reader:
    """A text, where its masks and nodes stand."""

    text: str
    plain: str
    masks: tuple[Mask, ...]
    starts: tuple[int, ...]
    places: Places
    clauses: list[int] = field(default_factory=list, repr=False)
    """Where the marks stand that end clauses; filled when it is first asked."""

    def clause(self, at: int) -> int:
        """The number of the clause that holds a place."""
        if not self.clauses:
            self.clauses.extend((-1, *(mark.start() for mark in CLAUSE_MARK.finditer(self.plain))))
        return bisect_left(self.clauses, at)

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
        node: Node | None = None,
    ) -> Fact | None:
        """The fact, without value where it is masked; None where it lies in no issue or over two nodes.

        ``node`` where it is known already.
        """
        start, end = span
        node = node or self.places.find(start, end)
        if not node:
            return None
        masked = self.masked(start, end) if hidden is None else hidden
        known = None if masked else value
        return Fact(type, start, end, self.text[start:end], known, unit, qualifier, masked, node.id, rule, what)
