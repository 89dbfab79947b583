"""One workbook a unit (下发): made anew of the unit's rows, so that nothing of another unit can be in it.

Nothing is copied as a part: no shared strings, comments, filters, names or sheets of people's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.ledger.book import Book, write_book
from feedbackparse.ledger.cellvalue import CellValue, hash_value, text_of
from feedbackparse.ledger.layout import SHEETS, Seat, Sheet
from feedbackparse.ledger.opened import Opened, Workbook, open_workbook
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.register import Record, Register
from feedbackparse.ledger.rowids import resolve_ids
from feedbackparse.ledger.shown import Shown, height_in, link_to
from feedbackparse.ledger.target import check_target
from feedbackparse.ledger.wording import offered_lists

NO_UNIT = "（未填单位）"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LEFT_BEHIND = ("conflicts", "strays")
"""Lists of the office that sends out, not of the unit."""


@dataclass(slots=True)
class Share:
    """The rows of one unit, by table."""

    unit: str
    rows: dict[str, list[int]]


def split_ledger(path: Path, folder: Path) -> list[Path]:
    """Write a workbook for each unit of the ledger. Shape: the paths, in the order of the units in the ledger.

    Raises: OutputProblem where one of them cannot be written; those before it are then there.
    """
    workbook = open_workbook(path)
    if "issues" not in workbook.tables:
        raise OutputProblem("ledger-without-sheet", str(path), "台账中没有“问题台账”", "请核对工作表是否被删除")
    if not workbook.register.known:
        workbook.register = rebuild_register(workbook)
    for opened in workbook.tables.values():
        resolve_ids(opened, workbook.register)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem("no-folder", str(folder), f"文件夹不能建立：{error.strerror}", "请换一个位置") from error
    lists, written = read_lists(workbook), list[Path]()
    for share in share_rows(workbook):
        target = folder / f"{name_file(share.unit, {each.stem for each in written})}.xlsx"
        check_target(target)
        if target.exists():
            raise OutputProblem(
                "ledger-exists", str(target), "此处已有文件，不会覆盖", "请换一个空文件夹，以免覆盖单位已填写的台账"
            )
        write_book(make_book(workbook, share, lists), target)
        written.append(target)
    return written


def share_rows(workbook: Workbook) -> list[Share]:
    """Which rows go to which unit; a file goes to the unit whose issues came from it, where that is only one."""
    issues = workbook.tables["issues"]
    units: dict[str, Share] = {}
    files: dict[str, set[str]] = {}
    for row in issues.rows:
        unit = text_of(issues.value(row, "unit")).strip() or NO_UNIT
        units.setdefault(unit, Share(unit, {}))
        files.setdefault(text_of(issues.value(row, "file")), set()).add(unit)
    owner = {issues.ids[row]: text_of(issues.value(row, "unit")).strip() or NO_UNIT for row in issues.rows}
    for table, opened in workbook.tables.items():
        if table in _LEFT_BEHIND:
            continue
        for row in opened.rows:
            issue = "" if table == "issues" else text_of(opened.value(row, "issue_id"))
            unit = owner.get(issue) or text_of(opened.value(row, "unit")).strip()
            if table == "verdicts":
                owners = files.get(text_of(opened.value(row, "file")), set())
                unit = next(iter(owners)) if len(owners) == 1 else ""
            elif table == "overflow":
                unit = owner.get(text_of(opened.value(row, "row_id"))[:7], "")
            elif not unit and table in ("issues", "measures"):
                unit = NO_UNIT
            if unit in units:
                units[unit].rows.setdefault(table, []).append(row)
    return list(units.values())


def make_book(workbook: Workbook, share: Share, lists: Mapping[str, tuple[str, ...]]) -> Book:
    """The new workbook of one unit."""
    sheets: list[Sheet] = []
    shown: dict[str, list[Shown]] = {}
    register = Register(next_issue=workbook.register.next_issue)
    for sheet in SHEETS:
        opened = workbook.tables.get(sheet.table)
        rows = share.rows.get(sheet.table, [])
        made = seat_sheet(opened, rows) if opened and sheet.table not in _LEFT_BEHIND else sheet
        sheets.append(made)
        shown[sheet.table] = []
        if opened:
            known = workbook.register.of(sheet.table)
            for row in rows:
                line = show_row(opened, made, row, known.get(opened.ids[row]))
                shown[sheet.table].append(line)
                register.records.setdefault(sheet.table, {})[line.id] = remember(line, known.get(line.id), made)
    documents = {line.document for lines in shown.values() for line in lines}
    register.documents = {key: each for key, each in workbook.register.documents.items() if key in documents}
    counted: dict[str, list[Row]] = {
        table: [{"response": text_of(line.values.get("response")) or None} for line in lines]
        for table, lines in shown.items()
    }
    converted = sum(line.values.get("issues") is not None for line in shown["verdicts"])
    counted["documents"] = [{"rules": "", "program": ""} for _ in range(converted)]
    return Book(sheets, shown, counted, register, lists=lists)


def seat_sheet(opened: Opened, rows: list[int]) -> Sheet:
    """The sheet with its columns as people left them: their order, heads, and columns of their own with words in."""
    seats = {seat.key: seat for seat in opened.sheet.seats}
    placed: dict[int, Seat] = {}
    for key, at in opened.columns.items():
        head = text_of(opened.value(opened.head, key)).strip()
        placed[at] = replace(seats[key], title=head or seats[key].title)
    for key, at in opened.extra.items():
        head = text_of(opened.value(opened.head, key)).strip()
        if head and any(text_of(opened.value(row, key)) for row in rows):
            placed[at] = Seat(key, head, 16, "people")
    ordered = tuple(placed[at] for at in sorted(placed))
    return replace(opened.sheet, seats=ordered, frozen=min(opened.sheet.frozen, max(1, len(ordered) - 1)))


def show_row(opened: Opened, sheet: Sheet, row: int, record: Record | None) -> Shown:
    """A row as it stands in the ledger."""
    values: dict[str, CellValue] = {seat.key: opened.value(row, seat.key) for seat in sheet.seats}
    if "position" in values:
        values["position"] = text_of(values["position"]) or None  # the review page does not go out with it
    id = opened.ids[row] or text_of(values.get(sheet.key)) or f"HAND-{row}"
    values[sheet.key] = id
    if "link" in values:
        values["link"] = link_to(text_of(values.get("issue_id")), "问题台账", "J")
    document, key = (record.document, record.content_key) if record else ("", "")
    state = record.state if record else "hand"
    return Shown(id, key, document, state, values, height_in(sheet.seats, values))


def remember(line: Shown, record: Record | None, sheet: Sheet) -> Record:
    """The record of a row: what the program would write, and what people's cells hold as it is sent out."""
    peoples = {seat.key for seat in sheet.seats if seat.whose == "people"}
    cells = {key: hash_value(value) for key, value in line.values.items()}
    if record and record.state != "hand":
        cells |= {key: cell for key, cell in record.cells.items() if key not in peoples}
    return Record(line.id, line.content_key, line.document, line.state, cells)


def read_lists(workbook: Workbook) -> dict[str, tuple[str, ...]]:
    """The lists of 字典 as the office keeps them."""
    lists = dict(offered_lists())
    if "字典" in workbook.book.sheetnames:
        for column in workbook.book["字典"].iter_cols(max_col=len(lists), values_only=True):
            if column[0] in lists:
                lists[str(column[0])] = tuple(str(word) for word in column[1:] if word is not None)
    return lists


def name_file(unit: str, taken: set[str]) -> str:
    """A file name of a unit: stars are shown as they are read, what no file system allows is left out."""
    plain = _FORBIDDEN.sub("_", unit.replace("*", "＊")).strip(". ")[:80] or "单位"
    at, name = 1, plain
    while name in taken:
        at += 1
        name = f"{plain}（{at}）"
    return name
