"""DataFrames of a ledger that people work in: our columns by key and in our types, people's own by their heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from feedbackparse.frames.columns import TABLES

if TYPE_CHECKING:
    import pandas as pd

DAYS = {"deadline": "deadline_on", "closed_date": "closed_on"}
"""People's columns that hold dates or words, and the column of the dates in them."""


def make_ledger_frame(table: str, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """One sheet as a DataFrame.

    Shape: text ``string``, counts ``Int64``, days ``datetime64[s]``; a column of people's own is ``Float64``
    where all its cells are numbers, else ``string``. A count that people overwrote with words is ``<NA>``.
    """
    import pandas as pd

    columns = TABLES.get(table, ())
    types = {column.key: column.type for column in columns if column.title}
    order = [column.key for column in columns if column.key in values]
    order += [key for key in values if key not in order]
    data: dict[str, pd.Series[Any]] = {}
    for key in order:
        kind = types.get(key) or ("Float64" if all_numbers(values[key]) else "string")
        kind = "string" if kind == "boolean" else kind
        data[key] = pd.Series([cast(value, kind) for value in values[key]], dtype=kind)
        if key in DAYS:
            days = [value if isinstance(value, date) else None for value in values[key]]
            data[DAYS[key]] = pd.Series(days, dtype="datetime64[s]")
    return pd.DataFrame(data)


def all_numbers(values: Sequence[Any]) -> bool:
    told = [value for value in values if value is not None]
    return bool(told) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in told)


def cast(value: Any, kind: str) -> Any:
    """The value in the column's type; None where it has none."""
    if value is None:
        return None
    if kind != "string":
        return value if isinstance(value, int | float) and (kind == "Float64" or float(value).is_integer()) else None
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
