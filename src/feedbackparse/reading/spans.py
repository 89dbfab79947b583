"""Earliest and latest day of an EDTF date or period, where it bounds them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def bound_days(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that the expression may mean; None where the year is hidden or no such day exists.

    ``2021-XX-XX`` is the whole of 2021 at most, ``202X`` ten years, ``XXXX-05`` nothing.
    """
    first, _, second = edtf.removesuffix("?").partition("/")
    return edge_day(first, last=False), edge_day(second or first, last=True)


def edge_day(edtf: str, *, last: bool) -> date | None:
    year, month, day = [*edtf.split("-"), "", ""][:3]
    if not year[:2].isdecimal():
        return None
    whole = int(year.replace("X", "9" if last else "0"))
    months = [m for m in range(1, 13) if agrees(month, m)]
    try:
        chosen = months[-1 if last else 0]
        days = [d for d in range(1, monthrange(whole, chosen)[1] + 1) if agrees(day, d)]
        return date(whole, chosen, days[-1 if last else 0])
    except (IndexError, ValueError):
        return None


def agrees(pattern: str, number: int) -> bool:
    """Whether a month or day may be meant by its two signs; an empty pattern takes any."""
    return not pattern or all(p in ("X", c) for p, c in zip(pattern, f"{number:02}", strict=True))
