"""Which row of a sheet is which: ids that people copied, blanked or brought from elsewhere are told apart.

A row that has no claim to its id is people's own: it gets a new id and nothing of it is rewritten.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from feedbackparse.ledger.cellvalue import ABSENT, hash_value, text_of
from feedbackparse.ledger.opened import Opened
from feedbackparse.ledger.register import Record, Register

_SAME = 0.7
"""Share of unchanged cells from which a row without id and key is recognised."""


@dataclass(slots=True)
class RowIds:
    """What was found."""

    copied: list[int] = field(default_factory=list)
    """Rows that bore the id of another row, or of another workbook."""
    restored: list[int] = field(default_factory=list)
    """Rows whose id was blanked and found again."""
    added: list[int] = field(default_factory=list)
    """Rows without any id: people's own."""


def resolve_ids(opened: Opened, register: Register) -> RowIds:
    """Give each row of ``opened.ids`` the id that it has a claim to, or an empty one."""
    known = register.of(opened.sheet.table)
    found = RowIds()
    claims: dict[str, list[int]] = defaultdict(list)
    for row in opened.rows:
        id = text_of(opened.value(row, opened.sheet.key)).strip()
        opened.ids[row] = ""
        if not id:
            continue
        if not register.known or (id in known and agrees(opened, row, known[id])):
            claims[id].append(row)
        else:
            found.copied.append(row)
    for id, rows in claims.items():
        first = rows[0]
        if len(rows) > 1:
            first = max(rows, key=lambda row: (closeness(opened, row, known.get(id)), -row))
            found.copied += [row for row in rows if row != first]
        opened.ids[first] = id
    lost = {id: record for id, record in known.items() if id not in claims and record.state != "deleted"}
    for row in opened.rows:
        if not opened.ids[row] and row not in found.copied:
            again = find_lost(opened, row, lost)
            if again:
                opened.ids[row] = again
                del lost[again]
                found.restored.append(row)
            else:
                found.added.append(row)
    return found


def agrees(opened: Opened, row: int, record: Record) -> bool:
    """Whether a row's content key is that of its id; a blanked key says nothing against it."""
    key = text_of(opened.value(row, "content_key")).strip()
    return not key or not record.content_key or key == record.content_key


def closeness(opened: Opened, row: int, record: Record | None) -> float:
    """Share of the remembered cells that stand in the row unchanged."""
    if record is None:
        return 0.0
    told = {key: cell for key, cell in record.cells.items() if cell != ABSENT and key in opened.columns}
    return sum(hash_value(opened.value(row, key)) == cell for key, cell in told.items()) / len(told) if told else 0.0


def find_lost(opened: Opened, row: int, lost: dict[str, Record]) -> str | None:
    """The id of a row that has none any more: by its content key, else by its words."""
    key = text_of(opened.value(row, "content_key")).strip()
    if key:
        return next((id for id, record in lost.items() if record.content_key == key), None)
    if not lost:
        return None
    main = next((name for name in ("issue", "measure", "message", "raw") if name in opened.columns), "")
    if opened.sheet.table == "measures":
        main = "measure"
    words = hash_value(opened.value(row, main)) if main else ABSENT
    alike = [id for id, record in lost.items() if record.cells.get(main, ABSENT) == words != ABSENT]
    best = max(alike, key=lambda id: closeness(opened, row, lost[id]), default=None)
    return best if best and closeness(opened, row, lost[best]) >= _SAME else None
