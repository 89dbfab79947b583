"""What a cell can hold, and the hash by which two versions of a cell are compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from feedbackparse.frames.columns import Value
from feedbackparse.ledger.celltext import read_text
from feedbackparse.ledger.reviewlinks import words_of

ABSENT = "-"
"""The hash of an empty cell."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, without its ``=``, and what it gives when it is written."""

    text: str
    shown: Value = None


CellValue = Value | date | time | Formula
"""Text, number, truth, date or formula; None for an empty cell."""


def hash_value(value: CellValue) -> str:
    """8 hex digits of a cell's value; a hyphen for an empty one. A number is the same as int and as float."""
    plain = plain_value(value)
    if not plain:
        return ABSENT
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def plain_value(value: CellValue) -> str:
    """The value as one text, the same before and after a workbook was saved by another program."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Formula):
        return words_of(value.text) or f"\0={value.text}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def value_of(cell: Any) -> CellValue:
    """The value of an openpyxl cell as a reader sees it: escapes undone, dates without time as dates."""
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return Formula(getattr(value, "text", None) or str(value).removeprefix("="))
    if isinstance(value, str):
        return read_text(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    known: CellValue = value if isinstance(value, bool | int | float | date | time) else str(value)
    return known


def text_of(value: CellValue) -> str:
    """The value as a person reads it."""
    if isinstance(value, Formula):
        return words_of(value.text) or f"={value.text}"
    return plain_value(value)
