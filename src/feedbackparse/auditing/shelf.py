"""The answers of a run, on disk until it ends: what is compared without all of it being held.

Memory holds a few numbers an answer; words and names stand in two files of a folder that is thrown away.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from feedbackparse.auditing.codebook import Codebook
from feedbackparse.auditing.shingles import BARRIER, encode


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one answer, ready to compare; keeps no document alive."""

    document: int
    """Number of the document in the run, from 0."""
    node: int
    """The response."""
    issue: int
    """Its issue, or -1."""
    name: str
    """The issue as messages name it."""
    start: int
    folded: str
    """Folded words; character i stands at start + i in the document's text."""


class Shelf:
    """Passages in the order in which they are put there. Raises: OSError where the disk is full."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True)
        self._codes = Path(self._folder.name, "codes").open("wb")  # noqa: SIM115 (open as long as the shelf)
        self._names = Path(self._folder.name, "names").open("wb+")  # noqa: SIM115
        self._numbers = tuple(array("q") for _ in range(4))
        self._begins, self._heads = array("q", [1]), array("q", [0])
        self._book: Codebook | None = None
        self._codes.write(encode(BARRIER).tobytes())
        self.put(passages)

    def put(self, passages: Iterable[Passage]) -> None:
        """Put passages behind the others; none once the book was opened."""
        for passage in passages:
            self._codes.write(encode(passage.folded + BARRIER).tobytes())
            self._begins.append(self._begins[-1] + len(passage.folded) + 1)
            self._names.write(passage.name.encode("utf-8", "surrogatepass"))
            self._heads.append(self._names.tell())
            values = (passage.document, passage.node, passage.issue, passage.start)
            for column, value in zip(self._numbers, values, strict=True):
                column.append(value)

    @property
    def documents(self) -> array[int]:
        """Of each passage the number of its document."""
        return self._numbers[0]

    def open_book(self) -> Codebook:
        """The words of all, mapped from disk."""
        if self._book is None:
            self._codes.close()
            codes = np.memmap(self._codes.name, np.uint16, "r")
            self._book = Codebook(codes, np.frombuffer(self._begins, np.int64))
        return self._book

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, number: int) -> Passage:
        document, node, issue, start = (column[number] for column in self._numbers)
        self._names.seek(self._heads[number])
        name = self._names.read(self._heads[number + 1] - self._heads[number]).decode("utf-8", "surrogatepass")
        return Passage(document, node, issue, name, start, self.open_book()[number])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Throw all of it away."""
        self._book = None
        self._codes.close()
        self._names.close()
        self._folder.cleanup()
