"""Numbers with their units, stated or hidden, before anything says what they count.

Source: design.md §6 (counts with units, money), rules/facts-quantities.toml, rules/units.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from feedbackparse.model import Mask, Span
from feedbackparse.reading.facts.laid import group_of
from feedbackparse.reading.facts.numerals import LARGE, parse_number, print_number, scale_of
from feedbackparse.reading.joined import Dispatch
from feedbackparse.rulebook import Rule, Rulebook

FAMILY = "quantity"
FIGURES = "0-9０-９", "〇零一二三四五六七八九十百千两廿壹贰叁肆伍陆柒捌玖拾数几"
"""With what a number may begin, in figures and in words."""
HIDDEN = {"count": "count", "money": "money", "percent": "percent"}
"""The types of mask that stand for a quantity."""


UNITS = ("count_units", "money_units")
MIDDLE = "余多来十百千万亿.．,%％‰ 个分点瓦伏成"
"""What may stand between the first figures of a number and its unit."""


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The words round a number that say how near it is, longest first."""

    ahead: dict[str, tuple[str, ...]]
    """By their last character."""
    behind: dict[str, tuple[str, ...]]
    """By their first character."""

    def before(self, plain: str, start: int) -> str:
        words = self.ahead.get(plain[start - 1 : start], ())
        return next((word for word in words if plain.endswith(word, 0, start)), "")

    def after(self, plain: str, end: int) -> str:
        words = self.behind.get(plain[end : end + 1], ())
        return next((word for word in words if plain.startswith(word, end)), "")


@lru_cache(maxsize=8)
def qualifiers_of(rulebook: Rulebook) -> Qualifiers:
    ahead, behind = (rulebook.lists.get(name, ()) for name in ("qualifiers_before", "qualifiers_after"))
    return Qualifiers(group_words(ahead, -1), group_words(behind, 0))


def group_words(words: Iterable[str], at: int) -> dict[str, tuple[str, ...]]:
    """Words by one of their characters, the longest first."""
    groups: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups[word[at]] = (*groups.get(word[at], ()), word)
    return groups


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    start: int
    end: int
    type: str
    """count, money or percent."""
    value: str | None
    """Plain figures; None where the number is hidden or vague."""
    unit: str | None
    """Of counts the measure word, its scale multiplied into the value; of money the unit printed, as 万元."""
    qualifier: str | None
    masked: bool
    rule: str


def find_quantities(
    plain: str, masks: Sequence[Mask], taken: Sequence[Span], rulebook: Rulebook
) -> tuple[Quantity, ...]:
    """The quantities of a text in simplified characters, in document order.

    ``taken`` holds the spans, in order, in which a number is no quantity (dates).
    """
    words = qualifiers_of(rulebook)
    hidden = [read_mask(plain, mask, words) for mask in masks if mask.type in HIDDEN]
    closed = sorted([*((mask.start, mask.end) for mask in masks), *taken])
    stated = [read_stated(plain, rule, found, words) for rule, found in match_numbers(plain, closed, rulebook)]
    return tuple(sorted((*hidden, *(quantity for quantity in stated if quantity)), key=lambda q: q.start))


def match_numbers(plain: str, closed: Sequence[Span], rulebook: Rulebook) -> Iterator[tuple[Rule, regex.Match[str]]]:
    """Every number that a rule takes for a quantity and that touches no closed span."""
    judges = dispatch_judges(rulebook)
    reached = at = 0
    for number in find_starts(rulebook).finditer(plain):
        start = number.start()
        if start < reached:
            continue
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        if at < len(closed) and closed[at][0] <= start:
            continue
        hit = judges.match(plain, start)
        if hit and (at == len(closed) or hit[1].end() <= closed[at][0]):
            reached = hit[1].end()
            yield hit


@lru_cache(maxsize=8)
def find_starts(rulebook: Rulebook) -> re.Pattern[str]:
    """The first characters of numbers that may be quantities: no 第 before, and a unit or what leads to one behind."""
    units = {word[0] for name in UNITS for word in rulebook.lists.get(name, ())}
    followers = re.escape("".join(sorted(units | set(MIDDLE))))
    runs = (f"[{signs}](?<![第{signs}].)[{signs}]*(?=[{followers}])(?![{signs}])" for signs in FIGURES)
    return re.compile("|".join(runs))


@lru_cache(maxsize=8)
def dispatch_judges(rulebook: Rulebook) -> Dispatch:
    """The rules, those for figures apart from those for words."""
    return Dispatch(rulebook.family(FAMILY))


def read_stated(plain: str, rule: Rule, found: regex.Match[str], words: Qualifiers) -> Quantity | None:
    """The quantity of a match; None for one that the rules name only to pass over it."""
    if rule.gives == "none":
        return None
    printed, scale = split_scale(group_of(found, "number") or "", group_of(found, "scale") or "")
    number = parse_number(printed)
    if number is not None and "times" in rule.set:
        number = number * int(rule.set["times"]) + (parse_number(group_of(found, "rest") or "") or 0)
    unit = unicodedata.normalize("NFKC", str(rule.set.get("unit") or group_of(found, "unit") or ""))
    if rule.gives == "money":
        unit = scale + unit
    elif number is not None:
        number *= scale_of(scale)
    qualifier = words.before(plain, found.start()) + (group_of(found, "about") or "") + (group_of(found, "after") or "")
    value = None if number is None else print_number(number)
    return Quantity(found.start(), found.end(), rule.gives, value, unit or None, qualifier or None, False, rule.id)


def split_scale(printed: str, scale: str) -> tuple[str, str]:
    """Number and scale apart: 八十八万 is 八十八 and 万; 1万2千 stays one number."""
    if scale and any(character in LARGE for character in printed):
        return printed + scale, ""
    bare = printed.rstrip("万亿")
    return (bare, printed[len(bare) :] + scale) if bare else (printed, scale)


def read_mask(plain: str, mask: Mask, words: Qualifiers) -> Quantity:
    """A hidden number: no value, whatever its width may tell."""
    inside = "".join(c for c in plain[mask.start : mask.end] if c in "余多来")
    found = words.before(plain, mask.start) + inside + words.after(plain, mask.end)
    return Quantity(mask.start, mask.end, HIDDEN[mask.type], None, mask.unit, found or None, True, mask.rule)
