"""What intake left out or was not sure of, counted by code with the first place of each.

Shape: one Finding per code, its span that of the first Block concerned.
"""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from feedbackparse.codes import CODES, finding
from feedbackparse.intake.sheet import Sheet
from feedbackparse.model import Finding

_MOST = 8
"""Kinds of one code that a message names."""


class Standing(Protocol):
    """What can say where it stands."""

    def print_place(self) -> str: ...


class Tally:
    """Counts while the walk goes on; says it all at the end."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._counts: dict[str, Counter[str]] = {}
        self._first: dict[str, tuple[str, int]] = {}
        self.story: Standing | None = None
        """The story in which the walk stands."""

    def note(self, code: str, what: str, times: int = 1, place: str | None = None) -> None:
        """Count one more ``what`` (Chinese) under this code, where the walk stands if no place is given."""
        self._counts.setdefault(code, Counter())[what] += times
        if code not in self._first:
            stands = self.story.print_place() if self.story is not None and place is None else ""
            self._first[code] = (stands if place is None else place, self._sheet.length)

    def find(self) -> tuple[Finding, ...]:
        """The findings, a code each."""
        return tuple(self._say(code) for code in self._counts)

    def _say(self, code: str) -> Finding:
        kinds = self._counts[code].most_common()
        said = "、".join(f"{what} {times} 处" for what, times in kinds[:_MOST])
        more = f" 等 {len(kinds)} 种" if len(kinds) > _MOST else ""
        place, index = self._first[code]
        at = f"（首处：{place}）" if place else ""
        return finding(code, f"{CODES[code].title}：{said}{more}{at}", self._span(place, index))

    def _span(self, place: str, index: int) -> tuple[int, int]:
        """The span of the first Block from there on; nothing where the text ends before it."""
        blocks = self._sheet.blocks
        if not place or not blocks:
            return (0, 0)
        block = blocks[min(index, len(blocks) - 1)]
        return (block.start, block.end)
