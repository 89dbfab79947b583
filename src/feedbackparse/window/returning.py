"""Edited workbooks brought back: merged into a copy first, and shown, before anything is done.

the room's ledger ──copy──▶ merged with what came back ──▶ Preview ──accept──▶ in the ledger's place
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.window.rooms import Room
from feedbackparse.window.workbook import Row, read_rows

LISTED = 500
"""So many changed cells are listed; all are counted."""
_UNSEEN = ("content_key", "link", "deadline_on", "closed_on")
"""Columns that nobody fills, and days that stand in their words already."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that the merge fills with something else."""

    row: str
    """条目ID."""
    issue: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the merge would do."""

    result: Path
    """The workbook as it would be."""
    names: tuple[str, ...]
    """Of the workbooks that were brought back."""
    changes: Mapping[str, int]
    """By the names of the ledger's report, in Chinese."""
    cells: Sequence[Cell]
    more: int
    """Changed cells that are not listed."""
    conflicts: Sequence[Row]
    """New rows of 冲突."""
    strays: Sequence[Row]
    """New rows of 待认领."""
    beside: tuple[str, ...]
    """What the workbook holds that cannot be carried over."""


def prepare(room: Room, names: Sequence[str]) -> Preview:
    """Merge what lies in ``room.returned`` into a copy of the room's ledger. Raises: OutputProblem."""
    from feedbackparse import ledger
    from feedbackparse.ledger.target import is_ledger

    paths = [room.returned / name for name in names]
    for path in paths:
        if not is_ledger(path):
            message, remedy = "这个文件不是台账", "请选择由本程序生成、填写后保存为 .xlsx 的台账"
            raise OutputProblem("not-a-ledger", path.name, message, remedy)
    drafts = room.folder / "draft"
    shutil.rmtree(drafts, ignore_errors=True)
    drafts.mkdir()
    shutil.copyfile(room.ledger, drafts / room.ledger_name)
    written = ledger.merge_copies(paths, drafts / room.ledger_name)
    cells = [*find_cells(room.ledger, written.path)]
    return Preview(
        result=written.path,
        names=tuple(names),
        changes=name_changes(written.changes),
        cells=cells[:LISTED],
        more=max(0, len(cells) - LISTED),
        conflicts=new_rows(room.ledger, written.path, "conflicts"),
        strays=new_rows(room.ledger, written.path, "strays"),
        beside=written.beside,
    )


def name_changes(changes: Mapping[str, int]) -> dict[str, int]:
    """What a merge did, as the ledger's report names it."""
    from feedbackparse.ledger.written import NAMES

    return {NAMES[key]: count for key, count in changes.items() if count and key in NAMES}


def accept(room: Room) -> None:
    """Put the merged workbook in the place of the room's ledger."""
    if room.preview:
        shutil.copyfile(room.preview.result, room.ledger)
        room.merged += room.preview.names
    discard(room)


def discard(room: Room) -> None:
    """Forget what was brought back."""
    room.preview = None
    for folder in (room.folder / "draft", room.returned):
        shutil.rmtree(folder, ignore_errors=True)
    room.returned.mkdir(exist_ok=True)


def find_cells(before: Path, after: Path) -> Iterator[Cell]:
    """Cells of 问题台账 and 措施清单 that are filled otherwise after the merge, in the order of the sheet."""
    from feedbackparse.frames.columns import sheet_columns

    for table, key, told in (("issues", "issue_id", "issue"), ("measures", "measure_id", "measure")):
        titles = {column.key: column.title for column in sheet_columns(table)}
        old = {row[key]: row for row in read_rows(before, table)}
        for row in read_rows(after, table):
            was = old.get(row[key])
            if was is not None:
                for column in row:
                    if column not in (key, *_UNSEEN) and was.get(column, "") != row[column]:
                        yield Cell(row[key], row[told], titles.get(column, column), was.get(column, ""), row[column])


def new_rows(before: Path, after: Path, table: str) -> list[Row]:
    """The rows of a sheet that were not there before."""
    known = {row["row_key"] for row in read_rows(before, table)}
    return [row for row in read_rows(after, table) if row["row_key"] not in known]
