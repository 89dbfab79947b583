"""Text on its way into a cell: what Excel cannot hold is replaced visibly, what is too long goes on elsewhere.

Source: design.md §8 (Excel's traps); ECMA-376 part 1, 22.9.2.19 (ST_Xstring: ``_xHHHH_``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LIMIT = 32_767
"""Characters that one cell holds, counted as Excel counts them: in UTF-16 units."""
_ROOM = 60
"""Kept free behind a cut text for the mark."""
_PIECE = 1_500
"""Characters of a row of 续文: as many as a row of Excel's greatest height shows."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠", "'")


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in the cell, and what did not fit in it."""

    shown: str
    rest: tuple[str, ...] = ()


def show_illegal(text: str) -> str:
    """The text with characters that XML cannot carry made visible: U+0007 as ␇, lone surrogates as �."""
    return _ILLEGAL.sub(lambda found: _picture(found.group()), text.replace("\r\n", "\n").replace("\r", "\n"))


def _picture(character: str) -> str:
    return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"


def escape_text(text: str) -> str:
    """Text as the file holds it: a literal ``_x000D_`` is no escape and must not be read as one."""
    return _ESCAPED.sub("_x005F_", text) if "_x" in text else text


def read_text(stored: str) -> str:
    """Text as a reader of the workbook sees it: the opposite of ``escape_text``."""
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), stored) if "_x" in stored else stored


def looks_like_formula(text: str) -> bool:
    """Whether Excel would take the text for a formula, were it typed."""
    return text.startswith(_FORMULA)


def fit_text(text: str, mark: str) -> CellText:
    """The text in pieces that a cell can hold; the first ends with ``mark`` where there are more."""
    clean = show_illegal(text)
    if stored_length(clean) <= LIMIT:
        return CellText(clean)
    shown, rest = cut_text(clean, LIMIT - _ROOM)
    pieces: list[str] = []
    while rest:
        piece, rest = cut_text(rest, _PIECE)
        pieces.append(piece)
    return CellText(shown + mark, tuple(pieces))


def stored_length(text: str) -> int:
    """UTF-16 units of the text as the file holds it."""
    if len(text) * 2 <= LIMIT and "_x" not in text:
        return len(text)
    return len(escape_text(text).encode("utf-16-le")) // 2


def cut_text(text: str, limit: int) -> tuple[str, str]:
    """The longest head of the text within the limit, and what is left."""
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stored_length(text[:middle]) <= limit else (low, middle - 1)
    return text[:low], text[low:]
