"""The sheets of the workbook in their order: read this first.

    Documents -> rows (frames.rows) -> sheets -> one file

Source: design.md §8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.frames.rows import read_rows
from feedbackparse.ledger.bookkeeping import bookkeeping_lines
from feedbackparse.ledger.dictionary import dictionary_lines, set_up_dictionary
from feedbackparse.ledger.guide import guide_lines, set_up_guide
from feedbackparse.ledger.layout import FILES, FINDINGS, ISSUES, MASKS, MEASURES, OVERFLOW, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.package import save_workbook
from feedbackparse.ledger.rowxml import Line, render_rows
from feedbackparse.ledger.sheet import Overflow, Shown, set_up_sheet, sheet_lines, show_rows
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

MOST_ROWS = 1_048_576
"""Rows of an Excel sheet."""

_SHEETS = (ISSUES, MEASURES, MASKS, FINDINGS, FILES)


def write_book(docs: Iterable[Document], verdicts: list[Verdict], path: Path) -> None:
    """Write the whole workbook. Raises: OutputProblem."""
    rows = read_rows(docs, ("documents", "issues", "measures", "masks", "findings"))
    rows["verdicts"] = [asdict(verdict) for verdict in verdicts]
    check_size(rows, path)
    book = Workbook(write_only=True)
    book.properties = properties()
    guide = book.create_sheet("说明")
    set_up_guide(guide)
    looks = Looks(book)
    overflow: Overflow = []
    bodies = [guide_lines(looks, rows)]
    shown = {sheet.table: show_rows(sheet, rows[sheet.table], overflow) for sheet in _SHEETS}
    bodies += [add_sheet(book, looks, sheet, shown[sheet.table]) for sheet in _SHEETS]
    set_up_dictionary(book.create_sheet("字典"))
    bodies.append(dictionary_lines(looks))
    if overflow:
        bodies.append(add_sheet(book, looks, OVERFLOW, show_rows(OVERFLOW, overflow, [])))
    book.create_sheet("簿记").sheet_state = "veryHidden"
    bodies.append(bookkeeping_lines(rows, shown))
    open_at(book, "问题台账" if rows["issues"] else "说明")
    save_workbook(book, [render_rows(body) for body in bodies], path)


def add_sheet(book: Workbook, looks: Looks, sheet: Sheet, shown: list[Shown]) -> Iterator[Line]:
    """Set up a sheet of rows and return its lines."""
    set_up_sheet(book.create_sheet(sheet.title), sheet, len(shown))
    return sheet_lines(looks, sheet, shown)


def open_at(book: Workbook, title: str) -> None:
    """Let the workbook open at a sheet."""
    for at, worksheet in enumerate(book.worksheets):
        worksheet.sheet_view.tabSelected = worksheet.title == title
        if worksheet.title == title:
            book.active = at


def check_size(rows: dict[str, list[Row]], path: Path) -> None:
    """Whether every sheet holds its rows. Raises: OutputProblem."""
    for sheet in _SHEETS:
        if len(rows[sheet.table]) >= MOST_ROWS:
            raise OutputProblem(
                "ledger-too-large",
                str(path),
                f"“{sheet.title}”有 {len(rows[sheet.table])} 行，超过 Excel 一个工作表的 {MOST_ROWS} 行",
                "请把文件分成几批，每批各转换为一个台账",
            )


def properties() -> DocumentProperties:
    """The same for every workbook, so that the same input gives the same bytes."""
    fixed = datetime(2000, 1, 1)
    return DocumentProperties(creator="feedbackparse", title="整改台账", created=fixed, modified=fixed)
