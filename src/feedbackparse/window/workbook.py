"""The rows of a ledger's sheets, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from feedbackparse.errors import OutputProblem

Row = Mapping[str, str]
"""By column key, every value in words; empty where the cell is."""


def read_rows(path: Path, table: str) -> list[Row]:
    """The rows of a sheet; none where a person deleted the sheet. Raises: OutputProblem."""
    from feedbackparse import ledger

    try:
        frame = ledger.load(path, [table])[table]
    except OutputProblem as problem:
        if problem.code == "ledger-without-sheet":
            return []
        raise
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(key): print_value(value) for key, value in row.items()} for row in rows]


def print_value(value: object) -> str:
    """A cell as people read it; a day without its time."""
    return "" if value is None else str(value).removesuffix(" 00:00:00")
