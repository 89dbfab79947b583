"""Workbooks -> Blocks: each sheet its name, then its cells as one table.

Hidden sheets, rows and columns are left out and counted; a cell shows what it would print.
Source: ECMA-376 part 1 §18 (SpreadsheetML); outline.md, Tables.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse
from feedbackparse.intake.word.document import Words
from feedbackparse.intake.word.sheet import Sheet
from feedbackparse.intake.word.tally import Tally
from feedbackparse.model import Cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS = 2_000_000


def read_workbook(data: bytes, package: Package) -> Words:
    """The sheets of an .xlsx in their order. Raises: Refusal where it is damaged or hostile."""
    from openpyxl import load_workbook

    for name in package:
        if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(name, 4096):
            raise refuse("dtd", package.place, detail=name)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parser meets
        raise refuse("broken-package", package.place, detail="工作簿读不出来") from error
    sheet = Sheet()
    tally = Tally(sheet)
    if any(name.lower().endswith("vbaproject.bin") for name in package):
        tally.note("macro", "宏工程", place="")
    for number, page in enumerate(book.worksheets, 1):
        if page.sheet_state != "visible":
            tally.note("hidden-text", "隐藏工作表", place=f"sheet[{number}]")
            continue
        _lay_sheet(sheet, tally, page, number)
    return Words(tuple(sheet.blocks), tally.find())


def _lay_sheet(sheet: Sheet, tally: Tally, page: Worksheet, number: int) -> None:
    """Name and table of one visible sheet."""
    if page.max_row * page.max_column > _MOST_CELLS:
        raise refuse("too-deep", page.title, detail="工作表", limit=_MOST_CELLS)
    spans, covered = _read_merges(page)
    hidden_rows = {row for row, shape in page.row_dimensions.items() if shape.hidden}
    hidden_columns = _hidden_columns(page)
    rows: list[list[tuple[str, Cell]]] = []
    for line in page.iter_rows():
        cells = []
        for cell in line:
            row, column = int(cell.row), int(cell.column)
            words = show_value(cell.value, str(cell.number_format or ""))
            if row in hidden_rows or column in hidden_columns:
                if words:
                    tally.note("hidden-text", "隐藏单元格", place=f"sheet[{number}]/row[{row}]/cell[{column}]")
            elif (row, column) not in covered:
                cells.append((words, Cell(number, row, column, *spans.get((row, column), (1, 1)))))
        if any(words for words, _ in cells):
            rows.append(cells)
    _lay_rows(sheet, page.title, rows, number)


def _hidden_columns(page: Worksheet) -> set[int]:
    return {
        column
        for shape in page.column_dimensions.values()
        if shape.hidden
        for column in range(int(shape.min or 0), min(int(shape.max or 0), 16_384) + 1)
    }


def _lay_rows(sheet: Sheet, title: str, rows: list[list[tuple[str, Cell]]], number: int) -> None:
    """Lay down the rows that hold anything, up to the last column that does."""
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
        low, high = (area.min_row, area.min_col), (min(area.max_row, page.max_row), min(area.max_col, page.max_column))
        spans[low] = (max(1, high[0] - low[0] + 1), max(1, high[1] - low[1] + 1))
        covered |= {(row, column) for row in range(low[0], high[0] + 1) for column in range(low[1], high[1] + 1)} - {low}
    return spans, covered


def lay_values(sheets: Iterable[tuple[str, list[list[object]]]]) -> Words:
    """Sheets given as rows of values, as a simple reader gives them."""
    sheet = Sheet()
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
