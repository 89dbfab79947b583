"""The rows of another workbook that is brought in: each into its own row, or below all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import ABSENT, CellValue, hash_value, text_of
from feedbackparse.ledger.layout import Seat
from feedbackparse.ledger.loom import Loom
from feedbackparse.ledger.opened import Opened, Workbook
from feedbackparse.ledger.pen import put_value
from feedbackparse.ledger.register import Record
from feedbackparse.ledger.strays import written_by_people


@dataclass(slots=True)
class Guest:
    """Another workbook that is brought in."""

    workbook: Workbook
    origin: str
    """Its file name."""
    issues: dict[str, str] = field(default_factory=dict)
    """Its ids of issues -> the host's."""


def match_columns(loom: Loom, host: Opened, guest: Opened) -> dict[str, str]:
    """For each column of the guest that of the host; people's columns that the host has not are added to it."""
    found = {key: key for key in guest.columns if key in host.columns}
    for key, at in guest.extra.items():
        head = text_of(guest.value(guest.head, key)).strip()
        if not head and not any(text_of(guest.value(row, key)) for row in guest.rows):
            continue
        if key not in host.extra:
            place = max([*host.columns.values(), *host.extra.values()]) + 1
            cell = host.cell(host.head, place)
            put_value(cell, head or f"第{at}列")
            cell._style = loom.looks.style(loom.looks.head("people"))
            host.extra[key] = place
            loom.changes["columns"] += 1
        found[key] = key
    return found


def gather_row(
    loom: Loom, host: Opened, opened: Opened, row: int, ids: dict[str, str], columns: dict[str, str], guest: Guest
) -> None:
    """One row of the guest: into the host's row, or below all others."""
    id = opened.ids[row]
    record = guest.workbook.register.of(opened.sheet.table).get(id)
    own = ids.get(id or f"#{row}", "")
    standing = host.row_of().get(own)
    if standing is not None:
        for key in columns:
            gather_cell(loom, host, standing, opened, row, key, record, guest.origin)
        gather_comments(loom, host, standing, opened, row, columns, guest.origin)
    elif own in loom.register.of(opened.sheet.table):
        if record is None or any(
            hash_value(value) != record.cells.get(key, ABSENT) for key, _, value in written_by_people(opened, row)
        ):
            loom.strays += stray_cells(opened, row, own, guest.origin, "该行在汇总台账中已删除，而此份台账中有人填写")
    else:
        place = add_guest_row(loom, host, opened, row, own, columns, record, guest.issues)
        gather_comments(loom, host, place, opened, row, columns, guest.origin)


def gather_cell(
    loom: Loom, host: Opened, standing: int, guest: Opened, row: int, key: str, record: Record | None, origin: str
) -> None:
    """One cell: what only the guest changed is taken; what both changed is listed."""
    seat = next((seat for seat in host.sheet.seats if seat.key == key), Seat(key, "", 16, "people"))
    if seat.whose in ("key", "link"):
        return
    theirs, ours = host.value(standing, key), guest.value(row, key)
    now, new = hash_value(theirs), hash_value(ours)
    base = record.cells.get(key, ABSENT) if record else ABSENT
    if new in (now, base):
        return
    if now == base:
        put_value(host.cell(standing, {**host.columns, **host.extra}[key]), ours)
        loom.changes["taken"] += 1
        return
    loom.conflicts.append(
        {
            "kind": "两人改动不一致",
            "sheet": host.worksheet.title,
            "row_id": host.ids[standing],
            "unit": text_of(host.value(standing, "unit")) or None,
            "number": text_of(host.value(standing, "number")) or None,
            "column": text_of(host.value(host.head, key)) or seat.title,
            "theirs": text_of(theirs) or "（空）",
            "ours": text_of(ours) or "（空）",
            "origin": origin,
            "remedy": "保留了先列出的一份。如应以另一份为准，请把本格内容复制过去",
            "document": "gathered",
        }
    )


def gather_comments(
    loom: Loom, host: Opened, standing: int, guest: Opened, row: int, columns: Iterable[str], origin: str
) -> None:
    """Comments on the guest's cells: taken where the host has none, else listed."""
    for key in columns:
        comment = guest.cell(row, {**guest.columns, **guest.extra}[key]).comment
        if comment is None:
            continue
        cell = host.cell(standing, {**host.columns, **host.extra}[key])
        if cell.comment is None:
            cell.comment = copy(comment)
            loom.changes["taken"] += 1
        elif cell.comment.text != comment.text:
            loom.strays.append(
                stray(guest, row, host.ids[standing], key, f"批注：{comment.text}", origin, "两份都有批注")
            )


def add_guest_row(
    loom: Loom,
    host: Opened,
    guest: Opened,
    row: int,
    own: str,
    columns: dict[str, str],
    record: Record | None,
    issues: Mapping[str, str],
) -> int:
    """A row that the host has not: below all others, as the guest has it."""
    place = host.last_row + 1
    host.rows.append(place)
    host.ids[place] = own = own or loom.pen.new_id(host, place)
    values: dict[str, CellValue] = {key: guest.value(row, key) for key in columns}
    if host.sheet.bare and (issue := text_of(values.get("issue_id"))):
        values["issue_id"] = issues.get(issue, issue)
    for seat in host.sheet.seats:
        if seat.key in host.columns:
            value = own if seat.key == host.sheet.key else values.get(seat.key)
            if seat.key == "issue_id" and host.sheet.table == "measures":
                value = own.rpartition("-")[0]
            cell = host.cell(place, host.columns[seat.key])
            cell._style = loom.looks.style(loom.looks.cell(seat.whose, seat.align, seat.format))
            put_value(cell, value)
    for key in set(columns) & set(host.extra):
        put_value(host.cell(place, host.extra[key]), values[key])
    height = guest.worksheet.row_dimensions[row].height
    if height:
        loom.pen.set_height(host, place, height)
    cells = {key: hash_value(value) for key, value in values.items()}
    made = replace(record, id=own) if record and record.state != "hand" else Record(own, "", "", "hand", cells)
    loom.register.records.setdefault(host.sheet.table, {})[own] = made
    loom.changes["born" if record else "hand"] += 1
    return place


def gather_deletions(loom: Loom, host: Opened, guest: Opened, workbook: Workbook, origin: str) -> None:
    """Rows that the guest's people deleted: they go, unless the host's people wrote in them since."""
    if host.sheet.bare:
        return
    standing, left = host.row_of(), set(guest.ids.values())
    gone: list[int] = []
    for id, record in workbook.register.of(guest.sheet.table).items():
        row = standing.get(id)
        if id in left or row is None or record.state == "deleted":
            continue
        touched = any(hash_value(v) != record.cells.get(key, ABSENT) for key, _, v in written_by_people(host, row))
        if not touched:
            gone.append(row)
            loom.register.records[host.sheet.table][id] = replace(record, state="deleted")
            loom.changes["deleted"] += 1
        loom.conflicts.append(
            {
                "kind": "行已删除" if not touched else "一方删除、一方改动",
                "sheet": host.worksheet.title,
                "row_id": id,
                "origin": origin,
                "remedy": "已按另一份的删除处理" if not touched else "该行另有人填写，予以保留；请核对是否删除",
                "document": "gathered",
            }
        )
    loom.pen.drop_rows(host, gone)


def stray_cells(opened: Opened, row: int, id: str, origin: str, reason: str) -> list[Row]:
    """Everything that people wrote in a row that has no place."""
    return [
        stray(opened, row, id, key, text_of(value), origin, reason) for key, _, value in written_by_people(opened, row)
    ]


def stray(opened: Opened, row: int, id: str, key: str, text: str, origin: str, reason: str) -> Row:
    return {
        "sheet": opened.worksheet.title,
        "row_id": id,
        "unit": text_of(opened.value(row, "unit")) or None,
        "place": f"{origin} {opened.worksheet.title} 第{row}行",
        "column": text_of(opened.value(opened.head, key)),
        "text": text,
        "origin": origin,
        "reason": reason,
        "document": "gathered",
    }
