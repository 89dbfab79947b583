"""Copies of one ledger, or the workbooks of units, brought together: the same three-way merge, between people.

    base   what each copy remembers of the time at which it was sent out (簿记)
    theirs the first workbook (or the one at the output's place); ours each of the others, in their order

Source: design.md §8; issue: out and back (下发与汇总).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.ledger.carry import find_uncarried
from feedbackparse.ledger.cellvalue import ABSENT, CellValue, hash_value, text_of
from feedbackparse.ledger.guests import match_guests
from feedbackparse.ledger.layout import CONFLICTS, STRAYS, Seat
from feedbackparse.ledger.merging import Loom, close_columns, put_register, refresh_links, set_up_loom, weave_lists
from feedbackparse.ledger.names import set_names
from feedbackparse.ledger.opened import Opened, Workbook, open_workbook
from feedbackparse.ledger.package import pack, put_whole
from feedbackparse.ledger.pen import put_value
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.register import Record
from feedbackparse.ledger.replacing import digest_of, replace_ledger, write_beside
from feedbackparse.ledger.rowids import resolve_ids
from feedbackparse.ledger.strays import written_by_people
from feedbackparse.ledger.target import check_target, is_ledger
from feedbackparse.ledger.written import Written

_LISTS = (CONFLICTS.table, STRAYS.table)


def find_ledgers(paths: Iterable[Path]) -> list[Path]:
    """The ledgers that are named, and those in folders, sorted; locks and backups are passed over."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
        found += [file for file in inside if not file.name.startswith(("~$", ".~")) and "（上一版）" not in file.name]
    strange = next((file for file in found if not is_ledger(file)), None)
    if strange is not None or not found:
        message = "这个文件不是台账" if strange else "没有找到台账"
        raise OutputProblem(
            "not-a-ledger", str(strange or ""), message, "请给出 feedbackparse 生成的 .xlsx 台账或其文件夹"
        )
    return found


def gather_ledgers(paths: Sequence[Path], out: Path) -> Written:
    """Merge workbooks into ``out``; where a ledger stands there, into that one. Raises: OutputProblem."""
    check_target(out)
    ledgers = [path for path in find_ledgers(paths) if not out.exists() or path.resolve() != out.resolve()]
    host, guests = (out, ledgers) if out.exists() else (ledgers[0], ledgers[1:])
    digest, uncarried = digest_of(host), find_uncarried(host)
    loom = set_up_loom(open_workbook(host))
    loom.register = copy(loom.workbook.register)
    take_in_hand(loom)
    for path in guests:
        uncarried += find_uncarried(path)
        gather(loom, Guest(open_guest(path), path.name))
    for table in _LISTS:
        loom.weavers[table].documents = set()
    weave_lists(loom, None)
    refresh_links(loom)
    close_columns(loom)
    loom.register.next_issue = loom.pen.next_issue
    return save(loom, host, out, digest, uncarried)


def open_guest(path: Path) -> Workbook:
    """Another workbook, its rows told apart."""
    guest = open_workbook(path)
    if not guest.register.known:
        guest.register = rebuild_register(guest)
    for opened in guest.tables.values():
        resolve_ids(opened, guest.register)
    return guest


def take_in_hand(loom: Loom) -> None:
    """Give the host's own new rows their ids."""
    for table, weaver in loom.weavers.items():
        loom.register.records[table] = dict(loom.workbook.register.of(table))
        for row in list(weaver.opened.rows):
            if not weaver.opened.ids[row]:
                weaver.keep_hand(row, "", None)
        loom.register.records[table] |= weaver.woven.records
        loom.changes.update(weaver.woven.changes)
        weaver.woven.changes.clear()


@dataclass(slots=True)
class Guest:
    """Another workbook that is brought in."""

    workbook: Workbook
    origin: str
    """Its file name."""
    issues: dict[str, str] = field(default_factory=dict)
    """Its ids of issues -> the host's."""


def gather(loom: Loom, guest: Guest) -> None:
    """Bring one workbook in."""
    for table, opened in guest.workbook.tables.items():
        if table in loom.weavers and table not in _LISTS:
            host = loom.weavers[table].opened
            columns = match_columns(loom, host, opened)
            ids = match_guests(host, loom.register, opened, guest.workbook.register, guest.issues)
            if table == "issues":
                guest.issues = ids
            for row in opened.rows:
                gather_row(loom, host, opened, row, ids, columns, guest)
            gather_deletions(loom, host, opened, guest.workbook, guest.origin)
    for key, document in guest.workbook.register.documents.items():
        loom.register.documents.setdefault(key, document)
    gather_sheets(loom, guest.workbook, guest.origin)


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


def gather_sheets(loom: Loom, guest: Workbook, origin: str) -> None:
    """Sheets that people added, and notes on 说明: taken as values where the host has none like it."""
    book = loom.workbook.book
    for sheet in guest.foreign:
        words = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        same = [w for w in book.worksheets if w.title.startswith(sheet.title[:20])]
        if any(all(w[place].value == value for place, value in words.items()) for w in same) or not words:
            continue
        title = sheet.title if sheet.title not in book.sheetnames else f"{sheet.title[:20]}（{len(book.sheetnames)}）"
        target = book.create_sheet(title)
        for place, value in words.items():
            target[place].value = value
        loom.changes["sheets"] += 1
    for title, name in (("说明", "guide"), ("汇总", "summary")):
        if title in guest.book.sheetnames and title in book.sheetnames:
            loom.strays += notes_on(guest, title, name, book[title], origin)


def notes_on(guest: Workbook, title: str, name: str, host: Any, origin: str) -> list[Row]:
    """What people wrote on a sheet that is no table."""
    known, found = guest.register.fixed.get(name, {}), list[Row]()
    for row in guest.book[title].iter_rows():
        for cell in row:
            told = known.get(cell.row, [])
            before = told[cell.column - 1] if cell.column <= len(told) else ABSENT
            changed = cell.value is not None and cell.data_type != "f" and hash_value(cell.value) != before
            if changed and host[cell.coordinate].value != cell.value:
                words = {"sheet": title, "place": f"{title}!{cell.coordinate}", "text": str(cell.value)}
                found.append({**words, "origin": origin, "reason": "另一份台账在此处的填写", "document": "gathered"})
    return found


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


def save(loom: Loom, host: Path, out: Path, digest: str, uncarried: list[str]) -> Written:
    """Write the result, unless it is the same as what stands there."""
    book = loom.workbook.book
    places = {t: (w.opened.worksheet.title, w.opened.columns) for t, w in loom.weavers.items()}
    set_names(book, places)
    changes = {key: count for key, count in loom.changes.items() if count}
    changed = put_register(book, loom.register)
    if out != host:
        put_whole(out, lambda target: pack(book, target, {}))
        return Written(out, changes, None, tuple(dict.fromkeys(uncarried)))
    if not changed and not changes:
        return Written(out)
    if uncarried:
        return Written(write_beside(book, out), changes, None, tuple(dict.fromkeys(uncarried)))
    return Written(out, changes, replace_ledger(book, out, digest))
