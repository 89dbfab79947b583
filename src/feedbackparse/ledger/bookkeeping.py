"""The hidden sheet 簿记 as lines, out and back.

Shape: columns kind, id, content_key, document, state, cells. A row ``format`` (version of this sheet) and
``next``; a row ``columns`` and ``heads`` a table; ``document`` a document; ``fixed`` a row of a sheet that is
no table; then a row a row of each table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from feedbackparse.frames.columns import Value
from feedbackparse.ledger.cellvalue import ABSENT
from feedbackparse.ledger.register import DocumentRecord, Record, Register, State
from feedbackparse.ledger.rowxml import Line

FORMAT = "2"
HEAD = ("kind", "id", "content_key", "document", "state", "cells")
Entry = tuple[Value, ...]
"""One row of the sheet: as many values as HEAD."""


def bookkeeping_lines(register: Register) -> Iterator[Line]:
    """The rows of the sheet, its head first."""
    for entry in list_entries(register):
        yield Line(entry, [0] * len(entry))


def list_entries(register: Register) -> Iterator[Entry]:
    yield HEAD
    yield ("format", FORMAT, None, None, None, None)
    yield ("next", str(register.next_issue), None, None, None, None)
    for table, keys in register.columns.items():
        yield ("columns", table, None, None, None, " ".join(keys))
        heads = register.heads[table]
        yield ("heads", table, heads.get("."), None, None, " ".join(heads.get(key, ABSENT) for key in keys))
    for document in register.documents.values():
        known = (document.file, document.sha256, document.doubt or None, document.genre)
        yield ("document", document.key, *known)
    for sheet, rows in register.fixed.items():
        for row, hashes in rows.items():
            yield ("fixed", f"{sheet}:{row}", None, None, None, " ".join(hashes))
    for table, keys in register.columns.items():
        for _, record in sorted(register.of(table).items()):
            cells = " ".join(record.cells.get(key, ABSENT) for key in keys)
            yield (table, record.id, record.content_key or None, record.document or None, record.state or None, cells)


def read_entries(entries: Iterable[Sequence[Value]]) -> Register:
    """The register that the rows hold; what is not understood is passed over."""
    register = Register(known=False)
    for entry in entries:
        kind, id, content_key, document, state, cells = (str(value or "") for value in (*entry, *(None,) * 6)[:6])
        hashes = cells.split()
        if kind == "format":
            register.known = id == FORMAT
        elif kind == "next":
            register.next_issue = int(id) if id.isdigit() else 1
        elif kind == "columns":
            register.columns[id] = hashes
        elif kind == "heads":
            named = dict(zip(register.columns.get(id, []), hashes, strict=False))
            register.heads[id] = {".": content_key, **named}
        elif kind == "document":
            register.documents[id] = DocumentRecord(id, document, content_key, cells, state)
        elif kind == "fixed":
            sheet, _, row = id.partition(":")
            register.fixed.setdefault(sheet, {})[int(row)] = hashes
        elif kind in register.columns and id:
            by_key = dict(zip(register.columns[kind], hashes, strict=False))
            record = Record(id, content_key, document, cast(State, state), by_key)
            register.records.setdefault(kind, {})[id] = record
    return register
