"""Numbers in the numerals of a language: Chinese counting, Roman, letters, English words.

Source: ECMA-376 part 1 §17.18.59 (ST_NumberFormat); what Word prints beyond 99.
"""

from __future__ import annotations

_SMALL = ("", "十", "百", "千")
_LARGE = ("", "万", "亿", "兆")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def count_chinese(
    number: int,
    digits: str = "〇一二三四五六七八九",
    small: tuple[str, ...] = _SMALL,
    large: tuple[str, ...] = _LARGE,
    *,
    zero: str | None = None,
    bare: str = "十",
) -> str:
    """A number in words with its powers of ten: 一百〇一.

    ``zero`` stands for skipped places (empty: nothing, as in Japanese); ``bare`` holds the powers that
    stand without 一: 十 at the head only (十一, 一百一十一), in Japanese 十, 百 and 千 everywhere.
    """
    if number == 0:
        return digits[0]
    skipped = digits[0] if zero is None else zero
    groups, at = [], 0
    while number and at < len(large):
        number, group = divmod(number, 10_000)
        if group:
            groups.append((_count_group(group, digits, small, skipped, bare), large[at], group < 1000))
        elif groups:
            groups.append(("", "", True))
        at += 1
    words = ""
    for position, (group_words, power, gap) in enumerate(reversed(groups)):
        words += skipped if position and gap and group_words and not words.endswith(skipped or "\0") else ""
        words += group_words + power
    if len(bare) == 1 and words.startswith(digits[1] + bare):
        return words[1:]
    return words


def _count_group(number: int, digits: str, small: tuple[str, ...], zero: str, bare: str) -> str:
    """Four digits with 千, 百, 十."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += zero if gap else ""
        gap = False
        words += "" if digit == 1 and len(bare) > 1 and small[place] in bare and place else digits[digit]
        words += small[place]
    return words


def count_to_99(number: int, zero: str) -> str:
    """Words up to 99, digit by digit beyond: 一○○."""
    return count_chinese(number) if 0 < number < 100 else spell_digits(number, zero + "一二三四五六七八九")


def spell_digits(number: int, digits: str) -> str:
    """Digit by digit in these digits."""
    return "".join(digits[int(digit)] for digit in str(number))


def count_roman(number: int) -> str:
    """Upper-case Roman; decimal where Roman has no number."""
    if not 0 < number < 32768:
        return str(number)
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words


def repeat_letter(number: int, letters: str) -> str:
    """a … z, aa … zz: the letter of this number, doubled with each round."""
    if not 0 < number <= 30 * len(letters):
        return str(number)
    rounds, at = divmod(number - 1, len(letters))
    return letters[at] * (rounds + 1)


def take_or_decimal(number: int, series: str) -> str:
    """The character of this number in a series that ends; decimal beyond its end."""
    return series[number - 1] if 0 < number <= len(series) else str(number)


def name_cardinal(number: int) -> str:
    """English words: twenty-one."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return _TENS[ten] + (f"-{_ONES[one]}" if one else "")
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = number % value
            return f"{name_cardinal(number // value)} {name}" + (f" {name_cardinal(rest)}" if rest else "")
    return str(number)


def name_ordinal(number: int) -> str:
    """English words: twenty-first."""
    words = name_cardinal(number)
    head, mark, last = words.rpartition("-" if "-" in words.rpartition(" ")[2] else " ")
    if last in _ORDINALS:
        return head + mark + _ORDINALS[last]
    return head + mark + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def mark_ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"
