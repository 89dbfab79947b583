"""Which row of the host a row of another workbook is: by id and key, for ids of two ledgers may be the same."""

from __future__ import annotations

from feedbackparse.ledger.cellvalue import hash_value, text_of
from feedbackparse.ledger.opened import Opened
from feedbackparse.ledger.register import Record, Register


def match_guests(
    host: Opened, known: Register, guest: Opened, guest_known: Register, issues: dict[str, str]
) -> dict[str, str]:
    """Id of each of the guest's rows -> its id in the host; empty for a row that is to get a new one.

    ``issues``: the same for the issues, for the measures below them. Rows without id are named ``#`` and number.
    """
    table = guest.sheet.table
    ours, theirs = known.of(table), guest_known.of(table)
    by_key = {(r.document, r.content_key): id for id, r in ours.items() if r.content_key}
    prints = {fingerprint(host, row): id for row, id in host.ids.items()}
    found: dict[str, str] = {}
    for row in guest.rows:
        id = guest.ids[row]
        record = theirs.get(id)
        if not id or record is None or record.state == "hand":
            same = ours.get(id)
            both = same is not None and same.state == "hand" and bool(id)
            found[id or f"#{row}"] = id if both else prints.get(fingerprint(guest, row), "")
        elif table == "measures":
            outer, _, tail = id.rpartition("-")
            found[id] = f"{issues.get(outer) or outer}-{tail}"
        elif is_same(record, ours.get(id)) or id not in ours:
            found[id] = by_key.get((record.document, record.content_key), id)
        else:
            found[id] = by_key.get((record.document, record.content_key)) or free_id(found, ours, table)
    return found


def is_same(record: Record, other: Record | None) -> bool:
    return other is not None and (other.document, other.content_key) == (record.document, record.content_key)


def free_id(found: dict[str, str], ours: dict[str, Record], table: str) -> str:
    """The next 条目ID that neither has; other tables number their rows themselves."""
    if table != "issues":
        return ""
    numbers = [int(id[3:]) for id in (*ours, *found.values()) if id.startswith("WT-") and id[3:].isdigit()]
    return f"WT-{max(numbers, default=0) + 1:04d}"


def fingerprint(opened: Opened, row: int) -> str:
    """The words of a row without its keys, so that a row is not taken in twice."""
    keys = {seat.key for seat in opened.sheet.seats if seat.whose in ("key", "link")}
    told = {key: text_of(value) for key, value in opened.values(row).items() if key not in keys}
    return hash_value("\0".join(f"{key}={text}" for key, text in sorted(told.items()) if text))
