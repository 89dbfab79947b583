"""Line ends that stand inside a sentence: in a hard-wrapped text ``*家⏎巷`` is one word.

Masks are read from the text without its folds and laid back on it as printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace

from feedbackparse.model import Mask, Span
from feedbackparse.reading.evidence import giving
from feedbackparse.rulebook import Rulebook

LEAST_LINES = 8
NARROWEST, WIDEST = 24, 130
"""Columns of a wrapped line."""
SLACK = 6
"""How many columns short of the others a full line may be."""
SHARE = 0.2
"""How many of the lines must be full and end in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text without its folds."""

    text: str
    cuts: tuple[int, ...]
    """Where in ``text`` each fold stood."""
    removed: tuple[int, ...]
    """How many characters were taken out up to and with each fold."""

    def place(self, at: int) -> int:
        """Where the character at ``at`` stands in the text as printed."""
        before = bisect_right(self.cuts, at)
        return at + (self.removed[before - 1] if before else 0)

    def cells(self, printed: Collection[int]) -> frozenset[int]:
        """Where the lines that begin at ``printed`` begin in ``text``; no fold stands before a cell."""
        ends = [cut + taken for cut, taken in zip(self.cuts, self.removed, strict=True)]
        return frozenset(at - (self.removed[before - 1] if (before := bisect_right(ends, at)) else 0) for at in printed)

    def lay_back(self, mask: Mask, printed: str) -> Mask:
        """The mask at its place in the text as printed."""
        start, end = self.place(mask.start), self.place(mask.end - 1) + 1
        return replace(mask, start=start, end=end, raw=printed[start:end])


def unfold_lines(text: str, rulebook: Rulebook, cells: Collection[int] = ()) -> Unfolded | None:
    """The text without its folds; None where it is not hard-wrapped."""
    folds = find_folds(text, rulebook, cells)
    if not folds:
        return None
    pieces, cuts, removed = [], [], []
    reached = taken = 0
    for start, end in folds:
        pieces.append(text[reached:start])
        cuts.append(start - taken)
        taken += end - start
        removed.append(taken)
        reached = end
    return Unfolded("".join((*pieces, text[reached:])), tuple(cuts), tuple(removed))


def find_folds(text: str, rulebook: Rulebook, cells: Collection[int]) -> list[Span]:
    """The line ends behind full lines where the rules see a sentence go on; none where few lines are full.

    The line before or behind a fold is no cell of a table.
    """
    if text.count("\n") < LEAST_LINES:
        return []
    lines = text.split("\n")
    filled = sorted(len(line) for line in lines if line.strip())
    if len(filled) < LEAST_LINES or filled[int(len(filled) * 0.9)] > WIDEST:
        return []
    widths = [columns(line.rstrip()) for line in lines]
    top = sorted(width for width in widths if width)[int(len(filled) * 0.9)]
    if not NARROWEST <= top <= WIDEST:
        return []
    full, at = set(), -1
    for line, width in zip(lines, widths, strict=True):
        at += len(line) + 1
        if top - SLACK <= width <= top + SLACK:
            full.add(at)
    found = [hit.span() for rule in giving(rulebook, "fold") for hit in rule.finditer(text)]
    folds = [span for span in found if span[1] - 1 in full and not borders_cell(text, span, cells)]
    return folds if len(folds) >= max(4, SHARE * len(filled)) else []


def borders_cell(text: str, fold: Span, cells: Collection[int]) -> bool:
    """Whether one of the two lines that meet at the line end is a cell."""
    return bool(cells) and (fold[1] in cells or text.rfind("\n", 0, fold[0]) + 1 in cells)


def columns(line: str) -> int:
    """Columns that a line takes: two for a full-width character."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
