"""Styles: what a paragraph or a run inherits of what the walk wants to know.

Only the styles that a document uses are parsed.
Source: ECMA-376 part 1 §17.7 (styles; §17.7.3 toggle properties of paragraph and character style).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from feedbackparse.intake.word.fragments import Fragments
from feedbackparse.intake.word.names import VAL, W, is_on, read_number

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
    """The styles part, of which only what is used is parsed."""

    def __init__(self, read: Callable[[int | None], bytes] | None, place: str, part: str) -> None:
        """``read`` gives the first bytes of the part or all of it; None where there is no part."""
        self._source = (read, place, part)
        self._looks: dict[str, Look] = {}

    @cached_property
    def _fragments(self) -> Fragments | None:
        read, place, part = self._source
        return Fragments(read, place, part) if read is not None else None

    @cached_property
    def _defaults(self) -> Look:
        """What holds for every paragraph that no style says otherwise of."""
        found = self._fragments.find_defaults() if self._fragments is not None else None
        if found is None:
            return NOTHING
        return _read_properties("", found.find(f"{W}pPrDefault/{W}pPr"), found.find(f"{W}rPrDefault/{W}rPr"))

    @cached_property
    def default(self) -> Look:
        """The look of a paragraph that names no style; it has no name."""
        found = self._fragments.find_default() if self._fragments is not None else None
        if found is None:
            return self._defaults
        return replace(_lay_over(_read_look(found), self._defaults, found.get(W + "styleId", "")), name="")

    def find(self, style_id: str) -> Look:
        """The look of a paragraph or character style; of one that is missing, the defaults."""
        look = self._looks.get(style_id)
        if look is None:
            look = self._looks[style_id] = self._resolve(style_id, ())
        return look

    def _resolve(self, style_id: str, below: tuple[str, ...]) -> Look:
        element = self._fragments.find(style_id) if self._fragments is not None else None
        if element is None or style_id in below or len(below) > 50:
            return self._defaults
        base = element.find(W + "basedOn")
        inherited = self._resolve(base.get(VAL, ""), (*below, style_id)) if base is not None else self._defaults
        return _lay_over(_read_look(element), inherited, style_id)


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
