"""One cell of a value and a style."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import WriteOnlyCell

from feedbackparse.ledger.celltext import escape_text, looks_like_formula
from feedbackparse.ledger.layout import Seat
from feedbackparse.ledger.looks import Looks
from feedbackparse.tables.columns import Value


def body_cell(worksheet: Any, looks: Looks, seat: Seat, value: Value) -> Any:
    """A cell of a sheet's body; text that Excel would take for a formula is marked as text (quotePrefix)."""
    quoted = isinstance(value, str) and looks_like_formula(value)
    return make_cell(worksheet, value, looks.cell(seat.whose, seat.align, seat.format, quoted))


def make_cell(worksheet: Any, value: Value, style: Any) -> Any:
    """A cell of this value and style. Text is always text: openpyxl's guessing is passed by."""
    cell: Any = WriteOnlyCell(worksheet)
    cell._style = style
    if value is not None:
        cell._value = escape_text(value) if isinstance(value, str) else value
        cell.data_type = "s" if isinstance(value, str) else "n"
    return cell
