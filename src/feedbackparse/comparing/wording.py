"""Whether a report takes a problem word for word (原汁原味), and in the order of the letter."""

from __future__ import annotations

from collections.abc import Sequence

from feedbackparse.auditing import likeness
from feedbackparse.auditing.shingles import HIDDEN
from feedbackparse.comparing.asked import Asked, first_sentences

_GAP = 12
"""How many characters a mask may stand for."""


def is_same(asked: Asked, answered: Asked) -> bool:
    """Whether the report takes the problem word for word: all of it, all but its examples, or its first
    sentences; punctuation does not count, and a mask stands for anything."""
    if any(agrees(left, answered.words) for left in (asked.words, asked.statement)):
        return True
    return len(answered.words) >= 8 and answered.words in first_sentences(asked.text)


def agrees(one: str, two: str) -> bool:
    i, j = likeness.extend(one, 0, two, 0, _GAP)
    rest, other = one[i:], two[j:]
    masked = (not rest.strip(HIDDEN) and rest != other) or (not other.strip(HIDDEN) and rest != other)
    return (not rest and not other) or (masked and len(rest) <= _GAP and len(other) <= _GAP and bool(rest and other))


def out_of_order(places: Sequence[int]) -> set[int]:
    """The indexes of the places that are not in the longest row that never falls."""
    best: list[list[int]] = []
    for index, place in enumerate(places):
        below = [row for row in best if places[row[-1]] <= place]
        best.append([*max(below, key=len, default=[]), index])
    kept: list[int] = max(best, key=len, default=[])
    return set(range(len(places))) - set(kept)
