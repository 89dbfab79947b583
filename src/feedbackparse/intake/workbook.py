"""Workbooks -> Blocks: each sheet its name, then its cells as one table.

Hidden sheets, rows and columns are left out and counted; a cell shows what it would print.
Source: ECMA-376 part 1 §18 (SpreadsheetML); outline.md, Tables.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedbackparse.intake.limits import DEFAULT
from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse
from feedbackparse.intake.sheet import Sheet
from feedbackparse.intake.word.document import Words
from feedbackparse.intake.word.tally import Tally
from feedbackparse.model import Cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD = 4096


def read_workbook(data: bytes, package: Package) -> Words:
    """The sheets of an .xlsx in their order. Raises: Refusal where it is damaged or hostile."""
    from openpyxl import load_workbook

    for name in package:
        if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(name, _HEAD):
            raise refuse("dtd", package.place, detail=name)
        if name.lower().startswith("xl/worksheets/"):
            _refuse_giant(package, name)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parser meets
        raise refuse("broken-package", package.place, detail="工作簿读不出来") from error
    sheet = Sheet(package.place, package.limits.lines)
    tally = Tally(sheet)
    if any(name.lower().endswith("vbaproject.bin") for name in package):
        tally.note("macro", "宏工程", place="")
    for number, page in enumerate(book.worksheets, 1):
        if page.sheet_state != "visible":
            tally.note("hidden-text", "隐藏工作表", place=f"sheet[{number}]")
            continue
        _lay_sheet(sheet, tally, page, number)
    return Words(tuple(sheet.blocks), tally.find())


def _refuse_giant(package: Package, name: str) -> None:
    """A sheet costs more memory a tag than a Word part."""
    tags, most = package.read(name).count(b"<"), package.limits.tags // 2
    if tags > most:
        raise refuse("too-many-tags", package.place, detail=name, size=tags, limit=most)


def _lay_sheet(sheet: Sheet, tally: Tally, page: Worksheet, number: int) -> None:
    """Name and table of one visible sheet."""
    spans, covered = _read_merges(page)
    hidden_rows = {row for row, shape in page.row_dimensions.items() if shape.hidden}
    hidden_columns = _hidden_columns(page)
    rows: dict[int, dict[int, tuple[str, Cell]]] = {}
    for row, column in sorted(page._cells):
        cell = page._cells[row, column]
        words = show_value(cell.value, str(cell.number_format or ""))
        if row in hidden_rows or column in hidden_columns:
            if words:
                tally.note("hidden-text", "隐藏单元格", place=f"sheet[{number}]/row[{row}]/cell[{column}]")
        elif (row, column) not in covered:
            shape = Cell(number, row, column, *spans.get((row, column), (1, 1)))
            rows.setdefault(row, {})[column] = (words, shape)
    last = max((column for cells in rows.values() for column, (words, _) in cells.items() if words), default=0)
    for row, cells in rows.items():
        for column in range(1, last + 1):
            if column not in cells and (row, column) not in covered and column not in hidden_columns:
                cells[column] = ("", Cell(number, row, column))
    _lay_rows(sheet, page.title, [[cells[at] for at in sorted(cells)] for cells in rows.values()], number)


def _hidden_columns(page: Worksheet) -> set[int]:
    return {
        column
        for shape in page.column_dimensions.values()
        if shape.hidden
        for column in range(int(shape.min or 0), min(int(shape.max or 0), 16_384) + 1)
    }


def _lay_rows(sheet: Sheet, title: str, rows: list[list[tuple[str, Cell]]], number: int) -> None:
    """Lay down the rows that hold anything, up to the last column that does."""
    rows = [cells for cells in rows if any(words for words, _ in cells)]
    if not rows:
        return
    last = max(cell.column for cells in rows for words, cell in cells if words)
    sheet.add(" ".join(title.split()), f"sheet[{number}]")
    for cells in rows:
        for words, cell in cells:
            if cell.column <= last:
                sheet.add(words, f"sheet[{number}]/row[{cell.row}]/cell[{cell.column}]", cell=cell)


def _read_merges(page: Worksheet) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Upper left corner -> rows and columns of a merged cell; and the cells that it covers."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in page.merged_cells.ranges:
        low = (area.min_row, area.min_col)
        high = (min(area.max_row, page.max_row), min(area.max_col, page.max_column))
        spans[low] = (max(1, high[0] - low[0] + 1), max(1, high[1] - low[1] + 1))
        rows, columns = range(low[0], high[0] + 1), range(low[1], high[1] + 1)
        covered |= {(row, column) for row in rows for column in columns} - {low}
    return spans, covered


def lay_values(sheets: Iterable[tuple[str, list[list[object]]]]) -> Words:
    """Sheets given as rows of values, as a simple reader gives them."""
    sheet = Sheet("", DEFAULT.lines)
    for number, (title, lines) in enumerate(sheets, 1):
        rows = [
            [(show_value(value, ""), Cell(number, row, column)) for column, value in enumerate(line, 1)]
            for row, line in enumerate(lines, 1)
            if any(value not in ("", None) for value in line)
        ]
        _lay_rows(sheet, title, rows, number)
    return Words(tuple(sheet.blocks), ())


def show_value(value: Any, shape: str) -> str:
    """A value as its cell prints it: dates, percentages, whole numbers without .0; line ends as LF."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return _show_date(value, shape)
    if isinstance(value, int | float) and "%" in shape:
        decimals = len(shape.partition("%")[0].partition(".")[2].replace("#", "0"))
        return f"{value * 100:.{decimals}f}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")


def _show_date(value: datetime.date, shape: str) -> str:
    if "年" in shape or "月" in shape:
        day = f"{value.day}日" if "d" in shape.lower() else ""
        return f"{value.year}年{value.month}月{day}" if "y" in shape.lower() else f"{value.month}月{day}"
    return value.isoformat()
