"""A workbook that is being merged into: its sheets of rows on the loom, and what all of them share.

Used by ``merging`` (a conversion comes in) and ``gathering`` (other workbooks do).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.book import seat_places
from feedbackparse.ledger.bookkeeping import HEAD, list_entries
from feedbackparse.ledger.cellvalue import Formula, hash_value, text_of
from feedbackparse.ledger.content import Content
from feedbackparse.ledger.fixed import fill_fixed
from feedbackparse.ledger.layout import CONFLICTS, ISSUES, MEASURES, STRAYS, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.opened import Opened, Workbook
from feedbackparse.ledger.pen import Pen
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.register import Register
from feedbackparse.ledger.rowkeys import key_rows
from feedbackparse.ledger.sheet import set_up_sheet, sheet_lines
from feedbackparse.ledger.shown import link_to, show_rows
from feedbackparse.ledger.strays import stray_rows
from feedbackparse.ledger.weave import Weaver, Woven

LISTS = (CONFLICTS, STRAYS)


_MADE_ANEW = (ISSUES, MEASURES, *LISTS)
"""Sheets that are made again where they were deleted; all others stay away."""


@dataclass(slots=True)
class Loom:
    """A workbook that is being merged into."""

    workbook: Workbook
    looks: Looks
    pen: Pen
    register: Register
    """What the workbook remembers after this."""
    weavers: dict[str, Weaver] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    conflicts: list[Row] = field(default_factory=list)
    strays: list[Row] = field(default_factory=list)


def set_up_loom(workbook: Workbook) -> Loom:
    """Open every sheet of rows, make the missing ones, and tell the rows apart."""
    looks = Looks(workbook.book)
    if not workbook.register.known:
        workbook.register = rebuild_register(workbook)
    loom = Loom(workbook, looks, Pen(looks, workbook.register.next_issue), Register())
    for sheet in _MADE_ANEW:
        if sheet.table not in workbook.tables:
            workbook.tables[sheet.table] = make_sheet(workbook.book, looks, sheet)
    for table, opened in workbook.tables.items():
        restore_key_columns(opened, looks)
        loom.weavers[table] = Weaver(opened, workbook.register, set(), loom.pen)
        loom.weavers[table].resolve()
        found = loom.weavers[table].found
        loom.changes.update(copied=len(found.copied), restored=len(found.restored))
    return loom


def make_sheet(book: Any, looks: Looks, sheet: Sheet) -> Opened:
    """A sheet with its head and no rows, before 字典 or at the end."""
    at = book.sheetnames.index("字典") if "字典" in book.sheetnames else len(book.sheetnames)
    title = sheet.title if sheet.title not in book.sheetnames else f"{sheet.title}（新）"
    worksheet = book.create_sheet(title, at)
    set_up_sheet(worksheet, sheet, 0)
    (head,) = sheet_lines(looks, sheet, [])
    fill_fixed(worksheet, [head], looks)
    return Opened(sheet, worksheet, 1, seat_places(sheet), {})


def restore_key_columns(opened: Opened, looks: Looks) -> None:
    """The hidden columns of keys, where people deleted them: at the right end."""
    for seat in opened.sheet.seats:
        if seat.whose == "key" and seat.key not in opened.columns and seat.key in (opened.sheet.key, "content_key"):
            at = max([*opened.columns.values(), *opened.extra.values(), 0]) + 1
            cell = opened.cell(opened.head, at)
            cell.value = seat.title
            cell._style = looks.style(looks.head("key"))
            opened.worksheet.column_dimensions[cell.column_letter].hidden = True
            opened.columns[seat.key] = at


def keep(loom: Loom, table: str, woven: Woven) -> None:
    loom.register.records[table] = woven.records
    loom.changes.update(woven.changes)
    loom.conflicts += woven.conflicts


def weave_lists(loom: Loom, content: Content | None) -> None:
    """冲突 and 待认领, of what was found on the way."""
    if content:
        loom.strays += stray_rows(loom.weavers, content.identified.doubtful, content.rows)
    for sheet, rows in ((CONFLICTS, loom.conflicts), (STRAYS, loom.strays)):
        key_rows(sheet.table, rows)
        weaver = loom.weavers[sheet.table]
        before = set(weaver.known)
        woven = weaver.weave(show_rows(sheet, rows, []))
        woven.conflicts.clear()
        loom.changes[sheet.table] += len(set(woven.records) - before)
        woven.changes = Counter({key: count for key, count in woven.changes.items() if key in ("hand", "copied")})
        keep(loom, sheet.table, woven)


def refresh_links(loom: Loom) -> None:
    """Let the links of 措施清单 lead to where the issues stand now."""
    opened, issues = loom.weavers["measures"].opened, loom.weavers["issues"].opened
    column = get_column_letter(issues.columns.get("issue") or issues.columns["issue_id"])
    for row in opened.rows if "link" in opened.columns and "issue_id" in opened.columns else ():
        issue = text_of(opened.value(row, "issue_id"))
        link = link_to(issue, issues.worksheet.title, column)
        if issue and isinstance(now := opened.value(row, "link"), Formula) and now.text != link.text:
            loom.pen.write(opened, row, "link", link)
            loom.changes["links"] += 1


def close_columns(loom: Loom) -> None:
    """Enter the columns and heads of every table as they stand now."""
    after = loom.register
    for table, weaver in loom.weavers.items():
        opened = weaver.opened
        keys = [seat.key for seat in opened.sheet.seats if seat.whose != "link"]
        after.columns[table] = [*keys, *opened.extra]
        heads = {key: hash_value(text_of(opened.value(opened.head, key)).strip()) for key in opened.columns}
        heads |= {key: key[1:].partition(".")[0] for key in opened.extra}
        after.heads[table] = {".": hash_value(opened.worksheet.title), **heads}


def put_register(book: Any, register: Register) -> bool:
    """Write 簿记 anew; whether it became another."""
    entries = [tuple(entry) for entry in list_entries(register)]
    if "簿记" in book.sheetnames:
        old = book["簿记"]
        if [tuple((*row, *(None,) * 6)[:6]) for row in old.iter_rows(values_only=True)] == entries:
            return False
        book.remove(old)
    sheet = book.create_sheet("簿记")
    sheet.sheet_state = "veryHidden"
    for entry in entries:
        sheet.append(entry)
    assert entries[0] == HEAD
    return True
