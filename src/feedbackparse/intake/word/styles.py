"""Styles: what a paragraph or a run inherits of what the walk wants to know.

Parsed only when a document uses a style, or its default says something.
Source: ECMA-376 part 1 §17.7 (styles; §17.7.3 toggle properties of paragraph and character style).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from feedbackparse.intake.markup import parse_markup
from feedbackparse.intake.word.names import VAL, W, is_on, read_number

_TELLING = re.compile(rb"vanish|numPr|outlineLvl|:jc[ />]|:b[ />]")
_DEFAULTS = re.compile(rb"<\w+:docDefaults\b.*?</\w+:docDefaults>", re.S)
_DEFAULT_STYLE = re.compile(rb"""<\w+:style\b(?=[^>]*\bw:default=["'](?:1|true|on))(?=[^>]*["']paragraph["']).*?</\w+:style>""", re.S)  # fmt: skip
_CENTRED = "center"


@dataclass(frozen=True, slots=True)
class Look:
    """What one style, with all that it is based on, says. None: nothing."""

    name: str = ""
    outline_level: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    num_id: str | None = None
    level: int | None = None
    chain: tuple[str, ...] = field(default=())
    """Ids of this style and those that it is based on, nearest first."""


NOTHING = Look()


class Styles:
    """The styles part, read when first asked."""

    def __init__(self, data: bytes | None, place: str, part: str) -> None:
        self._data = data
        self._place = place
        self._part = part
        self._elements: dict[str, etree._Element] | None = None
        self._looks: dict[str, Look] = {}
        self._default_id = ""
        self._defaults = NOTHING

    def default(self) -> Look:
        """The look of a paragraph that names no style."""
        if self._data is None or (self._elements is None and is_plain(self._data)):
            return NOTHING
        self._load()
        return replace(self.find(self._default_id), name="")

    def find(self, style_id: str) -> Look:
        """The look of a paragraph or character style; of one that is missing, the defaults."""
        look = self._looks.get(style_id)
        if look is None:
            self._load()
            look = self._looks[style_id] = self._resolve(style_id, ())
        return look

    def _load(self) -> None:
        if self._elements is not None:
            return
        self._elements = {}
        if self._data is None:
            return
        root = parse_markup(self._data, self._place, self._part).root
        for element in root:
            if element.tag == W + "style":
                key = element.get(W + "styleId", "")
                self._elements[key] = element
                default = element.get(W + "default", "0") in ("1", "true", "on")
                if default and element.get(W + "type", "paragraph") == "paragraph":
                    self._default_id = key
            elif element.tag == W + "docDefaults":
                self._defaults = _read_defaults(element)

    def _resolve(self, style_id: str, below: tuple[str, ...]) -> Look:
        element = (self._elements or {}).get(style_id)
        if element is None or style_id in below or len(below) > 50:
            return self._defaults
        base = element.find(W + "basedOn")
        inherited = self._resolve(base.get(VAL, ""), (*below, style_id)) if base is not None else self._defaults
        return _lay_over(_read_look(element), inherited, style_id)


def is_plain(data: bytes) -> bool:
    """Whether the defaults of a styles part say nothing that the walk asks for; seen without parsing."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"w:styles" not in data[:4096]:
        return False
    found = [match[0] for pattern in (_DEFAULTS, _DEFAULT_STYLE) for match in pattern.finditer(data)]
    return not any(_TELLING.search(piece) for piece in found)


def _read_defaults(element: etree._Element) -> Look:
    paragraph = element.find(f"{W}pPrDefault/{W}pPr")
    run = element.find(f"{W}rPrDefault/{W}rPr")
    return _read_properties("", paragraph, run)


def _read_look(element: etree._Element) -> Look:
    name = element.find(W + "name")
    words = name.get(VAL, "") if name is not None else ""
    return _read_properties(words, element.find(W + "pPr"), element.find(W + "rPr"))


def _read_properties(name: str, paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    level, centred, num_id, ilvl = None, None, None, None
    if paragraph is not None:
        outline, align = paragraph.find(W + "outlineLvl"), paragraph.find(W + "jc")
        level = read_number(outline.get(VAL), 9) if outline is not None else None
        centred = align.get(VAL) == _CENTRED if align is not None else None
        num_id, ilvl = read_num_pr(paragraph.find(W + "numPr"))
    return Look(name, level, centred, _read_toggle(run, "b"), _read_toggle(run, "vanish"), num_id, ilvl)


def read_num_pr(element: etree._Element | None) -> tuple[str | None, int | None]:
    """List and level that a ``numPr`` names; None for what it leaves open."""
    if element is None:
        return None, None
    num, level = element.find(W + "numId"), element.find(W + "ilvl")
    return (
        num.get(VAL, "0") if num is not None else None,
        read_number(level.get(VAL), 0) if level is not None else None,
    )


def _read_toggle(run: etree._Element | None, name: str) -> bool | None:
    found = run.find(W + name) if run is not None else None
    return is_on(found) if found is not None else None


def _lay_over(own: Look, base: Look, style_id: str) -> Look:
    """What a style says, over what it is based on."""
    return Look(
        own.name,
        base.outline_level if own.outline_level is None else own.outline_level,
        base.centred if own.centred is None else own.centred,
        base.bold if own.bold is None else own.bold,
        base.hidden if own.hidden is None else own.hidden,
        base.num_id if own.num_id is None else own.num_id,
        base.level if own.level is None else own.level,
        (style_id, *base.chain),
    )
