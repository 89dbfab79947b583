"""The text of a formula, in reading order on one line.

Source: ECMA-376 part 1 §22.1 (Office math).
"""

from __future__ import annotations

from lxml import etree

from feedbackparse.intake.word.known import GONE, PASSED_OVER
from feedbackparse.intake.word.names import M, W

_TEXT = frozenset({M + "t", W + "t"})
_VAL = M + "val"
_BRACKETS = (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
_DEEPEST = 60


def read_formula(element: etree._Element, depth: int = 0) -> str:
    """The characters of a formula: a fraction as ``a/b``, brackets and signs as they print."""
    tag = element.tag
    if tag in _TEXT:
        return element.text or ""
    if tag in GONE or tag in PASSED_OVER or depth > _DEEPEST:
        return ""
    parts = [(child.tag, read_formula(child, depth + 1)) for child in element]
    words = [text for _, text in parts if text]
    if tag == M + "f":
        return "/".join(words)
    if tag == M + "d":
        begin, middle, end = (_character(element, "dPr", *pair) for pair in _BRACKETS)
        return begin + middle.join(words) + end
    if tag == M + "nary":
        return _character(element, "naryPr", "chr", "∫") + "".join(words)
    if tag == M + "rad":
        return "√" + "".join(words)
    return "".join(words)


def _character(element: etree._Element, properties: str, name: str, default: str) -> str:
    """A bracket or sign that stands in the properties."""
    found = element.find(f"{M}{properties}/{M}{name}")
    return found.get(_VAL, "") if found is not None else default
