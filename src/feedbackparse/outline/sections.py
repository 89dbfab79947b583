"""The section tree: numbered and marked paragraphs with all that stands below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Mark

Entry = Mark | Grid
Ranks = dict[str, float]
WORDS: Ranks = {"guanyu": 100.0, "zhendui": 101.0}
"""关于 stands over 针对, and both below all numbers, until the document says otherwise."""
RESPONSE = 1000.0


@dataclass(slots=True, eq=False)
class Section:
    """A numbered or marked paragraph with all that stands below it."""

    mark: Mark | None
    """None for the root."""
    style: str
    rank: float
    value: int
    parent: Section | None
    entries: list[Section | Mark | Grid] = field(default_factory=list)
    kind: str = ""
    """heading, issue, item, response: decided in kinds."""
    joint: bool = False
    """Whether its response answers its sub-issues together (针对上述问题)."""
    part: str = ""
    """The part that it opens or stands in: findings, organisation, next, advice, praise or ''."""

    @property
    def head(self) -> Mark:
        """The paragraph that opens the section; the root has none."""
        if self.mark is None:
            raise ValueError("the root has no head")
        return self.mark

    @property
    def sections(self) -> list[Section]:
        return [entry for entry in self.entries if isinstance(entry, Section)]

    @property
    def lines(self) -> list[Mark]:
        return [entry for entry in self.entries if isinstance(entry, Mark)]

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield section
            yield from section.walk()
