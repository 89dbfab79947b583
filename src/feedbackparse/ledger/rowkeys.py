"""Ids of the rows that have none of their own: a hash of what the row is, plus an occurrence index."""

from __future__ import annotations

import hashlib
from collections import Counter

from feedbackparse.frames.columns import Row

IDENTITY = {
    "masks": ("document", "issue_id", "raw", "context"),
    "findings": ("document", "issue_id", "code", "message", "excerpt"),
    "facts": ("document", "issue_id", "type", "raw", "value"),
    "verdicts": ("file",),
    "pairs": ("relation", "asked_file", "asked_number", "asked_issue", "answered_file", "answered_number"),
    "conflicts": ("kind", "sheet", "row_id", "column", "ours", "origin"),
    "strays": ("sheet", "row_id", "place", "column", "text", "origin"),
    "overflow": ("row_key",),
}
"""What makes a row of each table the one that it is."""


def key_rows(table: str, rows: list[Row]) -> None:
    """Give each row its ``row_key``. Shape: 12 hex digits, hyphen, occurrence from 1."""
    seen: Counter[str] = Counter()
    for row in rows:
        words = "\0".join(str(row.get(key) if row.get(key) is not None else "") for key in IDENTITY[table])
        digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        seen[digest] += 1
        row["row_key"] = f"{digest}-{seen[digest]}"
