"""Lines laid out as the document has them: one below another, and those of tables as grids.

A nested table stands in its cell. Spans are counted in rows and columns that exist, so that a document
that claims a million columns costs none of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf

from feedbackparse.model import Cell
from feedbackparse.review.lines import Line

LARGEST = 100_000
"""A table with more places than that is shown line by line."""
WIDTHS = {"w1": 2, "w2": 14, "w3": 48, "w4": inf}
"""How wide a column is shown, and up to how many characters."""


@dataclass(slots=True)
class Seat:
    """One cell of a grid, or a gap where the document has none."""

    rows: int = 1
    columns: int = 1
    header: bool = False
    parts: list[Line | Grid] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """One table."""

    number: int
    rows: list[list[Seat]] = field(default_factory=list)
    widths: list[str] = field(default_factory=list)
    """Of each column how wide it is shown, by the longest text in it."""


def lay_out(lines: Sequence[Line]) -> list[Line | Grid]:
    """The lines in their order, those of each table gathered into its grid."""
    parts: list[Line | Grid] = []
    last = {line.block.cell.table: at for at, line in enumerate(lines) if line.block.cell}
    at = 0
    while at < len(lines):
        cell = lines[at].block.cell
        end = last[cell.table] + 1 if cell else at + 1
        if cell and (grid := lay_table(cell.table, lines[at:end])):
            parts.append(grid)
        else:
            parts += lines[at:end]
        at = end
    return parts


def lay_table(table: int, lines: Sequence[Line]) -> Grid | None:
    """The grid of one table; None where it is too large for one."""
    cells = list(gather_cells(table, lines))
    tops = sorted({cell.row for cell, _ in cells})
    lefts = sorted({cell.column for cell, _ in cells})
    if len(tops) * len(lefts) > LARGEST:
        return None
    grid = Grid(table, widths=[width_of(column, cells) for column in lefts])
    free = [0] * len(lefts)
    for row, held in groupby(sorted(cells, key=lambda one: (one[0].row, one[0].column)), lambda one: one[0].row):
        grid.rows.append(list(fill_row(bisect_left(tops, row), held, free, tops, lefts)))
    return grid


def width_of(column: int, cells: Sequence[tuple[Cell, list[Line | Grid]]]) -> str:
    longest = max((count(parts) for cell, parts in cells if (cell.column, cell.columns) == (column, 1)), default=0)
    return next(name for name, most in WIDTHS.items() if longest <= most)


def count(parts: Sequence[Line | Grid]) -> float:
    """The characters of a cell; a table in it asks for all room."""
    return sum(len(part.block.text) if isinstance(part, Line) else inf for part in parts)


def gather_cells(table: int, lines: Sequence[Line]) -> Iterator[tuple[Cell, list[Line | Grid]]]:
    """Each cell with what stands in it: its own lines, and whatever stands between them."""
    held: list[Line] = []
    now: Cell | None = None
    for line in lines:
        cell = line.block.cell
        if cell and cell.table == table and now and (cell.row, cell.column) != (now.row, now.column):
            yield now, lay_inside(table, held)
            held = []
        now = cell if cell and cell.table == table else now
        held.append(line)
    if now:
        yield now, lay_inside(table, held)


def lay_inside(table: int, lines: Sequence[Line]) -> list[Line | Grid]:
    """The contents of one cell: its own lines as they are, other tables as grids."""
    parts: list[Line | Grid] = []
    for own, run in groupby(lines, lambda line: line.block.cell is not None and line.block.cell.table == table):
        held = list(run)
        parts += held if own else lay_out(held)
    return parts


def fill_row(
    row: int,
    held: Iterable[tuple[Cell, list[Line | Grid]]],
    free: list[int],
    tops: Sequence[int],
    lefts: Sequence[int],
) -> Iterator[Seat]:
    """The seats of one row; ``free`` holds for each column the first row that no cell above reaches."""
    at = 0
    for cell, parts in held:
        left = bisect_left(lefts, cell.column)
        yield from fill_gap(row, at, left, free)
        rows = bisect_left(tops, cell.row + cell.rows) - row
        columns = bisect_left(lefts, cell.column + cell.columns) - left
        at = left + columns
        free[left:at] = [row + rows] * columns
        yield Seat(rows, columns, cell.header, parts)
    yield from fill_gap(row, at, len(free), free)


def fill_gap(row: int, start: int, end: int, free: list[int]) -> Iterator[Seat]:
    """A gap for the columns that hold nothing in this row and that no cell above reaches."""
    empty = sum(free[column] <= row for column in range(start, end))
    if empty:
        yield Seat(columns=empty)
