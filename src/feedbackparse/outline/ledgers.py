"""Tables -> nodes: ledger tables as issues, any other row by row.

Source: outline.md, "Tables".
"""

from __future__ import annotations

from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Mark
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook


def add_table(tree: Tree, grid: Grid, parent: int | None, caption: Mark | None, rulebook: Rulebook) -> None:
    """One table below ``parent``."""
    first = grid.lines[0]
    table = tree.add("table", caption.text if caption else "", "", parent, first.start, "table")
    rows: dict[int, list[int]] = {}
    for index, line in enumerate(grid.lines):
        cell = line.blocks[0].cell
        assert cell is not None
        rows.setdefault(cell.row, []).append(index)
    for members in rows.values():
        lines = [grid.lines[i] for i in members]
        tree.add("text", "", " | ".join(line.text for line in lines), table, lines[0].start, "table-row")
