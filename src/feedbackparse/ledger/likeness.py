"""Old rows and new ones of one document: which is which, also after somebody reworded them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SURE = 70.0
"""From here on (of 100) two wordings are the same issue."""
DOUBTFUL = 48.0
"""From here on they may be; a person decides."""
_PLACE_BONUS = 8.0
"""For the same number under the same headings."""
_WITHIN = 76.0
"""For a wording that holds the other one whole."""
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One row, old or new."""

    id: str
    key: str
    """Content key: digest, hyphen, occurrence."""
    text: str
    """Empty where it is not known any more."""
    place: tuple[str, ...] = ()
    """Hashes of number and headings."""


@dataclass(frozen=True, slots=True)
class Matching:
    """New id -> old id; those that were reworded; and doubtful pairs of new and old."""

    same: dict[str, str]
    reworded: set[str]
    doubtful: list[tuple[str, str]]


def match_wordings(olds: Sequence[Wording], news: Sequence[Wording]) -> Matching:
    """Match by key, then by digest and place, then by likeness; each old one once."""
    same = match_keys(olds, news)
    left_old = [old for old in olds if old.id not in same.values() and old.text]
    left_new = [new for new in news if new.id not in same]
    reworded: set[str] = set()
    doubtful: list[tuple[str, str]] = []
    taken = set(same.values())
    for score, new_id, old_id in rank_pairs(left_old, left_new):
        if new_id in same or old_id in taken:
            continue
        if score >= SURE:
            same[new_id] = old_id
            taken.add(old_id)
            reworded.add(new_id)
        else:
            doubtful.append((new_id, old_id))
    doubtful = [(new, old) for new, old in doubtful if new not in same and old not in taken]
    return Matching(same, reworded, doubtful)


def match_keys(olds: Sequence[Wording], news: Sequence[Wording]) -> dict[str, str]:
    """New id -> old id for the same words; where they stand twice, the same place first, then in order."""
    same: dict[str, str] = {}
    by_digest: dict[str, list[Wording]] = defaultdict(list)
    for old in olds:
        by_digest[old.key.partition("-")[0]].append(old)
    for told in (lambda o, n: o.key == n.key and o.place == n.place, lambda o, n: o.place == n.place, lambda o, n: 1):
        for new in news:
            free = by_digest.get(new.key.partition("-")[0], []) if new.id not in same and new.key else []
            for old in free:
                if told(old, new):
                    same[new.id] = old.id
                    free.remove(old)
                    break
    return same


def rank_pairs(olds: Sequence[Wording], news: Sequence[Wording]) -> list[tuple[float, str, str]]:
    """All pairs that are alike enough, the most alike first; ties in the order of the document."""
    from rapidfuzz import fuzz, process

    words = {at: plain(old.text) for at, old in enumerate(olds)}
    found: list[tuple[float, int, int]] = []
    for at, new in enumerate(news):
        text = plain(new.text)
        alike = process.extract(text, words, scorer=fuzz.ratio, score_cutoff=DOUBTFUL - _PLACE_BONUS, limit=20)
        scores = {place: score for _, score, place in alike}
        if len(text) >= 6:
            scores |= {
                place: max(scores.get(place, 0.0), _WITHIN)
                for place, old in words.items()
                if len(old) >= 6 and (old in text or text in old)
            }
        for place, score in scores.items():
            bonus = _PLACE_BONUS if new.place and new.place == olds[place].place else 0.0
            if score + bonus >= DOUBTFUL:
                found.append((-(score + bonus), at, place))
    return [(-score, news[new].id, olds[old].id) for score, new, old in sorted(found)]


def plain(text: str) -> str:
    """The words without punctuation, white space and masks."""
    return _MARKS.sub("", text)
