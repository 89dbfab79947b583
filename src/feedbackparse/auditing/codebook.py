"""The words of many passages as one array of codes, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

import numpy as np

from feedbackparse.auditing.shingles import BARRIER, Codes, Hashes, Places, decode, encode, sample

BATCH = 1 << 20
"""Characters that are sampled at a time: hashes take eight bytes a character."""


Kept_co = TypeVar("Kept_co", covariant=True)


class Numbered(Protocol[Kept_co]):
    """What is kept in order and taken out by its number, one at a time."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Kept_co: ...


@dataclass(frozen=True, eq=False)
class Codebook:
    """Passages one behind the other, a barrier before and behind each. By number: the words of each."""

    codes: Codes
    """In memory, or mapped from a file."""
    begins: Places
    """Where each passage begins in the codes; last the end of all."""

    def __len__(self) -> int:
        return len(self.begins) - 1

    def __getitem__(self, number: int) -> str:
        return read_words(self, number)

    def holders(self, at: Places) -> Places:
        """In which passage each of these places lies."""
        return np.searchsorted(self.begins, at, side="right") - 1

    def shingles(self) -> Iterator[tuple[Hashes, Places]]:
        """The kept shingles and where they begin, some passages at a time, in order."""
        low = 0
        while low < len(self):
            high = max(low + 1, int(np.searchsorted(self.begins, self.begins[low] + BATCH, side="right")) - 1)
            begin, end = self.begins[low], self.begins[high]
            hashes, at = sample(np.asarray(self.codes[begin:end]))
            yield hashes, at + begin
            low = high


@lru_cache(maxsize=4096)
def read_words(book: Codebook, number: int) -> str:
    return decode(np.asarray(book.codes[book.begins[number] : book.begins[number + 1] - 1]))


def write_codes(passages: Sequence[str]) -> Codebook:
    """The passages in memory."""
    begins = np.cumsum(np.array([1, *(len(words) + 1 for words in passages)], np.int64))
    return Codebook(encode(BARRIER.join(("", *passages, ""))), begins)
