"""Runs that two passages share, from their shingles: the seeds of shared passages.

Seeds on one diagonal are chained, the chains stretched as far as both passages say exactly the same, and those
left out round which no shared passage of the wanted length can be: all in arrays, for chance likenesses are many.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from feedbackparse.auditing.codebook import Codebook
from feedbackparse.auditing.shingles import LENGTH, WINDOW, Codes, Flags, Hashes, Places, is_closed, is_gap

NEAR = 20
"""Two shared runs that are not further apart are one passage with a few words changed."""
_APART = 0.6
"""Which part of a shared passage must stand in runs that seeds find; masks and lines' ends make the rest."""


class Run(NamedTuple):
    """``first[low:high]`` and as many characters of the second from ``start`` on are the same."""

    first: int
    """Number of the first passage."""
    low: int
    high: int
    second: int
    start: int
    before: bool
    """Whether a mask or a line's end stands before it, in either passage: there it may go on."""
    behind: bool


@dataclass(frozen=True, slots=True)
class Runs:
    """The same as arrays; places are those in the codes of all passages."""

    low: Places
    high: Places
    shift: Places
    """From the place in the first passage to that in the second."""

    def choose(self, which: Places) -> Runs:
        return Runs(self.low[which], self.high[which], self.shift[which])


def find_runs(book: Codebook, groups: Sequence[int], least: int = LENGTH, chain: int = LENGTH) -> Iterator[Run]:
    """The runs of passages of different groups round which a shared passage may be.

    ``least``: how many characters such a passage must have; ``chain``: how many a chain of seeds must span
    (more leaves chance likenesses out). Shape: pair by pair, each in the order of the first passage.

    A part of the shingles is held at a time, and what is found waits on disk, where there are many.
    """
    parts = max(1, len(book.codes) // PART)
    if parts == 1:
        yield from settle_runs(book, *find_seeds(book, np.asarray(groups), 0, 1), least, chain)
        return
    with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
        files = [Path(folder) / str(number) for number in range(parts + 1)]
        for part in range(parts):
            low, shift = find_seeds(book, np.asarray(groups), part, parts)
            regions = book.begins[book.holders(low)] * parts // len(book.codes)
            for region in np.unique(regions):
                with files[region].open("ab") as file:
                    np.stack((low[regions == region], shift[regions == region])).T.tofile(file)
        for file_of_region in files:
            if file_of_region.exists():
                low, shift = np.fromfile(file_of_region, np.int64).reshape(-1, 2).T
                yield from settle_runs(book, low, shift, least, chain)


PART = 1 << 24
"""Characters whose shingles are held at a time."""


def find_seeds(book: Codebook, groups: Places, part: int, parts: int) -> tuple[Places, Places]:
    """Where passages of different groups share a shingle, of a part of all shingles: the place in the first, and from
    there to that in the second. Copies are held against their neighbour only."""
    kept: list[Hashes] = []
    places: list[Places] = []
    for hashes, at in book.shingles():
        mine = hashes % np.uint64(parts) == part
        kept.append(hashes[mine])
        places.append(at[mine])
    if not kept:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    hashes, at = np.concatenate(kept), np.concatenate(places)
    order = sort_stably(hashes)
    hashes, at = hashes[order], at[order]
    group = groups[book.holders(at)]
    same = np.flatnonzero((hashes[1:] == hashes[:-1]) & (group[1:] != group[:-1]))
    return at[same], at[same + 1] - at[same]


def settle_runs(book: Codebook, low: Places, shift: Places, least: int, chain: int) -> Iterator[Run]:
    """The runs of some seeds: chained, stretched, and those near others of the same pair of passages."""
    runs = stretch(chain_seeds(low, shift, len(book.codes), chain), book.codes)
    if not len(runs.low):
        return
    first, second = book.holders(runs.low), book.holders(runs.low + runs.shift)
    order = np.argsort(second * len(book.codes) + runs.low)
    runs, first, second = runs.choose(order), first[order], second[order]
    before, behind = (is_gap(book.codes[at]) | is_gap(book.codes[at + runs.shift]) for at in (runs.low - 1, runs.high))
    parted = (np.diff(first) != 0) | (np.diff(second) != 0)
    near = np.flatnonzero(may_reach(runs, parted, before | behind, least))
    runs, first, second = runs.choose(near), first[near], second[near]
    begin, start = book.begins[first], runs.low + runs.shift - book.begins[second]
    columns = (first, runs.low - begin, runs.high - begin, second, start, before[near], behind[near])
    yield from map(Run, *(column.tolist() for column in columns))


def chain_seeds(low: Places, shift: Places, size: int, least: int) -> Runs:
    """Seeds on one diagonal, each near the one before, as one; ``size``: of all codes."""
    order = np.argsort(shift * size + low)
    low, shift = low[order], shift[order]
    begins = heads_of((np.diff(shift) != 0) | (np.diff(low) > WINDOW + 1))[: len(low)]
    ends = np.append(begins[1:], len(low))[: len(begins)] - 1
    runs = Runs(low[begins], low[ends] + LENGTH, shift[begins])
    return runs.choose(np.flatnonzero(runs.high - runs.low >= least))


def sort_stably(values: Hashes) -> Places:
    """The order of those values that are there twice and more, equal ones as they stand.

    Many are dealt into piles first, each of which fits into the processor's cache.
    """
    if len(values) < _PILED:
        return sort_pile(values)
    pile = (values >> np.uint64(58)).astype(np.uint8)
    dealt = np.argsort(pile, kind="stable")
    cuts = np.searchsorted(pile[dealt], np.arange(1, 64))
    return np.concatenate([chosen[sort_pile(values[chosen])] for chosen in np.split(dealt, cuts)])


_PILED = 1 << 18


def sort_pile(values: Hashes) -> Places:
    if not len(values):
        return np.empty(0, np.int64)
    order = np.argsort(values)
    changes = np.diff(values[order]) != 0
    alone = np.concatenate(([True], changes)) & np.concatenate((changes, [True]))
    number = np.cumsum(np.concatenate(([0], changes)))
    keys = np.sort((number * len(values) + order)[~alone])
    return keys % len(values)


def heads_of(changes: Flags) -> Places:
    """Where something begins, from whether it changes behind each."""
    return np.flatnonzero(np.concatenate(([True], changes)))


def stretch(runs: Runs, codes: Codes) -> Runs:
    """Each as far to both sides as both passages say the same."""
    low, high = runs.low.copy(), runs.high.copy()
    for edge, step in ((high, 1), (low, -1)):
        going = np.arange(len(low))
        while len(going):
            at = edge[going] + min(step, 0)
            here = codes[at]
            same = (here == codes[at + runs.shift[going]]) & ~is_closed(here)
            going = going[same]
            edge[going] += step
    return Runs(low, high, runs.shift)


def may_reach(runs: Runs, parted: Flags, is_open: Flags, least: int) -> Flags:
    """Whether a run and those near it make a passage of ``least`` characters, or half of it where one may go on.

    ``parted``: behind which runs another pair of passages begins.
    """
    if not len(runs.low):
        return is_open
    row = np.cumsum(np.concatenate(([0], parted))) * (int(runs.high.max()) + NEAR + 1)
    before = np.concatenate(([-NEAR - 1], np.maximum.accumulate(row + runs.high)[:-1]))
    heads = heads_of((row + runs.low > before + NEAR)[1:])
    own = np.maximum(0, row + runs.high - np.maximum(before, row + runs.low))
    opened = np.logical_or.reduceat(is_open, heads)
    enough = np.add.reduceat(own, heads) >= np.where(opened, int(_APART * least), least)
    reaching: Flags = np.repeat(enough, np.diff(np.append(heads, len(own))))
    return reaching
