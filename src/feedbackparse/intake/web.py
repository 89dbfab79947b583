"""HTML and MHT -> Blocks: what a browser shows, a block element a line, tables with their cells.

Source: the HTML standard (block elements, character encodings), RFC 2557 (MHT).
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy

from lxml import etree, html

from feedbackparse.intake.encoding import Decoded, decode_text
from feedbackparse.intake.refusals import refuse
from feedbackparse.intake.sheet import Sheet
from feedbackparse.model import Cell

_SKIPPED = frozenset("script style head template noscript rt rp title meta link object iframe select textarea".split())
_BLOCKS = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead tfoot tr td th hr section article header footer"
    " main nav aside form fieldset blockquote pre center address figure figcaption caption body html".split()
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DEEPEST = 150
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def decode_page(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of a page: in the encoding asked for, declared, or found, in this order.

    Raises: Refusal where none can be found.
    """
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _CHINESE.get(name, name)
    if encoding or not name or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        return decode_text(data, place, encoding)
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, ValueError):
        found = decode_text(data, place)
        return Decoded(found.text, found.encoding, f"网页声明的编码 {name[:20]} 不符，按 {found.encoding} 读取")


def unwrap_mail(data: bytes) -> tuple[bytes, str | None]:
    """The page in an MHT file, and the encoding that its envelope names."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                charset = str(part.get_content_charset() or "")
                return payload, _CHINESE.get(charset, charset) or None
    return b"", None


def lay_page(data: bytes, place: str, sheet: Sheet, prefix: str = "", encoding: str | None = None) -> Decoded:
    """Lay down the visible text of a page; returns how it was decoded.

    Raises: Refusal where it has no markup or no encoding.
    """
    decoded = decode_page(data, place, encoding)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _FORBIDDEN.sub("", decoded.text))
    if not text.strip():
        raise refuse("empty-file", place)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refuse("broken-markup", place, detail="网页") from error
    page = Page(sheet, prefix)
    page.read(root)
    page.flush()
    return decoded


class Page:
    """Gathers inline text until a block element ends the line."""

    def __init__(self, sheet: Sheet, prefix: str, place: str = "", cell: Cell | None = None) -> None:
        self._sheet, self._prefix, self._place, self._cell = sheet, prefix, place, cell
        self._pieces: list[str] = []
        self._lines = 0
        self._tables = 0
        self._number = ""

    def read(self, element: etree._Element, depth: int = 0, kept: bool = False) -> None:
        """Read an element and what stands behind its children; ``kept``: white space as it is."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if depth > _DEEPEST or tag in _SKIPPED or _is_hidden(element):
            return
        if tag == "br":
            self._pieces.append("\n")
            return
        if tag == "table" and is_data(element):
            self.flush()
            self._read_table(element, depth)
            return
        if tag in _BLOCKS:
            self.flush()
        if tag == "li":
            self._number = number_item(element)
        kept = kept or tag == "pre"
        self._take(element.text, kept)
        for child in element:
            self.read(child, depth + 1, kept)
            self._take(child.tail, kept)
        if tag in _BLOCKS:
            self.flush()

    def _take(self, text: str | None, kept: bool) -> None:
        if text:
            text = _FORBIDDEN.sub("", text)
            self._pieces.append(text.replace("\r", "") if kept else _SPACE.sub(" ", text))

    def flush(self) -> None:
        """End the line that is being gathered."""
        lines = [_SPACE.sub(" ", line).strip(" ") for line in "".join(self._pieces).split("\n")]
        self._pieces = []
        if not any(lines):
            return
        while not lines[-1]:
            lines.pop()
        self._lines += 1
        number, self._number = self._number, ""
        place = self._place or f"{self._prefix}p[{self._lines}]"
        self._sheet.add(number + "\n".join(lines).lstrip("\n"), place, number, cell=self._cell)

    def _read_table(self, table: etree._Element, depth: int) -> None:
        self._tables += 1
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(table.iter("tr"), 1):
            column = 1
            for cell in line.iterchildren("td", "th"):
                while (row, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
                shape = Cell(self._tables, row, column, rows, columns, next(line.iterancestors(), line).tag == "thead")
                self._read_cell(cell, shape, depth)
                column += columns

    def _read_cell(self, cell: etree._Element, shape: Cell, depth: int) -> None:
        place = f"{self._prefix}table[{shape.table}]/row[{shape.row}]/cell[{shape.column}]"
        inner = Page(self._sheet, self._prefix, place, shape)
        before = self._sheet.length
        inner.read(cell, depth + 1)
        inner.flush()
        if self._sheet.length == before:
            self._sheet.add("", place, cell=shape)


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data: no table in it, and a row with two cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(list(row.iterchildren("td", "th"))) > 1 for row in table.iter("tr"))


def number_item(element: etree._Element) -> str:
    """The number that a browser puts in front of an item of an ordered list."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or "list-style" in (parent.get("style") or ""):
        return ""
    start = parent.get("start", "1")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    for sibling in parent.iterchildren("li"):
        value = sibling.get("value", "")
        if value.isascii() and value.isdigit() and len(value) < 7:
            number = int(value)
        if sibling is element:
            break
        number += 1
    from feedbackparse.intake.word.formats import FORMATS

    kinds = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return FORMATS[kinds.get(parent.get("type", "1"), "decimal")](number) + "."


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))
