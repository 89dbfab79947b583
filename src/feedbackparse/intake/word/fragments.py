"""Single styles out of the styles part, without parsing all: a document uses few of the hundreds it carries.

Only the plain form that Word and WPS write is cut; anything else (another prefix, comments, CDATA, UTF-16)
is parsed whole. For what holds by default the head of the part is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from feedbackparse.intake.markup import parse_markup
from feedbackparse.intake.word.names import W

_ROOT = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>)?\s*(<w:styles\b[^>]*[^/]>)""")
_ENCODED = re.compile(rb"""<\?xml\s[^>]*encoding=["'](?!utf-8["'])""", re.I)
_DEFAULT = re.compile(rb"""\sw:default=["'](?:1|true|on)["']""")
_PARAGRAPH = re.compile(rb"""\sw:type=["']paragraph["']""")
_PLAIN_ID = re.compile(r"""[^"'<>&]+""")
_SPECIAL = (b"<!--", b"<![CDATA[", b"purl.oclc.org")
_OPEN, _CLOSE = b"<w:style ", b"</w:style>"
_HEAD = 1 << 16


class Fragments:
    """Style id -> its element, each cut out and parsed when asked for."""

    def __init__(self, read: Callable[[int | None], bytes], place: str, part: str) -> None:
        """``read`` gives the first bytes of the part, or all of it for None."""
        self._read, self._place, self._part = read, place, part
        self._data = read(_HEAD)
        self._is_whole = len(self._data) < _HEAD
        self._elements: dict[str, etree._Element | None] | None = None
        self._root = b""
        self._default_id = ""
        self._defaults: etree._Element | None = None
        root = _ROOT.match(self._data)
        if root is None or _ENCODED.match(self._data) or any(mark in self._data for mark in _SPECIAL):
            self._parse_all()
        else:
            self._root = root[1]

    def find(self, style_id: str) -> etree._Element | None:
        """The element of a style, or None. Raises: Refusal where it is damaged."""
        if self._elements is not None:
            return self._elements.get(style_id)
        if not _PLAIN_ID.fullmatch(style_id):
            return None
        key = style_id.encode("utf-8", "replace")
        at = max(self._data.find(b'w:styleId="%s"' % key), self._data.find(b"w:styleId='%s'" % key))
        found = self._cut(at) if at >= 0 else None
        if found is None and not self._is_whole:
            self._take_whole()
            return self.find(style_id)
        return found

    def find_default(self) -> etree._Element | None:
        """The style of a paragraph that names none."""
        if self._elements is not None:
            return self._elements.get(self._default_id)
        found = self._find_default_here()
        if found is None and not self._is_whole:
            self._take_whole()
            return self.find_default()
        return found

    def _find_default_here(self) -> etree._Element | None:
        """The default style in what was read so far."""
        at = self._data.find(b"w:default=")
        while at >= 0:
            tag = self._data[self._data.rfind(b"<", 0, at) : self._data.find(b">", at)]
            if _DEFAULT.search(tag) and _PARAGRAPH.search(tag):
                return self._cut(at)
            at = self._data.find(b"w:default=", at + 1)
        return None

    def find_defaults(self) -> etree._Element | None:
        """The ``docDefaults``, or None."""
        if self._elements is None:
            start, end = self._data.find(b"<w:docDefaults>"), self._data.find(b"</w:docDefaults>")
            return self._parse(self._data[start : end + 16]) if 0 <= start < end else None
        return self._defaults

    def _take_whole(self) -> None:
        """Read the rest of the part."""
        if not self._is_whole:
            self._data, self._is_whole = self._read(None), True
            if any(mark in self._data for mark in _SPECIAL):
                self._parse_all()

    def _cut(self, at: int) -> etree._Element | None:
        """The style whose tag holds this offset; None where its end is not there."""
        start, tag_end = self._data.rfind(_OPEN, 0, at), self._data.find(b">", at)
        end = self._data.find(_CLOSE, at)
        if start < 0 or tag_end < 0:
            return None
        if self._data[tag_end - 1 : tag_end] == b"/":
            return self._parse(self._data[start : tag_end + 1])
        return self._parse(self._data[start : end + len(_CLOSE)]) if end >= 0 else None

    def _parse(self, piece: bytes) -> etree._Element | None:
        root = parse_markup(self._root + piece + b"</w:styles>", self._place, self._part).root
        return root[0] if len(root) else None

    def _parse_all(self) -> None:
        self._data, self._is_whole = self._read(None), True
        self._elements = {}
        for element in parse_markup(self._data, self._place, self._part).root:
            if element.tag == W + "docDefaults":
                self._defaults = element
            elif element.tag == W + "style":
                key = element.get(W + "styleId", "")
                self._elements[key] = element
                default = element.get(W + "default", "0") in ("1", "true", "on")
                if default and element.get(W + "type", "paragraph") == "paragraph":
                    self._default_id = key
