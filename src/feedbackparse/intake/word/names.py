"""Namespaces and the qualified names that the walk speaks of.

Source: ECMA-376 part 1 (transitional names; strict ones are rewritten before parsing).
"""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

VAL = W + "val"
ID = W + "id"

UNDERSTOOD = frozenset(
    {
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
        "http://schemas.microsoft.com/office/word/2015/wordml/symex",
        "http://schemas.microsoft.com/office/drawing/2010/main",
        "http://schemas.microsoft.com/office/drawing/2014/chartex",
        "urn:schemas-microsoft-com:vml",
    }
)
"""Namespaces whose Choice the walk can read."""

_PREFIXES = {W: "w", M: "m", V: "v", MC: "mc", W14: "w14", A: "a"}
_OFF = frozenset({"0", "false", "off", "none"})


def is_on(element: etree._Element) -> bool:
    """The value of an on/off property: on where nothing is said."""
    return element.get(VAL, "1") not in _OFF


def read_number(text: str | None, default: int) -> int:
    """A whole number of an attribute; the default where it is none, or absurd."""
    try:
        number = int(text) if text else default
    except ValueError:
        return default
    return number if -(2**31) <= number < 2**31 else default


def print_name(element: etree._Element) -> str:
    """An element's name with the usual prefix, for people."""
    space, _, name = element.tag.rpartition("}")
    prefix = _PREFIXES.get(space + "}", element.prefix or "")
    return f"{prefix}:{name}"[:60] if prefix else name[:60]
