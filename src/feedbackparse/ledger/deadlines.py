"""Dates that a source states in full, as dates: so that what is overdue can be counted.

Only what has one reading: a whole day, or the last day of a named month or year. Everything else, masked
dates too, stays the text that it is.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_TAIL = r"(?:之?前|以前)?(?:完成|办结)?"
_DAY = re.compile(rf"(\d{{4}})(?:年|[-./])(\d{{1,2}})(?:月|[-./])(\d{{1,2}})日?{_TAIL}")
_MONTH = re.compile(rf"(\d{{4}})年(\d{{1,2}})月(?:份)?[底末]{_TAIL}")
_YEAR = re.compile(rf"(\d{{4}})年年?[底末]{_TAIL}")


def read_deadline(text: str) -> date | None:
    """The date that a text states, where the whole text is one: 2024年6月底前 is 2024-06-30."""
    words = "".join(text.split())
    try:
        if found := _DAY.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH.fullmatch(words):
            year, month = int(found[1]), int(found[2])
            return date(year, month, monthrange(year, month)[1])
        if found := _YEAR.fullmatch(words):
            return date(int(found[1]), 12, 31)
    except (ValueError, IndexError):
        return None
    return None
