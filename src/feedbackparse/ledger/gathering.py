"""Copies of one ledger, or the workbooks of units, brought together: the same three-way merge, between people.

    base   what each copy remembers of the time at which it was sent out (簿记)
    theirs the first workbook (or the one at the output's place); ours each of the others, in their order

Source: design.md §8 (下发与汇总).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.carry import find_uncarried
from feedbackparse.ledger.guestrows import Guest, gather_deletions, gather_row, match_columns
from feedbackparse.ledger.guests import match_guests
from feedbackparse.ledger.guestsheets import gather_sheets
from feedbackparse.ledger.loom import LISTS, Loom, close_columns, put_register, refresh_links, set_up_loom, weave_lists
from feedbackparse.ledger.names import set_names
from feedbackparse.ledger.opened import Workbook, open_workbook
from feedbackparse.ledger.package import pack, put_whole
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.replacing import digest_of, replace_ledger, write_beside
from feedbackparse.ledger.rowids import resolve_ids
from feedbackparse.ledger.target import check_target, is_ledger
from feedbackparse.ledger.written import Written


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
    for table in (sheet.table for sheet in LISTS):
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


def gather(loom: Loom, guest: Guest) -> None:
    """Bring one workbook in."""
    for table, opened in guest.workbook.tables.items():
        if table in loom.weavers and table not in {sheet.table for sheet in LISTS}:
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
