"""The Documents of a run, from the store, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from feedbackparse.batch.store import Store
from feedbackparse.batch.work import Result
from feedbackparse.model import Document

Kept = tuple[Path, str]
"""Where a Document is kept, and the name of its file."""


def load_documents(store: Store, kept: Iterable[Kept]) -> Iterator[Document]:
    """The Documents one at a time, under the names of their files."""
    for place, name in kept:
        document = store.load(place)
        yield replace(document, source=replace(document.source, name=name))


def keep_of(results: Iterable[Result]) -> list[Kept]:
    """The Documents whose rows are in the results, in the order of the run."""
    return [(Path(result.place), result.verdict.file) for result in results if result.verdict.taken and result.place]
