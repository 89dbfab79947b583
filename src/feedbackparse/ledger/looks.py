"""Fonts, fills and borders of the workbook: a few styles, made once for a workbook and shared by all cells.

Explicit fills and borders, no table styles: LibreOffice and WPS do not draw those. Source: design.md §8.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook

FONT = "等线"
SIZE = 10
BLUE = "1F4E79"
"""Of titles."""
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS = {
    "head-key": "7F7F7F",
    "head-parser": "44546A",
    "head-people": "1F6E43",
    "head-link": "44546A",
    "key": "E7E6E6",
    "parser": "F2F2F2",
    "people": "FFFFFF",
    "link": "F2F2F2",
    "band": "DDE6F0",
}


class Looks:
    """The styles of one workbook, by the number under which its style sheet lists them."""

    def __init__(self, book: Workbook) -> None:
        self._book: Any = book
        self._made: dict[tuple[str, str, str, bool], int] = {}

    def cell(self, fill: str, align: str = "left", format: str = "General", quoted: bool = False) -> int:
        """A body cell: whose it is, how it stands; ``quoted`` where its text must stay text when edited."""
        key = (fill, align, format, quoted)
        if key not in self._made:
            font = Font(name=FONT, size=SIZE)
            self._made[key] = self._make(font, fill, align, "top", format, quoted)
        return self._made[key]

    def link(self, fill: str, align: str) -> int:
        """A body cell that leads somewhere."""
        return self._make(Font(name=FONT, size=SIZE, color="0563C1", underline="single"), fill, align, "top")

    def head(self, whose: str) -> int:
        """A head cell."""
        return self._make(Font(name=FONT, size=SIZE, bold=True, color="FFFFFF"), f"head-{whose}", "center")

    def plain(self, size: int = SIZE, bold: bool = False, colour: str = "000000", wrap: bool = False) -> int:
        """Text without fill and border, as on 说明; it wraps only where it is asked to."""
        return self._make(Font(name=FONT, size=size, bold=bold, color=colour), "", "left", wrap=wrap)

    def style(self, number: int) -> Any:
        """A style by its number, for a cell of a workbook that is edited in place."""
        return copy(self._book._cell_styles[number])

    def _blank(self) -> Any:
        return WriteOnlyCell(self._book.worksheets[0])

    def _make(
        self,
        font: Font,
        fill: str,
        align: str,
        vertical: str = "center",
        format: str = "General",
        quoted: bool = False,
        wrap: bool = False,
    ) -> int:
        cell: Any = self._blank()
        cell.font = font
        if fill:
            cell.fill = PatternFill("solid", start_color=_FILLS[fill], end_color=_FILLS[fill])
            cell.border = _BOX
        cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=bool(fill) or wrap)
        cell.number_format = format
        cell._style.quotePrefix = int(quoted)
        number: int = self._book._cell_styles.add(cell._style)
        return number
