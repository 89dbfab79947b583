"""A ledger that is written for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.book import Book, enter_documents, show_tables, write_book
from feedbackparse.ledger.content import check_size, compose_content
from feedbackparse.ledger.register import Register
from feedbackparse.ledger.tallies import Seen
from feedbackparse.ledger.template import read_template
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Verdict


def create_ledger(
    docs: Iterable[Document],
    verdicts: Iterable[Verdict],
    path: Path,
    pairs: Sequence[Row] = (),
    today: date | None = None,
    rounds: Sequence[Seen] = (),
    template: Path | None = None,
    pages: Mapping[str, str] | None = None,
    rulebook: Rulebook | None = None,
) -> None:
    """Write a new workbook. Raises: OutputProblem."""
    form = read_template(template)
    content = compose_content(docs, verdicts, pairs, pages=pages, rulebook=rulebook)
    check_size(content.rows, path)
    sheets, shown = show_tables(content.rows, form.sheets)
    register = Register(next_issue=content.identified.next_issue)
    enter_documents(register, [follower.record for follower in content.followers.values()])
    write_book(Book(sheets, shown, content.rows, register, today, rounds, form.lists), path)
