"""Pairs as a DataFrame."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from feedbackparse.auditing.settings import DEFAULTS, Settings
from feedbackparse.comparing.pairing import Pair, compare_documents
from feedbackparse.model import Document

if TYPE_CHECKING:
    import pandas as pd

TYPES = {
    "asked": "Int64",
    "answered": "Int64",
    "score": "Float64",
    "moved": "boolean",
    "doubtful": "boolean",
    "candidate": "Int64",
    "responded": "boolean",
}
"""Columns that hold no text."""


def compare(first: Document, second: Document, settings: Settings = DEFAULTS) -> pd.DataFrame:
    """The pairs of two documents: a letter, a problem list or an earlier report, and a report.

    Shape: one row a pair, columns as in Pair; ``asked`` is a node of the first document, ``answered`` one of
    the second, ``<NA>`` where there is none.
    """
    import pandas as pd

    pairs = compare_documents(first, second, settings=settings)
    data: dict[str, pd.Series[Any]] = {}
    for field in fields(Pair):
        values: list[Any] = [getattr(pair, field.name) for pair in pairs]
        data[field.name] = pd.Series(values, dtype=TYPES.get(field.name, "string"))
    return pd.DataFrame(data)
