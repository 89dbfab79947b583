"""A workbook as people left it: its sheets, columns and rows found again, whatever they are called by now."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.bookkeeping import read_entries
from feedbackparse.ledger.celltext import escape_text
from feedbackparse.ledger.cellvalue import CellValue, hash_value, text_of, value_of
from feedbackparse.ledger.layout import OVERFLOW, SHEETS, Sheet
from feedbackparse.ledger.placing import SEARCHED, Grid, find_head, head_hashes, place_columns
from feedbackparse.ledger.register import Register


@dataclass(slots=True)
class Opened:
    """One sheet of rows, as it stands in the workbook."""

    sheet: Sheet
    worksheet: Any
    head: int
    """The row of the heads."""
    columns: dict[str, int]
    """Column numbers by key."""
    extra: dict[str, int]
    """Columns that people added: ``+`` and the hash of the head -> number."""
    rows: list[int] = field(default_factory=list)
    """The rows below the head that are not empty, in their order."""
    ids: dict[int, str] = field(default_factory=dict)
    """The id of each row; people's rows have none until they are given one."""

    def cell(self, row: int, column: int) -> Any:
        return self.worksheet.cell(row, column)

    def value(self, row: int, key: str) -> CellValue:
        column = self.columns.get(key) or self.extra.get(key)
        return value_of(self.cell(row, column)) if column else None

    def values(self, row: int) -> dict[str, CellValue]:
        """All cells of a row by key, people's columns too."""
        return {key: value_of(self.cell(row, at)) for key, at in {**self.columns, **self.extra}.items()}

    @property
    def last_row(self) -> int:
        return self.rows[-1] if self.rows else self.head

    def row_of(self) -> dict[str, int]:
        return {id: row for row, id in self.ids.items() if id}


@dataclass(slots=True)
class Workbook:
    """The whole workbook, and what it remembers."""

    path: Path
    book: Any
    register: Register
    tables: dict[str, Opened]
    """The sheets of rows that are still there."""

    @property
    def foreign(self) -> Iterator[Any]:
        """The sheets that people added."""
        ours = {id(opened.worksheet) for opened in self.tables.values()}
        fixed = {"说明", "汇总", "字典", "簿记"}
        return (sheet for sheet in self.book.worksheets if id(sheet) not in ours and sheet.title not in fixed)


def open_workbook(path: Path) -> Workbook:
    """Read a workbook of ours. Raises: OutputProblem where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path)
    except Exception as error:
        raise OutputProblem(
            "ledger-unreadable",
            str(path),
            f"已有的台账打不开：{type(error).__name__}",
            "请用 Excel 或 WPS 打开并另存一份，或换一个文件名重新生成",
        ) from error
    restore_escapes(book, path)
    register = read_register(book)
    tables: dict[str, Opened] = {}
    taken: set[str] = set()
    for sheet in (*SHEETS, OVERFLOW):
        worksheet = find_sheet(book, sheet, register, taken)
        if worksheet is not None:
            taken.add(worksheet.title)
            tables[sheet.table] = open_sheet(sheet, worksheet, register)
    return Workbook(path, book, register, tables)


def restore_escapes(book: Any, path: Path) -> None:
    """Put back the escapes of shared strings: openpyxl takes ``_x005F_`` out when it reads them, and writes
    the rest as it is, so that a literal ``_x000D_`` would come back as a line end."""
    with zipfile.ZipFile(path) as package:
        shared = "xl/sharedStrings.xml"
        if shared not in package.namelist() or b"_x005F_" not in package.read(shared):
            return
    for worksheet in book.worksheets:
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.data_type == "s" and isinstance(cell.value, str) and "_x005F_" not in cell.value:
                    cell._value = escape_text(cell.value)


def read_register(book: Any) -> Register:
    """What the hidden sheet remembers; nothing where it was deleted."""
    if "簿记" not in book.sheetnames:
        return Register(known=False)
    return read_entries(list(book["簿记"].iter_rows(min_row=2, values_only=True)))


def find_sheet(book: Any, sheet: Sheet, register: Register, taken: set[str]) -> Any:
    """The worksheet of a table: by its title, else by the ids that stand in it."""
    free = [worksheet for worksheet in book.worksheets if worksheet.title not in taken]
    known = register.heads.get(sheet.table, {}).get(".")
    for worksheet in free:
        if worksheet.title == sheet.title or hash_value(worksheet.title) == known:
            return worksheet
    others = {each.title for each in (*SHEETS, OVERFLOW)} | {"说明", "汇总", "字典", "簿记"}
    scores = {w.title: score_sheet(w, sheet, register) for w in free if w.title not in others}
    best = max(scores, key=lambda title: scores[title], default="")
    return book[best] if best and scores[best] >= 1 else None


def score_sheet(worksheet: Any, sheet: Sheet, register: Register) -> float:
    """How much a renamed sheet looks like a table: share of its heads, and of its ids; below 1 it is another."""
    ids = set(register.of(sheet.table))
    heads = {value for known in head_hashes(sheet, register).values() for value in known}
    best, found = 0, set[str]()
    for at, row in enumerate(worksheet.iter_rows(values_only=True)):
        texts = {value for value in row if isinstance(value, str)}
        found |= texts & ids
        if at < SEARCHED:
            best = max(best, sum(hash_value(text) in heads for text in texts))
    return 2 * best / len(sheet.seats) + (len(found) / len(ids) if ids else 0)


def open_sheet(sheet: Sheet, worksheet: Any, register: Register) -> Opened:
    """Find the head row, the columns and the rows of a sheet."""
    head, columns, extra, rows = lay_out(read_grid(worksheet), sheet, register)
    return Opened(sheet, worksheet, head, columns, extra, rows)


def lay_out(grid: Grid, sheet: Sheet, register: Register) -> tuple[int, dict[str, int], dict[str, int], list[int]]:
    """Head row, columns by key, people's own columns, and the rows that are not empty."""
    head = find_head(grid, sheet, register)
    columns = place_columns(grid, head, sheet, register)
    extra: dict[str, int] = {}
    for at in range(1, grid.width + 1):
        title = text_of(grid.at(head, at))
        if at not in columns.values() and (title or any(grid.at(row, at) is not None for row in grid.below(head))):
            key = f"+{hash_value(title or f'#{at}')}"
            extra[key if key not in extra else f"{key}.{at}"] = at
    rows = [row for row in grid.below(head) if not grid.is_empty(row)]
    return head, columns, extra, rows


def read_grid(worksheet: Any) -> Grid:
    """All values of a sheet, by row and column; a link's own formula is not a value."""
    cells: dict[int, dict[int, CellValue]] = {}
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.value is not None and (value := value_of(cell)) is not None:
                cells.setdefault(cell.row, {})[cell.column] = value
    return Grid(cells, worksheet.max_row, worksheet.max_column)
