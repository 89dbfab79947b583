"""The value of a number as it stands in a label: 一 十二 ３ ③ （四）、 第五."""

from __future__ import annotations

import unicodedata

_SIGNS = ("〇零", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_SIGNS) for sign in signs}
_TENS = {"十": 10, "拾": 10, "百": 100}


def read_numeral(words: str) -> int | None:
    """The value of one number, or None where the words are none."""
    plain = unicodedata.normalize("NFKC", words).strip(" 　().、：:．")
    if plain.isdecimal():
        return int(plain)
    if len(plain) == 1 and plain not in _DIGITS and plain not in _TENS:
        value = unicodedata.numeric(plain, None)
        return int(value) if value is not None else None
    total = digit = 0
    for sign in plain:
        if sign in _DIGITS:
            digit = digit * 10 + _DIGITS[sign]
        elif sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            return None
    return total + digit if plain else None
