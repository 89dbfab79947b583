"""The sheets of the workbook in their order: read this first.

    Documents -> rows (tables.rows) -> sheets -> one file

Source: design.md §8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.bookkeeping import write_bookkeeping
from feedbackparse.ledger.dictionary import write_dictionary
from feedbackparse.ledger.guide import write_guide
from feedbackparse.ledger.layout import FILES, FINDINGS, ISSUES, MASKS, MEASURES, OVERFLOW
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.package import save_workbook
from feedbackparse.ledger.sheet import Overflow, write_sheet
from feedbackparse.model import Document
from feedbackparse.tables.columns import Row
from feedbackparse.tables.rows import read_rows
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
    looks = Looks(book)
    write_guide(guide, looks, rows)
    overflow: Overflow = []
    for sheet in _SHEETS:
        worksheet = book.create_sheet(sheet.title)
        worksheet.sheet_view.tabSelected = sheet is ISSUES and bool(rows["issues"])
        write_sheet(worksheet, looks, sheet, rows[sheet.table], overflow)
    write_dictionary(book.create_sheet("字典"), looks)
    if overflow:
        write_sheet(book.create_sheet(OVERFLOW.title), looks, OVERFLOW, list(overflow), overflow)
    write_bookkeeping(book.create_sheet("簿记"), rows)
    guide.sheet_view.tabSelected = not rows["issues"]
    book.active = 1 if rows["issues"] else 0
    save_workbook(book, path)


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
