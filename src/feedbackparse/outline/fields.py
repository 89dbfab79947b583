"""Labelled values: several on one line, in brackets behind an issue, alone on a line.

Source: outline.md, kind `field`, "Who is whose parent" 3.
"""

from __future__ import annotations

import re

import regex

from feedbackparse.outline.lines import Line
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook

_GAP = re.compile(r"(?:[\s　]+|[；;，,。|｜、]\s*)")
OWN_LABEL = regex.compile(r"(?P<label>\p{Han}{2,8})[：:][\s　]*")
"""A label of the document's own, which no rule names."""
_BRACKETED = re.compile(r"[（(【\[](?P<inside>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)】\]][。；]?$")
_OPEN = tuple("（(【[")
_CLOSED = tuple(bracket + stop for bracket in "）)】]" for stop in ("", "。", "；"))


def add_fields(
    tree: Tree, rulebook: Rulebook, line: Line, start: int, parent: int | None, begin: int | None = None
) -> None:
    """All labelled values of a line from ``start`` on; ``begin`` is where their bracket or number opens."""
    for label, first, value, end in split_fields(line.text, start, rulebook):
        words = line.text[value:end].strip(" 　；;，,")
        if begin is not None:
            words = words.rstrip("）)】]。")
        offset = begin if begin is not None and first == start else first
        tree.add("field", label, words, parent, line.at(offset), "field-label")


def split_fields(text: str, start: int, rulebook: Rulebook) -> list[tuple[str, int, int, int]]:
    """``(label, begin, value begin, end)`` of each labelled value in a line."""
    begins: list[tuple[str, int, int]] = []
    places = [start, *(m.end() for m in _GAP.finditer(text, pos=start))]
    for place in dict.fromkeys(places):
        hit = rulebook.first("response", text, place)
        if not hit or (begins and place < begins[-1][2]):
            continue
        if hit[0].gives == "field" or (begins and any(c in text[place : hit[1].end()] for c in "：:")):
            begins.append((hit[1].group("label"), place, hit[1].end()))
    if not begins:
        own = OWN_LABEL.match(text, start)
        begins = [(own["label"], start, own.end())] if own else []
    ends = [*(b[1] for b in begins[1:]), len(text)]
    return [(label, begin, value, end) for (label, begin, value), end in zip(begins, ends, strict=True)]


def bracketed_fields(text: str, start: int, rulebook: Rulebook) -> int | None:
    """The index behind the bracket at ``start`` that holds fields to the line's end, or None."""
    found = _BRACKETED.match(text, start) if text[start : start + 1] in _OPEN else None
    if found and rulebook.first("response", text, found.start("inside")):
        return found.start("inside")
    return None


def trailing_fields(text: str, start: int, rulebook: Rulebook) -> int:
    """Where fields in brackets at the end of an issue begin; else the end."""
    found = _BRACKETED.search(text, start) if text.endswith(_CLOSED) else None
    if found and rulebook.first("response", text, found.start("inside")):
        return found.start()
    return len(text)
