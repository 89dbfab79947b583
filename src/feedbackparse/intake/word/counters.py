"""Counting: the number that stands in front of each paragraph of a list.

Source: ECMA-376 part 1 §17.9.10 (lvlRestart), §17.9.11 (lvlText), §17.9.26 (startOverride),
§17.9.4 (isLgl). A level above that was not yet used prints its start.
"""

from __future__ import annotations

import re

from feedbackparse.intake.word.formats import FORMATS, print_custom
from feedbackparse.intake.word.numbering import Level, List, Numbering

_HOLE = re.compile(r"%([1-9])")
_SILENT = frozenset({"none", "bullet"})


class Counters:
    """The running counters of one story (body, notes)."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Formats that were printed as decimal."""

    def advance(self, num_id: str, level: int, styles: tuple[str, ...] = ()) -> str:
        """Count one paragraph of this list and return its number.

        The level that is linked to the nearest of ``styles`` goes before ``level``.
        """
        found = self._numbering.find(num_id)
        if found is None:
            return ""
        at = _find_level(found, styles, level)
        if not 0 <= at < len(found.levels):
            return ""
        values = self._values.setdefault(found.counter, [None] * len(found.levels))
        self._step(found, num_id, at, values)
        return self._print(found, at, values)

    def _step(self, found: List, num_id: str, at: int, values: list[int | None]) -> None:
        restart = found.restarts.get(at)
        if restart is not None and (num_id, at) not in self._begun:
            values[at] = restart
        else:
            value = values[at]
            values[at] = _start_of(found, at) if value is None else value + 1
        self._begun.add((num_id, at))
        for deeper in range(at + 1, len(values)):
            level = found.levels[deeper]
            after = level.restart if level is not None else None
            if after is None or after > deeper or at < after:
                values[deeper] = None

    def _print(self, found: List, at: int, values: list[int | None]) -> str:
        level = found.levels[at]
        if level is None or level.hidden or level.format == "bullet":
            return ""

        def fill(hole: re.Match[str]) -> str:
            index = int(hole[1]) - 1
            if index > at:
                return ""
            value = values[index]
            number = _start_of(found, index) if value is None else value
            return self._print_one(found.levels[index], number, legal=level.legal)

        return _HOLE.sub(fill, level.text)

    def _print_one(self, level: Level | None, number: int, *, legal: bool) -> str:
        if level is None:
            return str(number)
        if level.format in _SILENT:
            return ""
        if number < 0 or (legal and level.format != "decimalZero"):
            return str(number)
        if level.format == "custom":
            return print_custom(number, level.pattern)
        shape = FORMATS.get(level.format)
        if shape is None:
            self.unknown.add(level.format)
            return str(number)
        return shape(number)


def _start_of(found: List, at: int) -> int:
    """Where a level of this list begins."""
    level = found.levels[at]
    return found.restarts.get(at, level.start if level is not None else 1)


def _find_level(found: List, styles: tuple[str, ...], default: int) -> int:
    """The level that is linked to the nearest of these styles."""
    for style in styles:
        for at, level in enumerate(found.levels):
            if level is not None and level.style == style:
                return at
    return default
