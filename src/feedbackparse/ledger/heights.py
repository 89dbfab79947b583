"""Row heights for wrapped Chinese text: Excel does not find them for a file that it did not make itself."""

from __future__ import annotations

import math

LINE = 13.5
"""Points that a line of the body font takes."""
LEAST = 20.0
HEAD = 30.0
"""The head row."""
MOST = 409.0
"""Excel's own limit; what needs more is seen in the formula bar only."""
_PADDING = 6.0
_HALF = 0.97
"""Column units that half a Chinese character takes: 10 point text in columns measured by Calibri 11."""


def count_lines(text: str, width: int) -> int:
    """Lines that a text takes in a column of this width; a Chinese character is two wide."""
    room = max(2, math.floor((width - 0.7) / _HALF))
    return sum(max(1, math.ceil(display_width(line) / room)) for line in text.split("\n"))


def display_width(text: str) -> int:
    return len(text.encode("gb18030", "replace"))


def height_of(lines: int) -> float:
    """Points that so many lines need, without Excel's limit."""
    return max(LEAST, lines * LINE + _PADDING)
