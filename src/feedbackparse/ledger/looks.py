"""Fonts, fills and borders of the workbook: a few styles, made once for a workbook and shared by all cells.

Explicit fills and borders, no table styles: LibreOffice and WPS do not draw those. Source: design.md §8.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook

FONT = "等线"
SIZE = 10
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS = {
    "head-key": "7F7F7F",
    "head-parser": "44546A",
    "head-people": "1F6E43",
    "key": "E7E6E6",
    "parser": "F2F2F2",
    "people": "FFFFFF",
    "band": "DDE6F0",
}


class Looks:
    """The styles of one workbook, as the arrays that its cells share."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, str, bool], StyleArray] = {}

    def cell(self, fill: str, align: str = "left", format: str = "General", quoted: bool = False) -> StyleArray:
        """The style of a body cell: whose it is, how it stands, whether its text must stay text."""
        key = (fill, align, format, quoted)
        if key not in self._made:
            made = self._make(Font(name=FONT, size=SIZE), fill, align, format)
            made.quotePrefix = int(quoted)
            self._made[key] = made
        return self._made[key]

    def head(self, whose: str) -> StyleArray:
        """The style of a head cell."""
        font = Font(name=FONT, size=SIZE, bold=True, color="FFFFFF")
        return self._make(font, f"head-{whose}", "center", "General", middle=True)

    def plain(self, size: int = SIZE, bold: bool = False, colour: str = "000000") -> StyleArray:
        """Text without fill and border, as on 说明."""
        return self._make(Font(name=FONT, size=size, bold=bold, color=colour), "", "left", "General", middle=True)

    def _make(self, font: Font, fill: str, align: str, format: str, middle: bool = False) -> StyleArray:
        cell: Any = WriteOnlyCell(self._book.worksheets[0])
        cell.font = font
        if fill:
            cell.fill, cell.border = fill_of(fill), _BOX
        cell.alignment = Alignment(horizontal=align, vertical="center" if middle else "top", wrap_text=True)
        cell.number_format = format
        made: StyleArray = cell._style
        return made


@cache
def fill_of(name: str) -> PatternFill:
    return PatternFill("solid", start_color=_FILLS[name], end_color=_FILLS[name])
