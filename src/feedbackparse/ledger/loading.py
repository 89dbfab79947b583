"""A ledger read back: typed DataFrames with people's columns, joined to ``tables`` by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.ledger_frames import make_ledger_frame
from feedbackparse.ledger.bookkeeping import read_entries
from feedbackparse.ledger.cellvalue import CellValue, Formula, hash_value, text_of
from feedbackparse.ledger.layout import SHEETS, Sheet
from feedbackparse.ledger.opened import lay_out
from feedbackparse.ledger.placing import Grid
from feedbackparse.ledger.register import Register
from feedbackparse.ledger.reviewlinks import words_of
from feedbackparse.ledger.scan import Scan

if TYPE_CHECKING:
    import pandas as pd


def load_ledger(path: Path, tables: Sequence[str] = ("issues", "measures")) -> dict[str, pd.DataFrame]:
    """The named tables of a ledger, as people left it.

    Shape: a row a row of the sheet, in its order; columns by their keys, people's own by their heads;
    ``deadline_on`` and ``closed_on`` are dates where the cells hold dates. Raises: OutputProblem.
    """
    try:
        scan = Scan(path)
    except (OSError, BadZipFile) as error:
        raise unreadable(path) from error
    try:
        register = read_register(scan, _HEADS)
        wanted = [sheet for sheet in SHEETS if sheet.table in tables]
        return {sheet.table: load_table(scan, sheet, register, path) for sheet in wanted}
    except (KeyError, ValueError, ParseError) as error:
        raise unreadable(path) from error
    finally:
        scan.close()


def unreadable(path: Path) -> OutputProblem:
    message, remedy = "这个文件不能作为台账读取", "请确认它是 feedbackparse 生成的 .xlsx 台账"
    return OutputProblem("ledger-unreadable", str(path), message, remedy)


_HEADS = 60
"""Rows of 簿记 within which all heads stand."""


def read_register(scan: Scan, most: int | None = None) -> Register:
    if "簿记" not in scan.members:
        return Register(known=False)
    grid = scan.read_grid("簿记", most)
    rows = ([grid.at(row, at) for at in range(1, 7)] for row in sorted(grid.cells)[1:])
    return read_entries([[text_of(value) for value in row] for row in rows])


def load_table(scan: Scan, sheet: Sheet, register: Register, path: Path) -> pd.DataFrame:
    """One sheet as a DataFrame."""
    title = find_title(scan, sheet, register)
    if title is None:
        raise OutputProblem(
            "ledger-without-sheet", str(path), f"台账中没有“{sheet.title}”", "请核对工作表是否被删除，或从备份中恢复"
        )
    grid = scan.read_grid(title)
    head, columns, extra, rows = lay_out(grid, sheet, register)
    if {seat.key for seat in sheet.seats} - set(columns):  # renamed since: the hashes tell which is which
        head, columns, extra, rows = lay_out(grid, sheet, read_register(scan))
    names = {at: key for key, at in columns.items()}
    for at in extra.values():
        name = text_of(grid.at(head, at)).strip() or f"第{at}列"
        names[at] = name if name not in names.values() else f"{name}（第{at}列）"
    values: dict[str, list[CellValue]] = {name: [grid.at(row, at) for row in rows] for at, name in names.items()}
    return make_ledger_frame(sheet.table, {key: [plain(v) for v in column] for key, column in values.items()})


def plain(value: CellValue) -> CellValue:
    """What a formula showed when it was last calculated; all else as it is."""
    if isinstance(value, Formula):
        return words_of(value.text) or value.shown
    return value


def find_title(scan: Scan, sheet: Sheet, register: Register) -> str | None:
    """The sheet of a table: by its title, else the one whose cells hold most of its heads and ids."""
    known = register.heads.get(sheet.table, {}).get(".")
    for title in scan.members:
        if title == sheet.title or hash_value(title) == known:
            return title
    heads = {seat.title for seat in sheet.seats}
    ids = set(register.of(sheet.table))
    others = {each.title for each in SHEETS} | {"说明", "汇总", "字典", "簿记"}
    scores = {title: score(scan.read_grid(title), heads, ids) for title in scan.members if title not in others}
    best = max(scores, key=lambda title: scores[title], default=None)
    return best if best and scores[best] >= 1 else None


def score(grid: Grid, heads: set[str], ids: set[str]) -> float:
    texts = {value for row in grid.cells.values() for value in row.values() if isinstance(value, str)}
    return 2 * len(texts & heads) / len(heads) + (len(texts & ids) / len(ids) if ids else 0)
