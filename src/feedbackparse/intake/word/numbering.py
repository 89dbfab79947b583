"""The numbering part: lists, their levels, and what each list overrides.

Source: ECMA-376 part 1 §17.9 (numbering).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from feedbackparse.intake.word.names import MC, VAL, W, is_on, read_number

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    """The pattern: ``%1.%2``."""
    start: int = 1
    restart: int | None = None
    """The level (from 1) whose use restarts this one; 0 never; None any level above."""
    legal: bool = False
    """Whether all its numbers print as decimal."""
    hidden: bool = False
    style: str = ""
    """The paragraph style that this level is linked to."""
    pattern: str = ""
    """Of a custom format."""


@dataclass(frozen=True, slots=True)
class List:
    """One list (``num``): the definition that it counts with, and its levels."""

    counter: str
    """Lists with the same counter go on counting where the other stopped."""
    levels: tuple[Level | None, ...]
    restarts: dict[int, int]
    """Level -> the value at which this list begins it anew."""


class Numbering:
    """The lists of a numbering part, each read when first asked."""

    def __init__(self, root: etree._Element | None, find_style_list: Callable[[str], str | None]) -> None:
        """``find_style_list`` gives the list of a numbering style."""
        self._find_style_list = find_style_list
        self._lists: dict[str, List | None] = {}
        self._nums: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if element.tag == W + "num":
                self._nums.setdefault(element.get(W + "numId", ""), element)
            elif element.tag == W + "abstractNum":
                self._abstracts.setdefault(element.get(W + "abstractNumId", ""), element)

    def find(self, num_id: str) -> List | None:
        """The list of this id, or None where the part does not have it."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> List | None:
        num = self._nums.get(num_id)
        abstract_id = _read_value(num, "abstractNumId") if num is not None else None
        if num is None or abstract_id is None or abstract_id not in self._abstracts:
            return None
        levels = list(self._read_levels(abstract_id, 0))
        restarts: dict[int, int] = {}
        for override in num.iterfind(W + "lvlOverride"):
            at = read_number(override.get(W + "ilvl"), 0)
            if not 0 <= at < _LEVELS:
                continue
            full, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if full is not None:
                levels[at] = _read_level(full)
            if start is not None:
                restarts[at] = read_number(start.get(VAL), 0)
        return List(abstract_id, tuple(levels), restarts)

    def _read_levels(self, abstract_id: str, depth: int) -> tuple[Level | None, ...]:
        """The levels of a definition, of the one that its numbering style leads to where it has none."""
        abstract = self._abstracts.get(abstract_id)
        if abstract is None or depth > 8:
            return (None,) * _LEVELS
        link = _read_value(abstract, "numStyleLink")
        if link is not None and abstract.find(W + "lvl") is None:
            target = self._nums.get(self._find_style_list(link) or "")
            if target is not None:
                return self._read_levels(_read_value(target, "abstractNumId") or "", depth + 1)
        levels: list[Level | None] = [None] * _LEVELS
        for element in abstract.iterfind(W + "lvl"):
            at = read_number(element.get(W + "ilvl"), 0)
            if 0 <= at < _LEVELS:
                levels[at] = _read_level(element)
        return tuple(levels)


def _read_value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(W + name)
    return child.get(VAL) if child is not None else None


def _read_level(element: etree._Element) -> Level:
    shape = element.find(W + "numFmt")
    if shape is None:
        shape = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    legal, vanish = element.find(W + "isLgl"), element.find(f"{W}rPr/{W}vanish")
    restart = _read_value(element, "lvlRestart")
    return Level(
        format=shape.get(VAL, "decimal") if shape is not None else "decimal",
        text=_read_value(element, "lvlText") or "",
        start=read_number(_read_value(element, "start"), 0),
        restart=read_number(restart, 0) if restart is not None else None,
        legal=legal is not None and is_on(legal),
        hidden=vanish is not None and is_on(vanish),
        style=_read_value(element, "pStyle") or "",
        pattern=shape.get(W + "format", "") if shape is not None else "",
    )
