"""One sheet of rows: its head and body as lines, its set-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from feedbackparse.ledger.celltext import looks_like_formula
from feedbackparse.ledger.cellvalue import Formula
from feedbackparse.ledger.heights import HEAD
from feedbackparse.ledger.layout import Seat, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.names import list_name
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.rowxml import Line
from feedbackparse.ledger.shown import Shown
from feedbackparse.ledger.signals import set_up_signals

LAST_ROW = 20_000
"""Down to here empty rows offer the lists and show the colours too, for rows added by hand."""


def sheet_lines(looks: Looks, sheet: Sheet, shown: list[Shown]) -> Iterator[Line]:
    """Head and body of the sheet; text that Excel would take for a formula is marked as text."""
    yield Line([seat.title for seat in sheet.seats], [looks.head(seat.whose) for seat in sheet.seats], HEAD)
    bare = [looks.cell(seat.whose, seat.align, seat.format) for seat in sheet.seats]
    quoted = [looks.cell(seat.whose, seat.align, seat.format, quoted=True) for seat in sheet.seats]
    linked = [looks.link(seat.whose, seat.align) for seat in sheet.seats]
    for row in shown:
        values = [row.values.get(seat.key) for seat in sheet.seats]
        styles = [
            mark
            if isinstance(value, str) and looks_like_formula(value)
            else link
            if isinstance(value, Formula)
            else plain
            for value, plain, mark, link in zip(values, bare, quoted, linked, strict=True)
        ]
        yield Line(values, styles, row.height)


def set_up_sheet(worksheet: Any, sheet: Sheet, rows: int) -> None:
    """Widths, frozen panes, filter, lists, colours and print set-up of a sheet."""
    last = max(LAST_ROW, 2 * rows)
    for at, seat in enumerate(sheet.seats, 1):
        dimension = worksheet.column_dimensions[get_column_letter(at)]
        dimension.width = seat.width
        dimension.hidden = seat.whose == "key"
        if seat.offers:
            worksheet.data_validations.append(offer_list(seat, get_column_letter(at), last))
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.seats))}{rows + 1}"
    worksheet.print_title_rows = "1:1"
    if sheet.pages > 1:
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    set_up_signals(worksheet, sheet, last)
    set_up_page(worksheet, sheet.colour, sheet.pages)


def offer_list(seat: Seat, letter: str, last: int) -> DataValidation:
    """The drop-down list of a column; other words are asked about, not refused."""
    return DataValidation(
        type="list",
        formula1=list_name(seat.offers),
        allow_blank=True,
        errorStyle="warning",
        errorTitle=seat.title,
        error=f"“{seat.offers}”的选项在“字典”表中，可在那里增改。仍要填入吗？",
        showErrorMessage=True,
        sqref=f"{letter}2:{letter}{last}",
    )
