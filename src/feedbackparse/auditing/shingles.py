"""Passages that share a run of characters, found through an index of sampled shingles.

Near-linear: of each window of WINDOW shingles the least hash is kept (winnowing: a common run of
LENGTH + WINDOW - 1 characters always has one in common), the kept ones are sorted, and only neighbours
with the same hash are compared; n copies of a passage give n - 1 comparisons.

Shape: a passage is its folded words, character for character as in the text; HIDDEN stands where a mask
hides something, and no shingle goes over it.
Source: Schleimer, Wilkerson, Aiken: Winnowing (2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LENGTH = 6
WINDOW = 5
HIDDEN = "\ufffc"
LINE_END = "\n"
_BARRIER = "\0"
"""Stands between passages."""
_MOST = np.uint64(0xFFFFFFFFFFFFFFFF)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)

Codes = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

FULL = "，。；：！？（）“”‘’「」『』．％０１２３４５６７８９ 　"
HALF = ',.;:!?()""\'\'"""".%0123456789\n\n'
_BATCH = 1 << 20
"""Characters that are sampled at a time."""


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


def encode(words: str) -> Codes:
    """The code points, those beyond the first plane cut to it: as long as the words."""
    return np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


def sample(codes: Codes) -> tuple[Hashes, Places]:
    """The kept shingles of some words: hashes and where they begin."""
    count = len(codes) - LENGTH + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashes = np.zeros(count, np.uint64)
    for step in range(LENGTH):
        hashes *= _BASE
        hashes += codes[step : step + count]
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    closed = np.concatenate(([0], np.cumsum(find_gaps(codes)[1])))
    hashes[closed[LENGTH:] > closed[:count]] = _MOST
    kept = np.flatnonzero((hashes == slide(slide(hashes, np.minimum, 0), np.maximum, 1)) & (hashes != _MOST))
    return hashes[kept], kept


def find_gaps(codes: Codes) -> tuple[Flags, Flags]:
    """Where a mask or the end of a line stands, over which a shared passage may go on; and these with the ends of
    passages, over which no shingle goes."""
    gaps: Flags = (codes == ord(HIDDEN)) | (codes == ord(LINE_END))
    closed: Flags = gaps | (codes == ord(_BARRIER))
    return gaps, closed


def slide(values: Hashes, reduce: np.ufunc, back: int) -> Hashes:
    """The least (greatest) of each window that begins (ends) at a place; windows are cut at the ends."""
    edge = np.full(WINDOW - 1, _MOST if back == 0 else 0, np.uint64)
    padded = np.concatenate((edge, values) if back else (values, edge))
    found = padded[: len(values)].copy()
    for step in range(1, WINDOW):
        reduce(found, padded[step : step + len(values)], out=found)
    return found


@dataclass(frozen=True, slots=True)
class Samples:
    """The words of all passages, one behind the other with a barrier before and behind, and their kept shingles."""

    codes: Codes
    begins: Places
    """Where each passage begins in the codes; last the end of all."""
    hashes: Hashes
    at: Places
    """Where in the codes each shingle begins, in order."""
    passage: Places
    """In which passage."""

    def holders(self, at: Places) -> Places:
        """In which passage each of these places lies."""
        return np.searchsorted(self.begins, at, side="right") - 1


def sample_all(passages: Sequence[str]) -> Samples:
    """Sampled a batch at a time, for hashes take eight bytes a character."""
    begins = np.cumsum(np.array([1, *(len(words) + 1 for words in passages)], np.int64))
    codes, hashes, places = [encode(_BARRIER)], [], []
    batch = begins[:-1] // _BATCH
    for number in np.unique(batch):
        low, high = np.searchsorted(batch, number), np.searchsorted(batch, number, side="right")
        codes.append(encode(_BARRIER.join((*passages[low:high], ""))))
        kept, at = sample(codes[-1])
        hashes.append(kept)
        places.append(at + begins[low])
    at = np.concatenate(places)
    passage = np.searchsorted(begins, at, side="right") - 1
    return Samples(np.concatenate(codes), begins, np.concatenate(hashes), at, passage)
