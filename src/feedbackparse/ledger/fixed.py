"""The sheets that are no tables (说明, 汇总): rewritten cell by cell where people left them alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import ABSENT, CellValue, hash_value, text_of, value_of
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.pen import put_value
from feedbackparse.ledger.rowxml import NO_CELL, Line

_STRANGE = 0.3
"""Share of changed cells from which a sheet counts as rearranged by people."""


def find_fixed(book: Any, title: str, known: dict[int, list[str]]) -> Any:
    """The sheet as we last wrote it, under its own title or that of a new one; None where people rearranged it."""
    for name in (title, *(f"{title}（新{at}）" for at in range(1, 10))):
        if name in book.sheetnames and not is_rearranged(book[name], known):
            return book[name]
    return None


def is_rearranged(worksheet: Any, known: dict[int, list[str]]) -> bool:
    told = [(row, at, cell) for row, cells in known.items() for at, cell in enumerate(cells, 1) if cell != ABSENT]
    changed = sum(hash_value(value_of(worksheet.cell(row, at))) != cell for row, at, cell in told)
    return bool(told) and changed > _STRANGE * len(told)


def weave_fixed(
    worksheet: Any, lines: Sequence[Line], known: dict[int, list[str]], looks: Looks
) -> tuple[int, list[Row]]:
    """Rewrite the cells that people left alone. Shape: how many, and the others as rows of 冲突."""
    written, conflicts = 0, list[Row]()
    last = max([len(lines), *known])
    for row in range(1, last + 1):
        line = lines[row - 1] if row <= len(lines) else Line([], [])
        told = known.get(row, [])
        width = max(len(line.values), len(told))
        for at in range(1, width + 1):
            new = line.values[at - 1] if at <= len(line.values) else None
            style = line.styles[at - 1] if at <= len(line.styles) else NO_CELL
            before = told[at - 1] if at <= len(told) else ABSENT
            cell = worksheet.cell(row, at)
            theirs = value_of(cell)
            if hash_value(theirs) == hash_value(new):
                continue
            if hash_value(theirs) == before:
                put_value(cell, new)
                if style != NO_CELL or new is not None:
                    cell._style = looks.style(max(style, 0))
                written += 1
            else:
                conflicts.append(conflict(worksheet.title, cell.coordinate, theirs, new))
        if line.height and row > len(known) and worksheet.row_dimensions[row].height is None:
            worksheet.row_dimensions[row].height = line.height
    return written, conflicts


def fill_fixed(worksheet: Any, lines: Sequence[Line], looks: Looks) -> None:
    """Write a new sheet."""
    for row, line in enumerate(lines, 1):
        for at, (value, style) in enumerate(zip(line.values, line.styles, strict=False), 1):
            if style != NO_CELL:
                cell = worksheet.cell(row, at)
                cell._style = looks.style(style)
                put_value(cell, value)
        if line.height:
            worksheet.row_dimensions[row].height = line.height


def conflict(title: str, place: str, theirs: CellValue, ours: CellValue) -> Row:
    return {
        "kind": "程序内容被改动",
        "sheet": title,
        "column": place,
        "theirs": text_of(theirs) or "（空）",
        "ours": text_of(ours) or "（空）",
        "origin": "程序",
        "remedy": "台账中保留人工内容。如需恢复，请把本格内容复制过去",
        "document": "run",
    }
