"""Passages that share a run of characters, found through an index of sampled shingles.

Near-linear: of each window of WINDOW shingles the least hash is kept (winnowing: a common run of
LENGTH + WINDOW - 1 characters always has one in common), the kept ones are sorted, and only neighbours
with the same hash are compared; n copies of a passage give n - 1 comparisons.

Shape: a passage is its folded words, character for character as in the text; HIDDEN stands where a mask
hides something, and no shingle goes over it.
Source: Schleimer, Wilkerson, Aiken: Winnowing (2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LENGTH = 6
WINDOW = 5
HIDDEN = "\ufffc"
_BARRIER = "\n"
_MOST = np.uint64(0xFFFFFFFFFFFFFFFF)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

FULL = "，。；：！？（）“”‘’「」『』．％０１２３４５６７８９ 　"
HALF = ',.;:!?()""\'\'"""".%0123456789\n\n'
_BATCH = 1 << 20
"""Characters that are sampled at a time."""


@dataclass(frozen=True, slots=True)
class Run:
    """A seed: from these places on two passages share at least LENGTH characters."""

    first: int
    """Number of the first passage."""
    at: int
    """Index in the first passage."""
    second: int
    other: int
    """Index in the second passage."""


def fold(words: str, hidden: Iterable[tuple[int, int]] = ()) -> str:
    """Words as they are compared, as long as they are: full and half width alike, masks hidden, blanks as barriers."""
    for full, half in zip(FULL, HALF, strict=True):
        words = words.replace(full, half)
    pieces, at = [], 0
    for start, end in hidden:
        if start >= at:
            pieces += [words[at:start], HIDDEN * (end - start)]
            at = end
    return "".join((*pieces, words[at:]))


def sample(words: str) -> tuple[Hashes, Places]:
    """The kept shingles of some words: hashes and where they begin."""
    count = len(words) - LENGTH + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    codes = np.frombuffer(words.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashes = np.zeros(count, np.uint64)
    for step in range(LENGTH):
        hashes = hashes * _BASE + codes[step : step + count]
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    closed = np.concatenate(([0], np.cumsum((codes == ord(HIDDEN)) | (codes == ord(_BARRIER)))))
    hashes[closed[LENGTH:] > closed[:count]] = _MOST
    kept = np.flatnonzero((hashes == slide(slide(hashes, np.minimum, 0), np.maximum, 1)) & (hashes != _MOST))
    return hashes[kept], kept.astype(np.int64)


def slide(values: Hashes, reduce: np.ufunc, back: int) -> Hashes:
    """The least (greatest) of each window that begins (ends) at a place; windows are cut at the ends."""
    edge = np.full(WINDOW - 1, _MOST if back == 0 else 0, np.uint64)
    padded = np.concatenate((edge, values) if back else (values, edge))
    found = padded[: len(values)].copy()
    for step in range(1, WINDOW):
        reduce(found, padded[step : step + len(values)], out=found)
    return found


def sample_all(passages: Sequence[str]) -> tuple[Hashes, Places, Places]:
    """The kept shingles of all passages: hash, index in the passage, number of the passage."""
    sizes = np.array([len(words) + 1 for words in passages])
    batch = np.cumsum(sizes) // _BATCH
    found: list[tuple[Hashes, Places, Places]] = []
    for number in np.unique(batch):
        low, high = np.searchsorted(batch, number), np.searchsorted(batch, number, side="right")
        hashes, places = sample(_BARRIER.join(passages[low:high]))
        begins = np.concatenate(([0], np.cumsum(sizes[low:high])))
        within = np.searchsorted(begins, places, side="right") - 1
        found.append((hashes, places - begins[within], within + low))
    return (
        np.concatenate([one[0] for one in found]),
        np.concatenate([one[1] for one in found]),
        np.concatenate([one[2] for one in found]),
    )


def find_runs(
    passages: Sequence[str], groups: Sequence[int], least: int = LENGTH, together: int = LENGTH
) -> Iterator[Run]:
    """Seeds of passages of different groups; seeds that go on from one another are told once.

    ``least``: how many characters a chain of seeds must span; ``together``: how many all chains of two
    passages must span (more leaves chance likenesses out).
    """
    if not passages:
        return
    hashes, at, passage = sample_all(passages)
    order = np.lexsort((at, passage, hashes))
    group = np.asarray(groups)[passage]
    left, right = order[:-1], order[1:]
    same = (hashes[left] == hashes[right]) & (group[left] != group[right])
    left, right = left[same], right[same]
    yield from chain(passage[left], at[left], passage[right], at[right], least, together)


def chain(first: Places, at: Places, second: Places, other: Places, least: int, together: int) -> Iterator[Run]:
    """Seeds on one diagonal, each near the one before, as one."""
    diagonal = other - at
    order = np.lexsort((at, diagonal, second, first))
    first, at, second, other, diagonal = (values[order] for values in (first, at, second, other, diagonal))
    if not len(first):
        return
    moved = (np.diff(first) != 0) | (np.diff(second) != 0) | (np.diff(diagonal) != 0) | (np.diff(at) > WINDOW + 1)
    begins = np.concatenate(([0], np.flatnonzero(moved) + 1))
    ends = np.concatenate((begins[1:], [len(first)])) - 1
    spans = at[ends] - at[begins] + LENGTH
    pairs = (np.diff(first[begins]) != 0) | (np.diff(second[begins]) != 0)
    heads = np.concatenate(([0], np.flatnonzero(pairs) + 1))
    sums = np.repeat(np.add.reduceat(spans, heads), np.diff(np.concatenate((heads, [len(spans)]))))
    for index in begins[(spans >= least) & (sums >= together)]:
        yield Run(int(first[index]), int(at[index]), int(second[index]), int(other[index]))
