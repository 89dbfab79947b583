"""Passages that share a run of characters, found through an index of sampled shingles.

Near-linear: of each window of WINDOW shingles the least hash is kept (winnowing: a common run of
LENGTH + WINDOW - 1 characters always has one in common), the kept ones are sorted, and only neighbours
with the same hash are compared; n copies of a passage give n - 1 comparisons.

Shape: a passage is its folded words, character for character as in the text; HIDDEN stands where a mask
hides something, and no shingle goes over it.
Source: Schleimer, Wilkerson, Aiken: Winnowing (2003).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

LENGTH = 6
WINDOW = 5
HIDDEN = "\ufffc"
LINE_END = "\n"
BARRIER = "\0"
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


def decode(codes: Codes) -> str:
    """The words of some codes."""
    return codes.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")


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
    closed = np.concatenate(([0], np.cumsum(is_closed(codes))))
    hashes[closed[LENGTH:] > closed[:count]] = _MOST
    kept = np.flatnonzero((hashes == slide(slide(hashes, np.minimum, 0), np.maximum, 1)) & (hashes != _MOST))
    return hashes[kept], kept


def is_gap(codes: Codes) -> Flags:
    """Where a mask or the end of a line stands, over which a shared passage may go on."""
    gaps: Flags = (codes == ord(HIDDEN)) | (codes == ord(LINE_END))
    return gaps


def is_closed(codes: Codes) -> Flags:
    """Where no shingle goes over: gaps, and the ends of passages."""
    closed: Flags = is_gap(codes) | (codes == ord(BARRIER))
    return closed


def slide(values: Hashes, reduce: np.ufunc, back: int) -> Hashes:
    """The least (greatest) of each window that begins (ends) at a place; windows are cut at the ends."""
    edge = np.full(WINDOW - 1, _MOST if back == 0 else 0, np.uint64)
    padded = np.concatenate((edge, values) if back else (values, edge))
    found = padded[: len(values)].copy()
    for step in range(1, WINDOW):
        reduce(found, padded[step : step + len(values)], out=found)
    return found
