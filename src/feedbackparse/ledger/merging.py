"""Converting again into a workbook that people work in: read this first.

    workbook ──open──▶ sheets, rows, ids ─┐
                                           ├─▶ content with the ledger's ids ─▶ weave each sheet ─▶ save
    Documents ────────────────────────────┘

Source: design.md §8.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.book import seat_places
from feedbackparse.ledger.bookkeeping import HEAD, list_entries
from feedbackparse.ledger.carry import find_uncarried
from feedbackparse.ledger.cellvalue import Formula, hash_value, text_of
from feedbackparse.ledger.content import Content, check_size, compose_content
from feedbackparse.ledger.fixed import fill_fixed, find_fixed, weave_fixed
from feedbackparse.ledger.guide import guide_lines, set_up_guide
from feedbackparse.ledger.layout import CONFLICTS, ISSUES, MEASURES, OVERFLOW, SHEETS, STRAYS, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.names import set_names
from feedbackparse.ledger.opened import Opened, Workbook, open_workbook
from feedbackparse.ledger.pen import Pen
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.register import Register
from feedbackparse.ledger.replacing import digest_of, replace_ledger, write_beside
from feedbackparse.ledger.rowkeys import key_rows
from feedbackparse.ledger.rowxml import Line
from feedbackparse.ledger.settled import adds_nothing, read_settled
from feedbackparse.ledger.sheet import set_up_sheet, sheet_lines
from feedbackparse.ledger.shown import Overflow, link_to, show_rows
from feedbackparse.ledger.strays import stray_rows
from feedbackparse.ledger.summary import set_up_summary, summary_lines
from feedbackparse.ledger.tallies import Seen
from feedbackparse.ledger.weave import Weaver, Woven
from feedbackparse.ledger.written import Written
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

_LISTS = (CONFLICTS, STRAYS)
_MADE_ANEW = (ISSUES, MEASURES, *_LISTS)
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


def merge_ledger(
    docs: Iterable[Document],
    verdicts: Iterable[Verdict],
    path: Path,
    pairs: Sequence[Row] | None = None,
    replaces: Mapping[str, str] | None = None,
    today: date | None = None,
    rounds: Sequence[Seen] = (),
    pages: Mapping[str, str] | None = None,
) -> Written:
    """Merge a conversion into the workbook at ``path``. Raises: OutputProblem; the workbook is then as it was."""
    content, settled = None, read_settled(path)
    if settled:
        content = compose_content(docs, verdicts, pairs or (), settled.register, settled.texts, replaces, pages)
        if adds_nothing(settled, content, pairs is not None, today, rounds):
            return Written(path)
    digest, uncarried = digest_of(path), find_uncarried(path)
    loom = set_up_loom(open_workbook(path))
    if content is None:
        texts = {name: read_texts(loom, name) for name in ("issues", "measures")}
        content = compose_content(docs, verdicts, pairs or (), loom.workbook.register, texts, replaces, pages)
    check_size(content.rows, path)
    for weaver in loom.weavers.values():
        weaver.documents = content.documents | (
            {"run"} if pairs is not None or weaver.opened.sheet.table != "pairs" else set()
        )
    loom.pen.next_issue = content.identified.next_issue
    weave_tables(loom, content)
    weave_lists(loom, content)
    refresh_links(loom)
    issues = [loom.weavers["issues"].opened.values(row) for row in loom.weavers["issues"].opened.rows]
    weave_guides(loom, content, issues, today, rounds)
    close_register(loom, content)
    return save(loom, path, digest, uncarried)


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


def read_texts(loom: Loom, table: str) -> dict[str, str]:
    """The words of each issue or measure as they stand in the workbook, by id."""
    opened, key = loom.weavers[table].opened, {"issues": "issue", "measures": "measure"}[table]
    return {id: text_of(opened.value(row, key)) for row, id in opened.ids.items() if id}


def weave_tables(loom: Loom, content: Content) -> None:
    """All sheets of rows but 冲突 and 待认领."""
    overflow: Overflow = []
    for sheet in SHEETS:
        if sheet in _LISTS:
            continue
        shown = show_rows(sheet, content.rows.get(sheet.table, []), overflow)
        if sheet.table in loom.weavers:
            keep(loom, sheet.table, loom.weavers[sheet.table].weave(shown))
    if overflow and OVERFLOW.table not in loom.weavers:
        opened = make_sheet(loom.workbook.book, loom.looks, OVERFLOW)
        loom.weavers[OVERFLOW.table] = Weaver(opened, loom.workbook.register, content.documents | {"run"}, loom.pen)
    if OVERFLOW.table in loom.weavers:
        keep(loom, OVERFLOW.table, loom.weavers[OVERFLOW.table].weave(show_rows(OVERFLOW, overflow, [])))


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


def keep(loom: Loom, table: str, woven: Woven) -> None:
    loom.register.records[table] = woven.records
    loom.changes.update(woven.changes)
    loom.conflicts += woven.conflicts


def weave_guides(
    loom: Loom, content: Content, issues: Sequence[Seen], today: date | None, rounds: Sequence[Seen]
) -> None:
    """说明 and 汇总."""
    fixed: dict[str, tuple[str, Any, list[Line]]] = {
        "guide": ("说明", set_up_guide, list(guide_lines(loom.looks, content.rows))),
        "summary": ("汇总", set_up_summary, summary_lines(loom.looks, issues, today, rounds)),
    }
    book = loom.workbook.book
    for name, (title, set_up, lines) in fixed.items():
        known = loom.workbook.register.fixed.get(name, {})
        loom.register.fixed[name] = {
            at: [hash_value(value) for value in line.values] for at, line in enumerate(lines, 1) if line.values
        }
        if title not in book.sheetnames:
            continue
        worksheet = find_fixed(book, title, known) if known else None
        if worksheet is None:
            at = next(at for at in range(1, 100) if f"{title}（新{at}）" not in book.sheetnames)
            worksheet = book.create_sheet(f"{title}（新{at}）", book.sheetnames.index(title) + 1)
            set_up(worksheet)
            fill_fixed(worksheet, lines, loom.looks)
            loom.changes["fixed"] += 1
            continue
        written, _ = weave_fixed(worksheet, lines, known, loom.looks)
        loom.changes["fixed"] += written


def close_register(loom: Loom, content: Content) -> None:
    """Enter the columns as they stand now, the documents, and the next id."""
    before, after = loom.workbook.register, loom.register
    close_columns(loom)
    after.documents = {**before.documents, **{f.record.key: f.record for f in content.followers.values()}}
    after.next_issue = loom.pen.next_issue
    loom.changes["reworded"] += len(content.identified.reworded)


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


def save(loom: Loom, path: Path, digest: str, uncarried: Sequence[str]) -> Written:
    """Write the workbook, unless nothing is to be written."""
    book = loom.workbook.book
    places = {table: (weaver.opened.worksheet.title, weaver.opened.columns) for table, weaver in loom.weavers.items()}
    set_names(book, places)
    changes = {key: count for key, count in loom.changes.items() if count}
    if not put_register(book, loom.register) and not changes:
        return Written(path)
    if uncarried:
        return Written(write_beside(book, path), changes, None, tuple(uncarried))
    return Written(path, changes, replace_ledger(book, path, digest))


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
