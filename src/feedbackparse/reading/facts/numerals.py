"""Figures and Chinese numerals -> numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from feedbackparse.reading.edtf import NUMERALS

FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟兩貳參陸萬億两廿", "一二三四五六七八九十百千二二三六万亿二十")
"""Other forms of the same numerals; 廿 is written out before."""
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
PIECE = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)?(?P<scale>[十百千万亿]*)")


@lru_cache(maxsize=4096)
def parse_number(raw: str) -> Decimal | None:
    """The value of a stated number: 1.2万, 1,306, 二十三, 三万五千, 1万2千; None where it states none.

    A vague numeral (数十, 几) has no value.
    """
    text = unicodedata.normalize("NFKC", raw).replace(",", "").replace(" ", "")
    text = text.replace("廿", "二十").translate(FINANCIAL)
    if not text:
        return None
    try:
        return Decimal(text) if text.isascii() else add_pieces(text) if text[0].isascii() else add_numerals(text)
    except InvalidOperation:
        return None


def add_pieces(text: str) -> Decimal | None:
    """Figures with scales, as 1万2千 and 3.5百万."""
    total, at = Decimal(0), 0
    while at < len(text):
        piece = PIECE.match(text, at)
        if not piece or piece["digits"] is None:
            return None
        total += Decimal(piece["digits"]) * scale_of(piece["scale"])
        at = piece.end()
    return total


def scale_of(characters: str) -> int:
    product = 1
    for character in characters:
        product *= SMALL.get(character) or LARGE[character]
    return product


def add_numerals(text: str) -> Decimal | None:
    """Chinese numerals: by place (二十三), or digit by digit (二〇二三)."""
    whole, point, part = text.partition("点")
    if point:
        scale = part.lstrip("".join(NUMERALS))
        digits = "".join(NUMERALS[c] for c in part[: len(part) - len(scale)])
        number = add_numerals(whole)
        if number is None or not digits or set(scale) - LARGE.keys() - SMALL.keys():
            return None
        return (number + Decimal("0." + digits)) * scale_of(scale)
    if all(c in NUMERALS for c in text):
        return Decimal("".join(NUMERALS[c] for c in text))
    total = section = digit = 0
    for character in text:
        if character in NUMERALS:
            digit = int(NUMERALS[character])
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        elif character in LARGE:
            total = (total + section + digit or 1) * LARGE[character]
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


def print_number(number: Decimal) -> str:
    """Plain figures without exponent and without zeros at the end of a fraction."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
