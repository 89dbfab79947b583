"""A workbook in which nobody wrote since the last conversion, and whether this one has anything to add to it.

Read with ``scan``: opening ten thousand rows with openpyxl costs most of a conversion. Whatever is not plainly
the same is left to the merge; nothing is decided here but that there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from feedbackparse.ledger.cellvalue import ABSENT, CellValue, Formula, hash_value, text_of
from feedbackparse.ledger.content import Content
from feedbackparse.ledger.guide import guide_lines
from feedbackparse.ledger.identity import Texts
from feedbackparse.ledger.layout import CONFLICTS, OVERFLOW, SHEETS, STRAYS, Sheet
from feedbackparse.ledger.loading import read_register
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.opened import lay_out
from feedbackparse.ledger.placing import Grid
from feedbackparse.ledger.register import Record, Register
from feedbackparse.ledger.rowxml import Line
from feedbackparse.ledger.scan import Scan
from feedbackparse.ledger.shown import Overflow, Shown, link_to, show_rows
from feedbackparse.ledger.summary import summary_lines
from feedbackparse.ledger.tallies import Seen

_FIXED = {"guide": "说明", "summary": "汇总"}
_MAIN = {"issues": "issue", "measures": "measure"}
_LISTS = (CONFLICTS.table, STRAYS.table)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of rows, every cell of it as the last conversion left it."""

    sheet: Sheet
    title: str
    columns: dict[str, int]
    rows: dict[str, dict[str, CellValue]]
    """By id, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The whole workbook, and what it remembers."""

    register: Register
    tables: dict[str, Table]

    @property
    def texts(self) -> Texts:
        """The words of each issue and measure, by id."""
        return {
            name: {id: text_of(row.get(key)) for id, row in self.tables[name].rows.items()}
            for name, key in _MAIN.items()
        }


def read_settled(path: Path) -> Settled | None:
    """The workbook, where it is as the last conversion left it; else None."""
    try:
        scan = Scan(path)
    except (OSError, BadZipFile):
        return None
    try:
        register = read_register(scan)
        if not register.known or any(register.of(table) for table in _LISTS):
            return None
        tables: dict[str, Table] = {}
        for sheet in (*SHEETS, OVERFLOW):
            if sheet.title in scan.members:
                table = read_table(scan.read_grid(sheet.title), sheet, register)
                if table is None:
                    return None
                tables[sheet.table] = table
            elif register.of(sheet.table) or sheet is not OVERFLOW:
                return None
        return Settled(register, tables) if all(is_as_told(scan, name, register) for name in _FIXED) else None
    except (KeyError, ValueError, ParseError):
        return None
    finally:
        scan.close()


def read_table(grid: Grid, sheet: Sheet, register: Register) -> Table | None:
    """A sheet, where all its heads, rows and cells are those that are remembered."""
    head, columns, extra, rows = lay_out(grid, sheet, register)
    known, every = register.of(sheet.table), {**columns, **extra}
    keys = [seat.key for seat in sheet.seats if seat.whose != "link"]
    told = register.heads.get(sheet.table, {})
    heads = {key: hash_value(text_of(grid.at(head, columns[key])).strip()) for key in keys if key in columns}
    if (
        sheet.key not in columns
        or register.columns.get(sheet.table) != [*keys, *extra]
        or any(heads.get(key, ABSENT) != told.get(key, ABSENT) for key in keys)
    ):
        return None
    found: dict[str, dict[str, CellValue]] = {}
    for row in rows:
        values = {key: grid.at(row, at) for key, at in every.items()}
        id = text_of(values[sheet.key])
        if id in found or id not in known or not is_remembered(values, known[id]):
            return None
        found[id] = values
    return Table(sheet, sheet.title, columns, found) if len(found) == len(known) else None


def is_remembered(values: Mapping[str, CellValue], record: Record) -> bool:
    cells = record.cells
    return record.state in ("", "hand", "absent") and all(
        hash_value(value) == cells.get(key, ABSENT) for key, value in values.items() if key != "link"
    )


def is_as_told(scan: Scan, name: str, register: Register) -> bool:
    """Whether every cell that was written on a sheet that is no table stands there."""
    known = register.fixed.get(name, {})
    if not known or _FIXED[name] not in scan.members:
        return False
    grid = scan.read_grid(_FIXED[name])
    return all(hash_value(grid.at(row, at)) == cell for row, cells in known.items() for at, cell in enumerate(cells, 1))


def adds_nothing(
    settled: Settled, content: Content, has_pairs: bool, today: date | None, rounds: Sequence[Seen]
) -> bool:
    """Whether merging this content would leave every cell and all that is remembered as they are."""
    register, identified = settled.register, content.identified
    documents = {key: follower.record for key, follower in ((f.record.key, f) for f in content.followers.values())}
    if (
        identified.doubtful
        or identified.reworded
        or identified.next_issue != register.next_issue
        or any(register.documents.get(key) != record for key, record in documents.items())
    ):
        return False
    run = content.documents | {"run"}
    return (
        all(is_same(settled, table, shown, run, has_pairs) for table, shown in show_all(content).items())
        and links_lead_on(settled)
        and guides_are_same(settled, content, today, rounds)
    )


def show_all(content: Content) -> dict[str, list[Shown]]:
    overflow: Overflow = []
    shown = {sheet.table: show_rows(sheet, content.rows.get(sheet.table, []), overflow) for sheet in SHEETS}
    return {**shown, OVERFLOW.table: show_rows(OVERFLOW, overflow, [])}


def is_same(settled: Settled, name: str, shown: Iterable[Shown], run: set[str], has_pairs: bool) -> bool:
    """Whether these rows are those of the sheet, and all others are of documents that are not in this run."""
    table, known, seen = settled.tables.get(name), settled.register.of(name), set[str]()
    for row in shown:
        record = known.get(row.id)
        if table is None or record is None or not is_same_row(table, row, record):
            return False
        seen.add(row.id)
    for id, record in known.items():
        if id in seen or record.state == "hand":
            continue
        if record.state != "absent" or record.document in run or (name == "pairs" and not has_pairs):
            return False
    return True


def is_same_row(table: Table, row: Shown, record: Record) -> bool:
    if (record.content_key, record.document, record.state) != (row.content_key, row.document, row.state):
        return False
    standing = table.rows[row.id]
    for seat in table.sheet.seats:
        if seat.whose == "link" or (seat.whose == "people" and seat.key in table.columns):
            continue
        new = row.values.get(seat.key)
        if hash_value(new) != record.cells.get(seat.key, ABSENT):
            return False
        if isinstance(new, Formula) and new.text != getattr(standing.get(seat.key), "text", ""):
            return False
    return True


def links_lead_on(settled: Settled) -> bool:
    """Whether the links of 措施清单 lead to where the issues stand."""
    issues, measures = settled.tables["issues"], settled.tables["measures"]
    if "link" not in measures.columns:
        return True
    letter = get_column_letter(issues.columns.get("issue") or issues.columns["issue_id"])
    for row in measures.rows.values():
        issue = text_of(row.get("issue_id"))
        if issue and getattr(row["link"], "text", "") != link_to(issue, issues.title, letter).text:
            return False
    return True


def guides_are_same(settled: Settled, content: Content, today: date | None, rounds: Sequence[Seen]) -> bool:
    """Whether 说明 and 汇总 would say what they say."""
    book = Workbook()
    looks, issues = Looks(book), list(settled.tables["issues"].rows.values())
    told: dict[str, Sequence[Line]] = {
        "guide": list(guide_lines(looks, content.rows)),
        "summary": summary_lines(looks, issues, today, rounds),
    }
    return all(
        settled.register.fixed.get(name)
        == {at: [hash_value(value) for value in line.values] for at, line in enumerate(lines, 1) if line.values}
        for name, lines in told.items()
    )
