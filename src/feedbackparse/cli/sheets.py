"""Rows of a result as a table for people, or as CSV for Excel.

On a terminal a table is drawn (rich); in a pipe or a file it is plain: a row a line, columns parted by tabs.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

BOM = "\ufeff"
"""By this mark Excel knows that a CSV file is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COLOURS = {"错误": "red", "警告": "yellow", "提示": "cyan"}
_SHORT = 20
"""Up to this width a column of a drawn table is not wrapped."""

Cell = str | int | float | None
Row = Sequence[Cell]


def is_drawn(output: Path | None) -> bool:
    """Whether a table is drawn: on a terminal, and there only."""
    return output is None and sys.stdout.isatty()


def print_table(head: Sequence[str], rows: Iterable[Row], drawn: bool) -> str:
    """A table with a line end behind it."""
    return draw_table(head, rows) if drawn else plain_table(head, rows)


def plain_table(head: Sequence[str], rows: Iterable[Row]) -> str:
    """A row a line, columns parted by tabs; words of several lines are put on one."""
    return "".join("\t".join(map(one_line, row)) + "\n" for row in (head, *rows))


def draw_table(head: Sequence[str], rows: Iterable[Row]) -> str:
    """Boxes and colours, as wide as the terminal."""
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = [[one_line(cell) for cell in row] for row in rows]
    table = Table(box=box.SIMPLE_HEAD)
    for at, name in enumerate(head):
        widest = max((cell_len(line[at]) for line in lines), default=0)
        table.add_column(name, overflow="fold", no_wrap=widest <= _SHORT)
    for line in lines:
        table.add_row(*(Text(said, _COLOURS.get(said, "")) for said in line))
    console = Console(file=sys.stdout)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def one_line(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def print_csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    """CSV (RFC 4180) that Excel opens as UTF-8; a text that it would take for a formula gets an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([disarm(cell) for cell in row] for row in rows)
    return BOM + file.getvalue()


def disarm(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def shorten(text: str, most: int) -> str:
    """A text on one line, cut to ``most`` characters."""
    plain = one_line(text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"
