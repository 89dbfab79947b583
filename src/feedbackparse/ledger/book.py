"""The sheets of a new workbook in their order: read this first.

    Documents -> content (rows with ids) -> shown (as cells hold them) -> sheets -> one file

Source: design.md §8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.bookkeeping import bookkeeping_lines
from feedbackparse.ledger.cellvalue import hash_value, text_of
from feedbackparse.ledger.dictionary import dictionary_lines, set_up_dictionary
from feedbackparse.ledger.guide import guide_lines, set_up_guide
from feedbackparse.ledger.layout import OVERFLOW, SHEETS, Sheet
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.names import set_names
from feedbackparse.ledger.package import save_new
from feedbackparse.ledger.register import DocumentRecord, Register
from feedbackparse.ledger.rowxml import Line, render_rows
from feedbackparse.ledger.sheet import set_up_sheet, sheet_lines
from feedbackparse.ledger.shown import Overflow, Shown, link_to, show_rows
from feedbackparse.ledger.summary import set_up_summary, summary_lines
from feedbackparse.ledger.tallies import Seen
from feedbackparse.ledger.wording import offered_lists


@dataclass(slots=True)
class Book:
    """What a new workbook is made of."""

    sheets: Sequence[Sheet]
    """The sheets of rows, in their order; a template may have changed them."""
    shown: dict[str, list[Shown]]
    """Their rows, by table."""
    rows: dict[str, list[Row]]
    """The tables that 说明 counts."""
    register: Register = field(default_factory=Register)
    today: date | None = None
    rounds: Sequence[Seen] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=offered_lists)
    """The lists of 字典."""


def show_tables(
    rows: dict[str, list[Row]], sheets: Sequence[Sheet] = SHEETS
) -> tuple[list[Sheet], dict[str, list[Shown]]]:
    """The rows of all sheets as their cells hold them; 续文 is among them where one was needed."""
    overflow: Overflow = []
    shown = {sheet.table: show_rows(sheet, rows.get(sheet.table, []), overflow) for sheet in sheets}
    if not overflow:
        return list(sheets), shown
    return [*sheets, OVERFLOW], {**shown, OVERFLOW.table: show_rows(OVERFLOW, overflow, [])}


def write_book(content: Book, path: Path) -> None:
    """Write the whole workbook. Raises: OutputProblem."""
    aim_links(content)
    book = Workbook(write_only=True)
    book.properties = properties()
    set_up_guide(book.create_sheet("说明"))
    set_up_summary(book.create_sheet("汇总"))
    looks = Looks(book)
    issues = [row.values for row in content.shown["issues"]]
    fixed = {
        "guide": list(guide_lines(looks, content.rows)),
        "summary": summary_lines(looks, issues, content.today, content.rounds),
    }
    bodies: list[Sequence[Line] | Iterator[Line]] = list(fixed.values())
    plain = [sheet for sheet in content.sheets if sheet.table != OVERFLOW.table]
    bodies += [add_sheet(book, looks, sheet, content.shown[sheet.table]) for sheet in plain]
    set_up_dictionary(book.create_sheet("字典"))
    bodies.append(dictionary_lines(looks, content.lists))
    if OVERFLOW in content.sheets:
        bodies.append(add_sheet(book, looks, OVERFLOW, content.shown[OVERFLOW.table]))
    book.create_sheet("簿记").sheet_state = "veryHidden"
    register_book(content.register, content.sheets, content.shown, fixed)
    bodies.append(bookkeeping_lines(content.register))
    titles = {sheet.table: (sheet.title, seat_places(sheet)) for sheet in content.sheets}
    set_names(book, titles)
    open_at(book, titles["issues"][0] if content.shown["issues"] else "说明")
    save_new(book, [render_rows(body) for body in bodies], path)


def aim_links(content: Book) -> None:
    """Let the links of 措施清单 lead to where the template has the issues."""
    issues = next(sheet for sheet in content.sheets if sheet.table == "issues")
    places = seat_places(issues)
    letter = get_column_letter(places.get("issue", places["issue_id"]))
    for row in content.shown.get("measures", ()):
        if "link" in row.values:
            row.values["link"] = link_to(text_of(row.values.get("issue_id")), issues.title, letter)


def add_sheet(book: Workbook, looks: Looks, sheet: Sheet, shown: list[Shown]) -> Iterator[Line]:
    """Set up a sheet of rows and return its lines."""
    set_up_sheet(book.create_sheet(sheet.title), sheet, len(shown))
    return sheet_lines(looks, sheet, shown)


def seat_places(sheet: Sheet) -> dict[str, int]:
    """Column numbers by key."""
    return {seat.key: at for at, seat in enumerate(sheet.seats, 1)}


def register_book(
    register: Register, sheets: Sequence[Sheet], shown: dict[str, list[Shown]], fixed: dict[str, list[Line]]
) -> None:
    """Enter what is written: the heads, the hashes of every cell, the sheets that are no tables."""
    for sheet in sheets:
        seats = [seat for seat in sheet.seats if seat.whose != "link"]
        register.columns[sheet.table] = [seat.key for seat in seats]
        heads = {seat.key: hash_value(seat.title) for seat in seats}
        register.heads[sheet.table] = {".": hash_value(sheet.title), **heads}
        known = register.of(sheet.table)
        register.records[sheet.table] = {row.id: known.get(row.id) or row.record() for row in shown[sheet.table]}
    for name, lines in fixed.items():
        register.fixed[name] = {
            at: [hash_value(value) for value in line.values] for at, line in enumerate(lines, 1) if line.values
        }


def enter_documents(register: Register, documents: Sequence[DocumentRecord]) -> None:
    for document in documents:
        register.documents[document.key] = document


def open_at(book: Workbook, title: str) -> None:
    """Let the workbook open at a sheet."""
    for at, worksheet in enumerate(book.worksheets):
        worksheet.sheet_view.tabSelected = worksheet.title == title
        if worksheet.title == title:
            book.active = at


def properties() -> DocumentProperties:
    """The same for every workbook, so that the same input gives the same bytes."""
    fixed = datetime(2000, 1, 1)
    return DocumentProperties(creator="feedbackparse", title="整改台账", created=fixed, modified=fixed)
