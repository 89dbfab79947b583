"""The values of a workbook, quickly: for reading back ten thousand rows, which openpyxl does in a minute.

Source: ECMA-376 part 1, 18.3.1.4 (c), 18.4.8 (si), 18.8.30 (numFmt), 18.2.19 (sheet).
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, time, timedelta
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from feedbackparse.ledger.celltext import read_text
from feedbackparse.ledger.cellvalue import CellValue, Formula
from feedbackparse.ledger.placing import Grid

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ROW = re.compile(r'<row\b(?:[^>]*?\br="(\d+)")?[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
_STORED = re.compile(r"<v[^>]*>([^<]*)</v>")
_FORMULA = re.compile(r"<f\b[^>]*>([^<]*)</f>")
_PIECE = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
_READING = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_ITEM = re.compile(r"<si>(.*?)</si>|<si/>", re.DOTALL)
_EPOCH = datetime(1899, 12, 30)


class Scan:
    """A workbook, opened for reading its values."""

    def __init__(self, path: Path) -> None:
        self._package = zipfile.ZipFile(path)

    def close(self) -> None:
        self._package.close()

    @cached_property
    def members(self) -> dict[str, str]:
        """The part of each sheet, by its title."""
        relations = ElementTree.fromstring(self._package.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        book = ElementTree.fromstring(self._package.read("xl/workbook.xml"))
        found: dict[str, str] = {}
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        text = self._package.read("xl/sharedStrings.xml").decode("utf-8")
        return [read_text(join_pieces(body)) for body in _ITEM.findall(text)]

    @cached_property
    def dates(self) -> list[bool]:
        """For each cell style whether its numbers are dates."""
        styles = ElementTree.fromstring(self._package.read("xl/styles.xml"))
        codes = {int(f.get("numFmtId", 0)): f.get("formatCode", "") for f in styles.iter(f"{_MAIN}numFmt")}
        own = {at for at, code in codes.items() if _DATE_LETTERS.search(_NO_LETTERS.sub("", code))}
        formats = styles.find(f"{_MAIN}cellXfs")
        return [int(xf.get("numFmtId", 0)) in _DATE_FORMATS | own for xf in (formats if formats is not None else ())]

    def read_grid(self, title: str, most: int | None = None) -> Grid:
        """All values of a sheet, or those of its first rows."""
        text = self._package.read(self.members[title]).decode("utf-8")
        if "<sheetData" not in text:
            raise ValueError("a sheet with prefixed names")  # no program that offices use writes it
        cells: dict[int, dict[int, CellValue]] = {}
        width = number = 0
        for at, row in enumerate(_ROW.finditer(text)):
            if most is not None and at >= most:
                break
            number = int(row[1]) if row[1] else number + 1
            if values := self._read_row(row[2] or ""):
                cells[number] = values
                width = max(width, *values)
        return Grid(cells, max(cells, default=0), width)

    def _read_row(self, row: str) -> dict[int, CellValue]:
        values: dict[int, CellValue] = {}
        for letters, style, kind, body in _CELL.findall(row):
            if body:
                value = self._value(body, kind, style)
                if value is not None and value != "":
                    values[letters_to_number(letters)] = value
        return values

    def _value(self, body: str, kind: str, style: str) -> CellValue:
        if kind == "inlineStr":
            return read_text(join_pieces(body))
        stored = _STORED.search(body)
        if "<f" in body:
            formula = _FORMULA.search(body)
            return Formula(unescape(formula[1]) if formula and formula[1] else "", stored and unescape(stored[1]))
        if stored is None:
            return None
        if kind == "s":
            return self.strings[int(stored[1])]
        if kind == "b":
            return stored[1] == "1"
        if kind in ("", "n"):
            return read_number(stored[1], self.dates[int(style or 0)])
        return read_text(unescape(stored[1]))


def join_pieces(body: str) -> str:
    """The text of a string item: its own, or that of its runs; readings (rPh) left out."""
    plain = _READING.sub("", body) if "<rPh" in body else body
    return unescape("".join(_PIECE.findall(plain)))


def read_number(text: str, is_date: bool) -> CellValue:
    number = float(text)
    if not is_date:
        return int(number) if number.is_integer() else number
    moment = _EPOCH + timedelta(days=number)
    return moment.date() if moment.time() == time() else moment


@cache
def letters_to_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
