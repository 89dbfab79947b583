"""One sheet of rows: head, body, filter, lists, print set-up."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from feedbackparse.ledger.cells import body_cell, make_cell
from feedbackparse.ledger.celltext import fit_text
from feedbackparse.ledger.dictionary import list_range
from feedbackparse.ledger.heights import MOST, count_lines, height_of
from feedbackparse.ledger.layout import Seat, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.wording import name_of, name_place, offered_lists
from feedbackparse.tables.columns import Row, Value

Overflow = list[Row]
"""The texts that their cells could not hold: the rows of 续文."""

SPARE_ROWS = 500
"""Rows below the last one that offer the lists too, for rows added by hand."""
_HIDDEN_BY_HEIGHT = "行高所限，本行文字显示不全，全文请看编辑栏"


def write_sheet(worksheet: Any, looks: Looks, sheet: Sheet, rows: list[Row], overflow: Overflow) -> None:
    """Write head and rows of a sheet; what a cell cannot hold is added to ``overflow``."""
    set_up(worksheet, sheet, len(rows))
    worksheet.row_dimensions[1].height = 30
    worksheet.append([make_cell(worksheet, seat.title, looks.head(seat.whose)) for seat in sheet.seats])
    for number, row in enumerate(rows, 2):
        texts = [present(sheet, seat, row.get(seat.key)) for seat in sheet.seats]
        shown = [fit(sheet, seat, value, row, overflow) for seat, value in zip(sheet.seats, texts, strict=True)]
        lines = max(
            count_lines(value, seat.width)
            for seat, value in zip(sheet.seats, shown, strict=True)
            if isinstance(value, str) and seat.whose != "key"
        )
        height = height_of(lines)
        if height > MOST:
            shown = warn_of_height(sheet, shown)
        worksheet.row_dimensions[number].height = min(height, MOST)
        worksheet.append(
            [body_cell(worksheet, looks, seat, value) for seat, value in zip(sheet.seats, shown, strict=True)]
        )


def present(sheet: Sheet, seat: Seat, value: Value) -> Value:
    """A value as the workbook says it, in Chinese; a list's cell holds only what the list offers."""
    if not isinstance(value, str):
        return value
    if seat.offers:
        return value if value in offered_lists()[seat.offers] else None
    if seat.key == "position":
        return name_place(value)
    group = {("masks", "type"): "masks", ("findings", "severity"): "severities", ("verdicts", "status"): "outcomes"}
    return name_of(group[sheet.table, seat.key], value) if (sheet.table, seat.key) in group else value


def fit(sheet: Sheet, seat: Seat, value: Value, row: Row, overflow: Overflow) -> Value:
    """The value as its cell can hold it; the rest of a long text goes to 续文."""
    if not isinstance(value, str):
        return value
    fitted = fit_text(value, f"……〔未完，余下文字见“续文”表第{len(overflow) + 2}行起〕")
    identity = row.get("measure_id") or row.get("issue_id")
    for part, text in enumerate(fitted.rest, 1):
        overflow.append({"sheet": sheet.title, "id": identity, "column": seat.title, "part": part, "text": text})
    return fitted.shown


def warn_of_height(sheet: Sheet, shown: list[Value]) -> list[Value]:
    """Say in 核查提示 that the row is higher than Excel can show, where the sheet has that column."""
    at = next((i for i, seat in enumerate(sheet.seats) if (sheet.table, seat.key) == ("issues", "findings")), None)
    if at is None:
        return shown
    hint = f"{shown[at]}\n" if shown[at] else ""
    return [*shown[:at], f"{hint}【显示】{_HIDDEN_BY_HEIGHT}", *shown[at + 1 :]]


def set_up(worksheet: Any, sheet: Sheet, rows: int) -> None:
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
