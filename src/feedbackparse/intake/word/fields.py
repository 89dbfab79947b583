"""Fields: where a code ends and its result begins, and what a field without result shows.

Source: ECMA-376 part 1 §17.16 (fields; §17.16.5.63 SYMBOL, §17.16.7 form fields); Word's EQ field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from feedbackparse.intake.word.known import GONE
from feedbackparse.intake.word.names import VAL, W, is_on, read_number
from feedbackparse.intake.word.symbols import read_symbol

_CHAR, _TYPE = W + "fldChar", W + "fldCharType"
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9A-Fa-f]+|\d+)(?:.*?\\f\s*\"?([^\"\\]+)\"?)?", re.I)
_CIRCLE = re.compile(r"\s*EQ\s+\\o\s*\\ac\s*\(\s*[○〇◯□△]\s*[,，;；]\s*([^)]*?)\s*\)", re.I)
_RUBY = re.compile(r"\s*EQ\b.*?\\o(?:\\a[lcrd])?\s*\(\s*\\s\\up\s*\d+\s*\((.*?)\)\s*[,，;；]\s*([^)]*)\)", re.I)
_LONGEST = 300
"""Characters of a code that are looked at."""
_IN_CIRCLE = dict(zip(map(str, range(1, 21)), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True)) | dict(
    zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)
)


@dataclass(slots=True)
class Field:
    """A field that has begun."""

    in_code: bool = True
    code: list[str] = field(default_factory=list)
    form: str = ""
    """What a form field without result shows."""


class OpenFields:
    """The fields of one story that have begun and not ended."""

    __slots__ = ("_stack", "in_code")

    def __init__(self) -> None:
        self._stack: list[Field] = []
        self.in_code = False
        """Whether the walk stands in a code, which nobody sees."""

    def take(self, element: etree._Element) -> str:
        """Take a ``fldChar``; returns what a field that ends without result shows."""
        kind, shown = element.get(_TYPE), ""
        if kind == "begin":
            self._stack.append(Field(form=show_form(element)))
        elif kind == "separate" and self._stack:
            self._stack[-1].in_code = False
        elif kind == "end" and self._stack:
            ended = self._stack.pop()
            shown = (ended.form or show_code("".join(ended.code))) if ended.in_code else ""
        self.in_code = any(open_field.in_code for open_field in self._stack)
        return "" if self.in_code else shown

    def take_code(self, text: str) -> None:
        """Take a piece of the innermost field's code."""
        if self._stack and self._stack[-1].in_code:
            self._stack[-1].code.append(text)


def is_balanced(root: etree._Element) -> bool:
    """Whether every field that begins in the final text also ends, and none ends that did not begin."""
    open_fields = 0
    for element in root.iter(_CHAR):
        if any(above.tag in GONE for above in element.iterancestors()):
            continue
        kind = element.get(_TYPE)
        open_fields += (kind == "begin") - (kind == "end")
        if open_fields < 0:
            return False
    return open_fields == 0


def show_form(element: etree._Element) -> str:
    """What the form field of a ``begin`` shows: a box for a check box, the chosen entry of a list."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        if state is None:
            state = box.find(W + "default")
        return "☒" if state is not None and is_on(state) else "☐"
    choices = element.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterfind(W + "listEntry")]
        chosen = choices.find(W + "result")
        at = read_number(chosen.get(VAL), 0) if chosen is not None else 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""


def show_code(code: str) -> str:
    """The character that a field draws from its code alone; empty for all others."""
    code = code[:_LONGEST]
    symbol = _SYMBOL.match(code)
    if symbol:
        return read_symbol((symbol[2] or "").strip(), int(symbol[1], 0)) or ""
    circle = _CIRCLE.match(code)
    if circle:
        return _IN_CIRCLE.get(circle[1], circle[1])
    ruby = _RUBY.match(code)
    return ruby[2] if ruby else ""
