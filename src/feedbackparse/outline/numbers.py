"""Values of the numbers that head a paragraph: 一 十二 ３ ③ ⒊ ㈢ B 首先."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖两貳參陸兩", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2, 3, 6, 2), strict=True))
_UNITS = {"十": 10, "拾": 10, "百": 100, "廿": 20}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 99, "最後": 99}


@lru_cache(maxsize=1024)
def value_of(mark: str) -> int:
    """The value of a number as it stands; 0 where it has none."""
    if mark in _WORDS:
        return _WORDS[mark]
    if len(mark) == 1 and mark.isalpha() and mark.isascii():
        return ord(mark.upper()) - ord("A") + 1
    if mark and set(mark) <= set("IVX"):
        return roman_value(mark)
    plain = unicodedata.normalize("NFKC", mark).strip("().（）")
    if plain.isdecimal():
        return int(plain)
    if len(mark) == 1 and unicodedata.numeric(mark, None) is not None and mark not in _DIGITS:
        return int(unicodedata.numeric(mark))
    return chinese_value(plain)


def roman_value(mark: str) -> int:
    """XIV -> 14."""
    total = 0
    for here, behind in zip(mark, mark[1:] + " ", strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(behind, 0) > value else value
    return total


def chinese_value(words: str) -> int:
    """一百二十三 -> 123; also the positional 二〇."""
    total = digit = 0
    units = False
    for c in words:
        if c in _UNITS:
            units = True
            if c == "廿":
                total += 20
            else:
                total += (digit or 1) * _UNITS[c]
            digit = 0
        elif c in _DIGITS:
            digit = digit * 10 + _DIGITS[c] if not units else _DIGITS[c]
        else:
            return 0
    return total + digit
