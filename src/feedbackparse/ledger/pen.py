"""The hand that writes into an existing workbook: cells, new rows below the last, rows that go away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, range_boundaries

from feedbackparse.ledger.celltext import escape_text, looks_like_formula
from feedbackparse.ledger.cellvalue import CellValue, Formula
from feedbackparse.ledger.layout import Seat
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.opened import Opened
from feedbackparse.ledger.shown import Shown


@dataclass(slots=True)
class Pen:
    """Writes, and counts what it wrote."""

    looks: Looks
    next_issue: int
    next_measure: dict[str, int] = field(default_factory=dict)
    written: int = 0

    def write(self, opened: Opened, row: int, key: str, value: CellValue) -> None:
        """Set a cell of a known column to a value; its looks stay."""
        column = opened.columns.get(key)
        if column is not None and opened.value(row, key) != value:
            put_value(opened.cell(row, column), value)
            self.written += 1

    def lead_on(self, opened: Opened, row: int, seat: Seat, link: Formula) -> None:
        """Let a cell of words lead somewhere."""
        self.write(opened, row, seat.key, link)
        opened.cell(row, opened.columns[seat.key])._style = self.looks.style(self.looks.link(seat.whose, seat.align))

    def add_row(self, opened: Opened, shown: Shown) -> int:
        """Write a row below all others, which looks like the sheet's own; people's added columns stay empty."""
        row = max(opened.last_row, opened.head) + 1
        model = opened.rows[-1] if opened.rows else None
        for seat in opened.sheet.seats:
            column = opened.columns.get(seat.key)
            if column is not None:
                cell = opened.cell(row, column)
                value = shown.values.get(seat.key)
                quoted = isinstance(value, str) and looks_like_formula(value)
                look = self.looks.cell(seat.whose, seat.align, seat.format, quoted)
                link = isinstance(value, Formula)
                cell._style = self.looks.style(self.looks.link(seat.whose, seat.align) if link else look)
                put_value(cell, value)
        for column in opened.extra.values():
            if model is not None:
                opened.cell(row, column)._style = copy(opened.cell(model, column)._style)
        opened.rows.append(row)
        self.set_height(opened, row, shown.height)
        stretch_filter(opened.worksheet, row)
        self.written += 1
        return row

    def set_height(self, opened: Opened, row: int, height: float) -> None:
        opened.worksheet.row_dimensions[row].height = height

    def drop_rows(self, opened: Opened, rows: Iterable[int]) -> None:
        """Take rows out; what is below moves up with its height and its links."""
        gone = sorted(rows)
        if not gone:
            return
        drop_rows(opened.worksheet, gone)
        moved = {row: row - sum(each < row for each in gone) for row in opened.rows if row not in gone}
        opened.ids = {moved[row]: id for row, id in opened.ids.items() if row in moved}
        opened.rows = sorted(moved.values())
        self.written += len(gone)

    def new_id(self, opened: Opened, row: int) -> str:
        """An id for a row that people added: an issue's, a measure's below its issue, or a bare one."""
        taken = set(opened.ids.values())
        if opened.sheet.table == "issues":
            self.next_issue += 1
            return f"WT-{self.next_issue - 1:04d}"
        issue = str(opened.value(row, "issue_id") or "WT-0000") if opened.sheet.table == "measures" else "HAND"
        at = self.next_measure.get(issue, 900)
        while f"{issue}-{at + 1}" in taken:
            at += 1
        self.next_measure[issue] = at + 1
        return f"{issue}-{at + 1}"

    def has_comment(self, opened: Opened, row: int) -> bool:
        return any(opened.cell(row, at).comment for at in {**opened.columns, **opened.extra}.values())


def put_value(cell: Any, value: CellValue) -> None:
    """Set a cell; text stays text, whatever it begins with."""
    if isinstance(value, Formula):
        cell.value = f"={value.text}"
        return
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date) and "y" not in cell.number_format:
            cell.number_format = "yyyy-mm-dd"
        return
    cell.value = None
    cell._value = escape_text(value)
    cell.data_type = "s"
    if looks_like_formula(value):
        style = copy(cell._style) or StyleArray()
        style.quotePrefix = 1
        cell._style = style


def stretch_filter(worksheet: Any, row: int) -> None:
    """Let the filter reach down to a row."""
    if worksheet.auto_filter.ref:
        left, top, right, bottom = range_boundaries(worksheet.auto_filter.ref)
        if left and right and bottom and bottom < row:
            worksheet.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{row}"


def drop_rows(worksheet: Any, gone: list[int]) -> None:
    """openpyxl moves the cells only: heights, hidden rows and links are moved here."""
    kept = {at: dimension for at, dimension in worksheet.row_dimensions.items() if at not in gone}
    for row in reversed(gone):
        worksheet.delete_rows(row)
    shift: Callable[[int], int] = lambda at: at - sum(each < at for each in gone)  # noqa: E731
    worksheet.row_dimensions.clear()
    for at, dimension in kept.items():
        dimension.index = shift(at)
        worksheet.row_dimensions[shift(at)] = dimension
    for cells in worksheet.iter_rows():
        for cell in cells:
            if cell.hyperlink:
                cell.hyperlink.ref = cell.coordinate
