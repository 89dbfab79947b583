"""Which column of a sheet is which: by its head, else by what stands in it, else by its neighbours.

People rename, move, insert and delete columns, and set titles above the head row. A column that is not
recognised loses nothing: it counts as people's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.ledger.cellvalue import ABSENT, CellValue, Formula, hash_value, text_of
from feedbackparse.ledger.layout import Sheet
from feedbackparse.ledger.register import Register

SEARCHED = 30
"""Rows from the top in which the head is looked for."""
_MOST = 0.6
"""Share of unchanged cells from which a column without its head is recognised."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a sheet."""

    cells: dict[int, dict[int, CellValue]]
    height: int
    width: int

    def at(self, row: int, column: int) -> CellValue:
        return self.cells.get(row, {}).get(column)

    def below(self, head: int) -> Iterator[int]:
        return iter(sorted(row for row in self.cells if row > head))

    def is_empty(self, row: int) -> bool:
        """Whether nothing stands in the row but formulas."""
        return all(isinstance(value, Formula) or not text_of(value).strip() for value in self.cells[row].values())


def head_hashes(sheet: Sheet, register: Register) -> dict[str, set[str]]:
    """The heads by which each column is known: our own, and those of the last conversion."""
    known = register.heads.get(sheet.table, {})
    return {seat.key: {hash_value(seat.title), known.get(seat.key, ABSENT)} - {ABSENT} for seat in sheet.seats}


def find_head(grid: Grid, sheet: Sheet, register: Register) -> int:
    """The row with most known heads; where all were renamed, the row above the first known id."""
    wanted = set[str]().union(*head_hashes(sheet, register).values())
    scores = {
        row: sum(hash_value(value) in wanted for value in grid.cells[row].values())
        for row in sorted(grid.cells)[:SEARCHED]
    }
    best = max(scores, key=lambda row: (scores[row], -row), default=1)
    if scores.get(best, 0) >= 3:
        return best
    ids = set(register.of(sheet.table))
    first = (row for row in sorted(grid.cells) if any(text_of(v) in ids for v in grid.cells[row].values()))
    return max(1, next(first, 2) - 1)


def place_columns(grid: Grid, head: int, sheet: Sheet, register: Register) -> dict[str, int]:
    """Column numbers by key; a column that is not there is left out."""
    wanted = head_hashes(sheet, register)
    titles = {at: hash_value(text_of(grid.at(head, at)).strip()) for at in range(1, grid.width + 1)}
    ids = find_ids(grid, head, sheet, register, wanted, titles)
    placed: dict[str, int] = {sheet.key: ids} if ids else {}
    rows = rows_by_id(grid, head, ids, register, sheet) if ids else {}
    for seat in sheet.seats:
        same = [at for at, title in titles.items() if title in wanted[seat.key] and at not in placed.values()]
        if seat.key not in placed and same:
            alone = len(same) == 1
            placed[seat.key] = same[0] if alone else max(same, key=lambda at: (likeness(grid, rows, at, seat.key), -at))
    free = [at for at in titles if at not in placed.values()]
    for seat in sheet.seats:
        if seat.key not in placed and free and seat.whose != "link":
            shares = {at: likeness(grid, rows, at, seat.key) for at in free}
            best = max(free, key=lambda at: (shares[at], -at))
            if shares[best] >= _MOST:
                placed[seat.key] = best
                free.remove(best)
    return place_between(sheet, placed, free, titles)


def find_ids(
    grid: Grid, head: int, sheet: Sheet, register: Register, wanted: dict[str, set[str]], titles: dict[int, str]
) -> int | None:
    """The column of ids: by its head, else the one that holds most known ids."""
    headed = [at for at, title in titles.items() if title in wanted[sheet.key]]
    if len(headed) == 1:
        return headed[0]
    known = set(register.of(sheet.table))
    counts = {
        at: sum(text_of(grid.at(row, at)) in known for row in grid.below(head)) for at in range(1, grid.width + 1)
    }
    best = max(headed or list(counts), key=lambda at: (counts[at], -at), default=None)
    return best if best and (headed or counts[best]) else None


def rows_by_id(grid: Grid, head: int, ids: int, register: Register, sheet: Sheet) -> dict[int, dict[str, str]]:
    """The remembered hashes of each row whose id is known."""
    known = register.of(sheet.table)
    found = ((row, known.get(text_of(grid.at(row, ids)))) for row in grid.below(head))
    return {row: record.cells for row, record in found if record}


def likeness(grid: Grid, rows: dict[int, dict[str, str]], column: int, key: str) -> float:
    """Share of the column's remembered cells that stand there unchanged; with fewer than two it says nothing."""
    told = [(row, cells[key]) for row, cells in rows.items() if cells.get(key, ABSENT) != ABSENT]
    if len(told) < 2:
        return 0.0
    return sum(hash_value(grid.at(row, column)) == told_hash for row, told_hash in told) / len(told)


def place_between(sheet: Sheet, placed: dict[str, int], free: list[int], titles: dict[int, str]) -> dict[str, int]:
    """A renamed column that is alone between its two neighbours, as it was born, is that column."""
    keys = [seat.key for seat in sheet.seats]
    for at, seat in enumerate(sheet.seats):
        if seat.key in placed or seat.whose in ("key", "link") or not 0 < at < len(keys) - 1:
            continue
        left, right = placed.get(keys[at - 1]), placed.get(keys[at + 1])
        if left and right == left + 2 and left + 1 in free and titles.get(left + 1, ABSENT) != ABSENT:
            placed[seat.key] = left + 1
            free.remove(left + 1)
    return placed
