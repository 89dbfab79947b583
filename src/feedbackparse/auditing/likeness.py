"""From seeds to shared passages: how far two passages say the same, masks standing for anything.

Shape: a Match is a pair of ranges in two passages; a Cluster holds all places of one shared passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from feedbackparse.auditing.codebook import Numbered
from feedbackparse.auditing.runs import NEAR, Run
from feedbackparse.auditing.shingles import HIDDEN

_RESUME = 3
"""Characters that must agree behind what a mask hides."""


class Match(NamedTuple):
    """``first[low:high]`` says what ``second[start:end]`` says."""

    first: int
    low: int
    high: int
    second: int
    start: int
    end: int
    size: int
    """How many characters of the first agree; the rest stands between joined runs."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of one passage."""

    passage: int
    low: int
    high: int


def grow_matches(passages: Numbered[str], runs: Iterable[Run], gap: int) -> list[Match]:
    """Each run grown to both sides over masks; those within another are left out, near ones joined."""
    mirrored: dict[int, str] = {}
    found: dict[tuple[int, int], list[Match]] = {}
    for run in runs:
        first, low, high, second, start, before, behind = run
        matches = found.setdefault((first, second), [])
        if any(m.low <= low < m.high and m.start <= start < m.end for m in matches):
            continue
        a, b = passages[first], passages[second]
        end = start + high - low
        if behind:
            high, end = extend(a, high, b, end, gap)
        if before:
            left, other = extend(
                mirror(mirrored, first, a), len(a) - low, mirror(mirrored, second, b), len(b) - start, gap
            )
            low, start = len(a) - left, len(b) - other
        matches.append(Match(first, low, high, second, start, end, high - low))
    return [match for matches in found.values() for match in (join_near(matches) if len(matches) > 1 else matches)]


def mirror(known: dict[int, str], number: int, words: str) -> str:
    """The words backwards, so that they are grown to the left as to the right."""
    if number not in known:
        known[number] = words[::-1]
    return known[number]


def extend(a: str, i: int, b: str, j: int, gap: int) -> tuple[int, int]:
    """How far ``a[i:]`` and ``b[j:]`` agree; a mask in one stands for up to ``gap`` characters of the other."""
    while True:
        while i < len(a) and j < len(b) and a[i] == b[j]:
            i, j = i + 1, j + 1
        onward = bridge(a, i, b, j, gap)
        if onward is None:
            return i, j
        i, j = onward


def bridge(a: str, i: int, b: str, j: int, gap: int) -> tuple[int, int] | None:
    """Where both go on behind a mask or a line's end; None where they do not."""
    if i >= len(a) or j >= len(b):
        return None
    if a[i] == "\n" or b[j] == "\n":
        return (i + (a[i] == "\n"), j + (b[j] == "\n"))
    if HIDDEN not in (a[i], b[j]):
        return None
    i2, j2 = behind(a, i), behind(b, j)
    if a[i] == b[j]:
        return i2, j2
    if a[i] == HIDDEN:
        found = b.find(a[i2 : i2 + _RESUME], j, j + gap + _RESUME) if i2 < len(a) else -1
        return (i2, found) if found >= 0 else None
    found = a.find(b[j2 : j2 + _RESUME], i, i + gap + _RESUME) if j2 < len(b) else -1
    return (found, j2) if found >= 0 else None


def behind(words: str, index: int) -> int:
    """The place behind a mask."""
    while index < len(words) and words[index] == HIDDEN:
        index += 1
    return index


def join_near(matches: list[Match]) -> list[Match]:
    """Matches of one pair in order, those with a few words between them as one."""
    joined: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.low, m.start)):
        last = joined[-1] if joined else None
        if last and is_near(last, match):
            joined[-1] = Match(
                last.first,
                last.low,
                max(last.high, match.high),
                last.second,
                last.start,
                max(last.end, match.end),
                last.size + match.size - max(0, last.high - match.low),
            )
        else:
            joined.append(match)
    return joined


def is_near(last: Match, match: Match) -> bool:
    """Whether only a few words stand between two matches, in both passages."""
    onward = match.start > last.start and -NEAR <= match.start - last.end <= NEAR
    return onward and match.low - last.high <= NEAR


def cluster(matches: Iterable[Match]) -> list[list[Segment]]:
    """All places of each shared passage: ranges of one passage that overlap by half are one place."""
    places: dict[int, list[list[int]]] = {}
    parents: list[int] = []
    for match in matches:
        one = place(places, parents, Segment(match.first, match.low, match.high))
        two = place(places, parents, Segment(match.second, match.start, match.end))
        parents[root(parents, two)] = root(parents, one)
    groups: dict[int, list[Segment]] = {}
    for passage, ranges in sorted(places.items()):
        for low, high, number in sorted(ranges):
            groups.setdefault(root(parents, number), []).append(Segment(passage, low, high))
    return list(groups.values())


def place(places: dict[int, list[list[int]]], parents: list[int], segment: Segment) -> int:
    """The number of the place that a segment is, a new one where it overlaps none by half."""
    known = places.setdefault(segment.passage, [])
    for entry in known:
        shared = min(entry[1], segment.high) - max(entry[0], segment.low)
        if 2 * shared >= min(entry[1] - entry[0], segment.high - segment.low):
            entry[0], entry[1] = min(entry[0], segment.low), max(entry[1], segment.high)
            return entry[2]
    parents.append(len(parents))
    known.append([segment.low, segment.high, parents[-1]])
    return parents[-1]


def root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
