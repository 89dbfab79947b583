"""Bytes of an XML part -> its root element, by a parser that believes nothing.

No DTD, no entities, no network. Characters that XML forbids are taken out, counted and reported.
Source: XML 1.0 §2.2 (characters), ECMA-376 part 4 (strict and transitional names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from feedbackparse.intake.limits import DEFAULT
from feedbackparse.intake.refusals import refuse

_STRICT = re.compile(rb"""(["']http://)purl\.oclc\.org/ooxml/(\w+)/""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LIKE_ASCII = frozenset({"UTF-8", "ASCII", "US-ASCII", "GB2312", "GBK", "GB18030", "BIG5", "ISO-8859-1"})
_TOO_DEEP = "Excessive depth"


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed part."""

    root: etree._Element
    data: bytes
    """What was parsed: in UTF-8 or a superset of ASCII, with transitional names."""
    removed: int = 0
    """Forbidden characters that were taken out."""

    def mentions(self, *words: bytes) -> bool:
        """Whether one of these ASCII words may stand in the part."""
        encoding = (self.root.getroottree().docinfo.encoding or "UTF-8").upper()
        return encoding not in _LIKE_ASCII or any(word in self.data for word in words)


def parse_markup(data: bytes, place: str, part: str, most: int = DEFAULT.tags) -> Markup:
    """The root element of one part; ``most``: how many tags it may have.

    Raises: Refusal where the part has a DTD, too many tags, is nested too deeply or is no XML.
    """
    data = _unify(data)
    if len(data) > most and data.count(b"<") > most:
        raise refuse("too-many-tags", place, detail=part, size=data.count(b"<"), limit=most)
    if b"<!DOCTYPE" in data and _is_in_prolog(data):
        raise refuse("dtd", place, detail=part)
    try:
        root, removed = etree.fromstring(data, _parser()), 0
    except etree.XMLSyntaxError as error:
        if _TOO_DEEP in str(error):
            raise refuse("too-deep", place, detail=part, limit=256) from error
        data, removed = _repair(data)
        root = _parse_again(data, place, part) if removed else None
        if root is None:
            raise refuse("broken-markup", place, detail=part) from error
    if root is None:
        raise refuse("broken-markup", place, detail=part)
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise refuse("dtd", place, detail=part)
    return Markup(root, data, removed)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _parse_again(data: bytes, place: str, part: str) -> etree._Element | None:
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise refuse("broken-markup", place, detail=part) from error


def _unify(data: bytes) -> bytes:
    """UTF-16 to UTF-8, strict OOXML names to transitional ones, a late declaration to the front."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] in (b"<\0?\0", b"\0<\0?", b"<\0w\0", b"\0<\0w"):
        order = "utf-16-be" if data[:1] in (b"\xfe", b"\0") else "utf-16-le"
        text = data.decode(order, "replace").removeprefix("\ufeff")
        data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(rb"\1schemas.openxmlformats.org/\2/2006/", data)
    return data


def _is_in_prolog(data: bytes) -> bool:
    first = _FIRST_TAG.search(data)
    return first is None or data.index(b"<!DOCTYPE") < first.start()


def _repair(data: bytes) -> tuple[bytes, int]:
    """The same markup without forbidden characters, and how many there were; halves of a pair are joined."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data, 0
    text, removed = _REFERENCE.sub(_read_reference, text), 0
    text, removed = _PAIR.subn(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    text, more = _FORBIDDEN.subn("", text)
    return text.encode("utf-8"), removed + more


def _read_reference(match: re.Match[str]) -> str:
    """A reference to a forbidden character as that character, any other as it stands."""
    code = int(match[1], 16) if match[1] else int(match[2])
    if code > 0x10FFFF:
        return "\x01"
    char = chr(code)
    return char if _FORBIDDEN.match(char) else match[0]
