"""A folder of pages: one a document, written as the document comes, and the index of the run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.coverages import Coverage, cover
from feedbackparse.errors import OutputProblem
from feedbackparse.model import Document
from feedbackparse.review.index import render_index
from feedbackparse.review.names import INDEX, page_name
from feedbackparse.review.overview import count_severities
from feedbackparse.review.page import render_page
from feedbackparse.verdict import Verdict

if TYPE_CHECKING:
    from feedbackparse.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the run, as the index tells it; nothing of the document's words is kept."""

    verdict: Verdict
    page: str | None = None
    """File name of its page; None where there is no document."""
    coverage: Coverage | None = None
    severities: tuple[int, ...] = ()
    """How many errors, warnings and notes."""


def write_review(
    results: Iterable[tuple[Document | None, Verdict]], folder: str | Path, rulebook: Rulebook | None = None
) -> list[Path]:
    """Write a page for each document and an index with all verdicts; the paths, the index first.

    ``results`` may be lazy: one document is held at a time. Raises: OutputProblem.
    """
    entries = [write_document(document, verdict, folder, rulebook) for document, verdict in results]
    index = write_index(entries, folder)
    return [index, *(Path(folder) / entry.page for entry in entries if entry.page)]


def write_document(
    document: Document | None, verdict: Verdict, folder: str | Path, rulebook: Rulebook | None = None
) -> Entry:
    """Write one document's page, in whatever process; its line of the index. Raises: OutputProblem."""
    if document is None:
        return Entry(verdict)
    name = page_name(document.source.name, document.source.sha256)
    write_page(Path(folder) / name, render_page(document, rulebook, verdict, INDEX))
    severities = tuple(count for _, _, count in count_severities(document))
    return Entry(verdict, name, cover(document, rulebook), severities)


def write_index(entries: Sequence[Entry], folder: str | Path) -> Path:
    """Write the page that lists a run; its path. Raises: OutputProblem."""
    path = Path(folder) / INDEX
    write_page(path, render_index(entries))
    return path


def write_page(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encode("utf-8", "replace"))
    except OSError as error:
        message = f"审阅页无法写入：{error.strerror or error}"
        raise OutputProblem("review-unwritable", str(path), message, "请检查路径和权限，或换一个位置") from error
