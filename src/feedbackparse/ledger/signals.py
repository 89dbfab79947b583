"""Colours that follow what people fill in: overdue red, due within seven days yellow, closed green.

Conditional formats on whole columns, so that they survive sorting and rows added by hand.
"""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from feedbackparse.ledger.layout import Sheet

_SHOWN_ON = ("number", "deadline", "status", "closed")
_CLOSED = {"issues": ("status", "已销号", "closed", "是"), "measures": ("status", "已完成", "status", "已销号")}
_COLOURS = {"closed": ("C6EFCE", "006100"), "overdue": ("FFC7CE", "9C0006"), "soon": ("FFEB9C", "7F6000")}


def set_up_signals(worksheet: Any, sheet: Sheet, last: int) -> None:
    """The three colours, on the sheets where people say until when and how far."""
    if sheet.table not in _CLOSED:
        return
    letters = {seat.key: get_column_letter(at) for at, seat in enumerate(sheet.seats, 1)}
    first, done, second, also = _CLOSED[sheet.table]
    if not {first, second, "deadline"} <= set(letters):
        return
    due = f"${letters['deadline']}2"
    closed = f'OR(${letters[first]}2="{done}",${letters[second]}2="{also}")'
    tests = {
        "closed": closed,
        "overdue": f"AND(ISNUMBER({due}),{due}<TODAY())",
        "soon": f"AND(ISNUMBER({due}),{due}<=TODAY()+7)",
    }
    seats = [letters[key] for key in _SHOWN_ON if key in letters]
    place = " ".join(f"{letter}2:{letter}{last}" for letter in seats)
    for name, test in tests.items():
        fill, ink = _COLOURS[name]
        shade = PatternFill("solid", start_color=fill, end_color=fill)
        look = DifferentialStyle(font=Font(color=ink), fill=shade)
        worksheet.conditional_formatting.add(place, Rule("expression", formula=[test], stopIfTrue=True, dxf=look))
