"""A table -> its cells in the grid, each once, row by row.

A cell that continues the one above or beside it belongs to that one and gives no Block; an empty cell
gives one empty Block, so that columns stay known.
Source: ECMA-376 part 1 §17.4 (tables; §17.4.84 vMerge, §17.4.17 gridSpan, §17.4.22 hMerge, §17.4.14
gridBefore), §17.13.5 (deleted rows and cells).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from feedbackparse.intake.word.drawing import choose_branch
from feedbackparse.intake.word.known import ARRIVED, GONE, PASSED_OVER
from feedbackparse.intake.word.names import MC, VAL, W, is_on, read_number
from feedbackparse.model import Cell

if TYPE_CHECKING:
    from feedbackparse.intake.word.reading import Reading
    from feedbackparse.intake.word.story import Story

_TR, _TC = W + "tr", W + "tc"
_AROUND = frozenset({W + "sdt", W + "sdtContent", W + "customXml"}) | ARRIVED
_WIDEST = 1000


@dataclass(slots=True)
class Slot:
    """A cell in the grid, while rows below may still lengthen it."""

    element: etree._Element
    row: int
    column: int
    columns: int
    header: bool
    rows: int = 1


def read_table(story: Story, element: etree._Element) -> None:
    """Lay down the cells of a table. Raises: Refusal where tables are nested too deeply."""
    reading = story.reading
    reading.go_down(element)
    reading.tables += 1
    number = reading.tables
    for slot in lay_grid(reading, element):
        cell = Cell(number, slot.row, slot.column, slot.rows, slot.columns, slot.header)
        place = f"table[{number}]/row[{slot.row}]/cell[{slot.column}]"
        before = reading.sheet.length
        type(story)(reading, place, story.kind, cell).read(slot.element)
        if reading.sheet.length == before:
            reading.sheet.add("", place, cell=cell)
    reading.depth -= 1


def lay_grid(reading: Reading, table: etree._Element) -> list[Slot]:
    """The cells of a table in reading order, with the rows and columns that they span."""
    slots: list[Slot] = []
    open_slots: dict[int, Slot] = {}
    row, in_head = 0, True
    for element in _iterate(reading, table, _TR):
        properties = element.find(W + "trPr")
        if _is_gone(reading, properties):
            continue
        row += 1
        in_head = in_head and _has(properties, "tblHeader")
        column = 1 + _read(properties, "gridBefore", 0)
        last: Slot | None = None
        for cell in _iterate(reading, element, _TC):
            shape = cell.find(W + "tcPr")
            if shape is not None and shape.find(W + "cellDel") is not None:
                reading.tally.note("tracked-changes", "删除单元格")
                continue
            slot = Slot(cell, row, column, max(1, _read(shape, "gridSpan", 1)), in_head)
            column += slot.columns
            if last is not None and _merges(shape, "hMerge"):
                last.columns += slot.columns
                _report_covered(reading, cell)
            elif not _lengthen(reading, open_slots, slot, shape):
                last = slot
                slots.append(slot)
    return slots


def _lengthen(reading: Reading, open_slots: dict[int, Slot], slot: Slot, shape: etree._Element | None) -> bool:
    """Whether this cell continues the one above it; that one then spans a row more."""
    above = open_slots.get(slot.column)
    if above is not None and above.row + above.rows == slot.row and _merges(shape, "vMerge"):
        above.rows += 1
        _report_covered(reading, slot.element)
        return True
    open_slots[slot.column] = slot
    return False


def _merges(shape: etree._Element | None, name: str) -> bool:
    """Whether a cell continues a merged one; for rows, also by a tracked merge."""
    if shape is None:
        return False
    merge, tracked = shape.find(W + name), shape.find(W + "cellMerge")
    if name == "vMerge" and tracked is not None and tracked.get(W + "vMerge"):
        return tracked.get(W + "vMerge") == "cont"
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _report_covered(reading: Reading, cell: etree._Element) -> None:
    """Words in a cell that another covers are seen by nobody."""
    if any((text.text or "").strip() for text in cell.iter(W + "t")):
        reading.tally.note("hidden-text", "被合并单元格遮住的文字")


def _is_gone(reading: Reading, properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    if properties.find(W + "ins") is not None:
        reading.tally.note("tracked-changes", "插入行")
    if properties.find(W + "del") is not None:
        reading.tally.note("tracked-changes", "删除行")
        return True
    if _has(properties, "hidden"):
        reading.tally.note("hidden-text", "隐藏行")
        return True
    return False


def _iterate(reading: Reading, parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls and custom XML."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in _AROUND:
            reading.go_down(child)
            yield from _iterate(reading, child, wanted)
            reading.depth -= 1
        elif tag == MC + "AlternateContent":
            branch = choose_branch(child)
            if branch is not None:
                reading.go_down(child)
                yield from _iterate(reading, branch, wanted)
                reading.depth -= 1
        elif tag in GONE:
            reading.tally.note("tracked-changes", "删除")
        elif tag not in PASSED_OVER and reading.report_strange(child):
            reading.go_down(child)
            yield from _iterate(reading, child, wanted)
            reading.depth -= 1


def _has(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(W + name) if properties is not None else None
    return found is not None and is_on(found)


def _read(properties: etree._Element | None, name: str, default: int) -> int:
    found = properties.find(W + name) if properties is not None else None
    number = read_number(found.get(VAL), default) if found is not None else default
    return min(max(number, 0), _WIDEST)
