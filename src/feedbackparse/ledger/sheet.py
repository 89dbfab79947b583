"""One sheet of rows: its values as the workbook says them, its head and body, its set-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from feedbackparse.frames.columns import Row, Value
from feedbackparse.ledger.celltext import fit_text, looks_like_formula
from feedbackparse.ledger.dictionary import list_range
from feedbackparse.ledger.heights import HEAD, MOST, count_lines, height_of
from feedbackparse.ledger.layout import Seat, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.rowxml import Line
from feedbackparse.ledger.wording import name_of, name_place, offered_lists

Overflow = list[Row]
"""The texts that their cells could not hold: the rows of 续文."""

SPARE_ROWS = 500
"""Rows below the last one that offer the lists too, for rows added by hand."""
_HIDDEN_BY_HEIGHT = "【显示】行高所限，本行文字显示不全，全文请看编辑栏"
_NAMED = {("masks", "type"): "masks", ("findings", "severity"): "severities", ("verdicts", "status"): "outcomes"}
"""Columns whose English words the workbook names in Chinese, and the group that names them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as its cells show it."""

    values: list[Value]
    height: float


def show_rows(sheet: Sheet, rows: list[Row], overflow: Overflow) -> list[Shown]:
    """The rows as their cells can hold them; what a cell cannot hold is added to ``overflow``."""
    return [show_row(sheet, row, overflow) for row in rows]


def show_row(sheet: Sheet, row: Row, overflow: Overflow) -> Shown:
    values: list[Value] = []
    lines = 1
    for seat in sheet.seats:
        value = present(sheet, seat, row.get(seat.key))
        if isinstance(value, str):
            value = fit(sheet, seat, value, row, overflow)
            if seat.whose != "key":
                lines = max(lines, count_lines(value, seat.width))
        values.append(value)
    height = height_of(lines)
    if height > MOST:
        warn_of_height(sheet, values)
    return Shown(values, min(height, MOST))


def present(sheet: Sheet, seat: Seat, value: Value) -> Value:
    """A value as the workbook says it, in Chinese; a list's cell holds only what the list offers."""
    if not isinstance(value, str):
        return value
    if seat.offers:
        return value if value in offered_lists()[seat.offers] else None
    if seat.key == "position":
        return name_place(value)
    group = _NAMED.get((sheet.table, seat.key))
    return name_of(group, value) if group else value


def fit(sheet: Sheet, seat: Seat, value: str, row: Row, overflow: Overflow) -> str:
    """The text as its cell can hold it; the rest of a long one goes to 续文."""
    fitted = fit_text(value, f"……〔未完，余下文字见“续文”表第{len(overflow) + 2}行起〕")
    identity = row.get("measure_id") or row.get("issue_id")
    for part, text in enumerate(fitted.rest, 1):
        overflow.append({"sheet": sheet.title, "id": identity, "column": seat.title, "part": part, "text": text})
    return fitted.shown


def warn_of_height(sheet: Sheet, values: list[Value]) -> None:
    """Say in 核查提示 that the row is higher than Excel can show, where the sheet has that column."""
    for at, seat in enumerate(sheet.seats):
        if (sheet.table, seat.key) == ("issues", "findings"):
            values[at] = f"{values[at]}\n{_HIDDEN_BY_HEIGHT}" if values[at] else _HIDDEN_BY_HEIGHT


def sheet_lines(looks: Looks, sheet: Sheet, shown: list[Shown]) -> Iterator[Line]:
    """Head and body of the sheet; text that Excel would take for a formula is marked as text."""
    yield Line([seat.title for seat in sheet.seats], [looks.head(seat.whose) for seat in sheet.seats], HEAD)
    bare = [looks.cell(seat.whose, seat.align, seat.format) for seat in sheet.seats]
    quoted = [looks.cell(seat.whose, seat.align, seat.format, quoted=True) for seat in sheet.seats]
    for row in shown:
        styles = [
            mark if isinstance(value, str) and looks_like_formula(value) else plain
            for value, plain, mark in zip(row.values, bare, quoted, strict=True)
        ]
        yield Line(row.values, styles, row.height)


def set_up_sheet(worksheet: Any, sheet: Sheet, rows: int) -> None:
    """Widths, frozen panes, filter, lists and print set-up of a sheet."""
    for at, seat in enumerate(sheet.seats, 1):
        dimension = worksheet.column_dimensions[get_column_letter(at)]
        dimension.width = seat.width
        dimension.hidden = seat.whose == "key"
        if seat.offers:
            worksheet.data_validations.append(offer_list(seat, get_column_letter(at), rows))
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.seats))}{rows + 1}"
    worksheet.print_title_rows = "1:1"
    if sheet.pages > 1:
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    set_up_page(worksheet, sheet.colour, sheet.pages)


def offer_list(seat: Seat, letter: str, rows: int) -> DataValidation:
    """The drop-down list of a column; other words are asked about, not refused."""
    return DataValidation(
        type="list",
        formula1=list_range(seat.offers),
        allow_blank=True,
        errorStyle="warning",
        errorTitle=seat.title,
        error=f"“{seat.offers}”的选项在“字典”表中，可在那里增改。仍要填入吗？",
        showErrorMessage=True,
        sqref=f"{letter}2:{letter}{rows + 1 + SPARE_ROWS}",
    )
