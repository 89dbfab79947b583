"""The hidden sheet 簿记: keys and hashes only, so that the next conversion can tell who changed what.

No word of a document stands here: a workbook that is sent round must not carry what was deleted from it.

Shape: a row ``format`` (version of this sheet), a row ``columns`` a table (the column keys in the order of
the hashes), a row ``document`` each (key, SHA-256 of the file), then a row a ledger row and measure: id,
content key, document key, and the hashes of its cells as they were born.
Source: design.md §8.
"""

from __future__ import annotations

import hashlib
from typing import Any

from feedbackparse.ledger.layout import ISSUES, MEASURES, Sheet
from feedbackparse.ledger.sheet import present
from feedbackparse.tables.columns import Row, Value
from feedbackparse.tables.keys import key_document

FORMAT = "1"
HEAD = ("kind", "id", "content_key", "document", "cells")
_ABSENT = "-"


def write_bookkeeping(worksheet: Any, rows: dict[str, list[Row]]) -> None:
    worksheet.sheet_state = "veryHidden"
    worksheet.append(list(HEAD))
    worksheet.append(["format", FORMAT])
    for sheet in (ISSUES, MEASURES):
        worksheet.append(["columns", sheet.table, None, None, " ".join(seat.key for seat in kept(sheet))])
    documents: dict[Value, str] = {}
    for row in rows["documents"]:
        key = key_document(str(row["unit"]), str(row["round"] or ""), str(row["genre"]))
        documents[row["document"]] = key
        worksheet.append(["document", key, None, row["sha256"]])
    for sheet, name in ((ISSUES, "issue_id"), (MEASURES, "measure_id")):
        for row in rows[sheet.table]:
            hashes = " ".join(hash_value(present(sheet, seat, row.get(seat.key))) for seat in kept(sheet))
            worksheet.append([sheet.table, row[name], row.get("content_key"), documents[row["document"]], hashes])


def kept(sheet: Sheet) -> list[Any]:
    """The columns whose values are remembered: all but the keys themselves."""
    return [seat for seat in sheet.seats if seat.whose != "key"]


def hash_value(value: Value) -> str:
    """8 hex digits of a cell's value; a hyphen for an empty one."""
    if value is None or value == "":
        return _ABSENT
    return hashlib.sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()[:8]
