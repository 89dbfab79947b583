"""Parts of a date, hidden or not, as an EDTF string.

Source: EDTF (ISO 8601-2), level 1: an unspecified digit is X. The hidden digit is never guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

NUMERALS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○◯", "0")
ROUND = frozenset("〇○◯")


@lru_cache(maxsize=1024)
def read_part(raw: str, width: int) -> str:
    """A year's (width 4), month's or day's (2) number with X for each hidden digit.

    ``2021`` and ``3`` are known, ``20**`` is 20XX, ``1*`` is 1X, any number of stars alone is all X.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if text.isdecimal():
        return full_year(text) if width == 4 else text.zfill(width)
    if set(text) & (NUMERALS.keys() - ROUND) or "十" in text:
        text = read_numerals(text, width)
        if text.isdecimal():
            return text.zfill(width)
    digits = "".join(c if c.isdecimal() else "X" for c in text)
    if not digits.strip("X"):
        return "X" * width
    if len(digits) < width and digits[-1] == "X":
        return digits.ljust(width, "X") if width == 4 else digits.rjust(width, "0")
    if len(digits) > width:
        return digits[:width] if digits.rstrip("X")[:width] == digits.rstrip("X") else "X" * width
    return digits.rjust(width, "X")


def full_year(digits: str) -> str:
    """Two digits are of this century."""
    return "20" + digits if len(digits) == 2 else digits.zfill(4)


def read_numerals(text: str, width: int) -> str:
    """Chinese numerals as digits, masks left as they stand: 二○二× is 202×, 十二 is 12, 十* is 1*."""
    if width == 4:
        return "".join(NUMERALS.get(c, c) for c in text)
    if "十" not in text:
        return "".join(NUMERALS.get(c, c) for c in text)
    tens, _, ones = text.replace("廿", "二十").partition("十")
    return (NUMERALS.get(tens, tens) or "1") + (NUMERALS.get(ones, ones) or "0")


def compose_date(year: str | None, month: str | None, day: str | None) -> str:
    """EDTF of the parts as they stand; what a smaller part needs and is not there is all X."""
    whole = read_part(year, 4) if year else "XXXX"
    if month is None and day is None:
        return whole
    whole += "-" + (read_part(month, 2) if month else "XX")
    return whole + ("-" + read_part(day, 2) if day is not None else "")


def compose_period(parts: Mapping[str, str | None]) -> str:
    """Both ends; the second takes year and month from the first where it names none.

    Shape: parts ``y1 m1 d1 y2 m2 d2`` as they stand in the text.
    """
    year, month = parts.get("y1"), parts.get("m1")
    second_year = parts.get("y2") or year
    second_month = parts.get("m2")
    if second_month is None and parts.get("d2") is not None:
        second_month = month
    first_year = year or (None if parts.get("m1") or parts.get("d1") else parts.get("y2"))
    first = compose_date(first_year, month, parts.get("d1"))
    return f"{first}/{compose_date(second_year, second_month, parts.get('d2'))}"
