"""Runs that two passages share, from their shingles: the seeds of shared passages.

Seeds on one diagonal are chained, the chains stretched as far as both passages say exactly the same, and those
left out round which no shared passage of the wanted length can be: all in arrays, for chance likenesses are many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from feedbackparse.auditing.shingles import (
    LENGTH,
    WINDOW,
    Codes,
    Flags,
    Hashes,
    Places,
    Samples,
    find_gaps,
    sample_all,
)

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


def find_runs(
    passages: Sequence[str], groups: Sequence[int], least: int = LENGTH, chain: int = LENGTH
) -> Iterator[Run]:
    """The runs of passages of different groups round which a shared passage may be.

    ``least``: how many characters such a passage must have; ``chain``: how many a chain of seeds must span
    (more leaves chance likenesses out). Shape: pair by pair, each in the order of the first passage.
    """
    if not passages:
        return
    samples = sample_all(passages)
    if not len(samples.hashes):
        return
    gaps, closed = find_gaps(samples.codes)
    runs = stretch(chain_seeds(samples, groups, chain), samples.codes, closed)
    first, second = samples.holders(runs.low), samples.holders(runs.low + runs.shift)
    order = np.argsort(second * len(samples.codes) + runs.low)
    runs, first, second = runs.choose(order), first[order], second[order]
    before = gaps[runs.low - 1] | gaps[runs.low + runs.shift - 1]
    behind = gaps[runs.high] | gaps[runs.high + runs.shift]
    parted = (np.diff(first) != 0) | (np.diff(second) != 0)
    near = np.flatnonzero(may_reach(runs, parted, before | behind, least))
    runs, first, second = runs.choose(near), first[near], second[near]
    begin, start = samples.begins[first], runs.low + runs.shift - samples.begins[second]
    columns = (first, runs.low - begin, runs.high - begin, second, start, before[near], behind[near])
    yield from map(Run, *(column.tolist() for column in columns))


def chain_seeds(samples: Samples, groups: Sequence[int], least: int) -> Runs:
    """Seeds on one diagonal, each near the one before, as one; copies are held against their neighbour only."""
    order = sort_stably(samples.hashes)
    hashes = samples.hashes[order]
    group = np.asarray(groups)[samples.passage[order]]
    same = np.flatnonzero((hashes[1:] == hashes[:-1]) & (group[1:] != group[:-1]))
    low = samples.at[order[same]]
    shift = samples.at[order[same + 1]] - low
    order = np.argsort(shift * len(samples.codes) + low)
    low, shift = low[order], shift[order]
    begins = heads_of((np.diff(shift) != 0) | (np.diff(low) > WINDOW + 1))
    begins = begins[: len(low)]
    ends = np.append(begins[1:], len(low))[: len(begins)] - 1
    runs = Runs(low[begins], low[ends] + LENGTH, shift[begins])
    return runs.choose(np.flatnonzero(runs.high - runs.low >= least))


def sort_stably(values: Hashes) -> Places:
    """The order of those values that are there twice and more, equal ones as they stand."""
    order = np.argsort(values)
    changes = np.diff(values[order]) != 0
    alone = np.concatenate(([True], changes)) & np.concatenate((changes, [True]))
    number = np.cumsum(np.concatenate(([0], changes)))
    keys = np.sort((number * len(values) + order)[~alone])
    return keys % len(values)


def heads_of(changes: Flags) -> Places:
    """Where something begins, from whether it changes behind each."""
    return np.flatnonzero(np.concatenate(([True], changes)))


def stretch(runs: Runs, codes: Codes, closed: Flags) -> Runs:
    """Each as far to both sides as both passages say the same."""
    low, high = runs.low.copy(), runs.high.copy()
    for edge, step in ((high, 1), (low, -1)):
        going = np.arange(len(low))
        while len(going):
            at = edge[going] + min(step, 0)
            same = (codes[at] == codes[at + runs.shift[going]]) & ~closed[at]
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
