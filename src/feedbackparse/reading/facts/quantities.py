"""Numbers with their units, stated or hidden, before anything says what they count.

Source: design.md §6 (counts with units, money), rules/facts-quantities.toml, rules/units.toml.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from feedbackparse.model import Mask, Span
from feedbackparse.reading.facts.laid import group_of, join_judges
from feedbackparse.reading.facts.numerals import LARGE, parse_number, print_number, scale_of
from feedbackparse.rulebook import Rule, Rulebook

FAMILY = "quantity"
START = regex.compile(r"[0-9０-９]+|[〇零一二三四五六七八九十百千两廿壹贰叁肆伍陆柒捌玖拾数几]+")
"""Where a number may begin."""
HIDDEN = {"count": "count", "money": "money", "percent": "percent"}
"""The types of mask that stand for a quantity."""


UNITS = ("count_units", "money_units")
MIDDLE = "余多来十百千万亿.．,%％‰ 个分点"
"""What may stand between the first figures of a number and its unit."""


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The words round a number that say how near it is, longest first."""

    ahead: tuple[str, ...]
    behind: tuple[str, ...]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Qualifiers:
        names = ("qualifiers_before", "qualifiers_after")
        ahead, behind = (tuple(sorted(rulebook.lists.get(name, ()), key=len, reverse=True)) for name in names)
        return cls(ahead, behind)

    def before(self, plain: str, start: int) -> str:
        return next((word for word in self.ahead if plain.endswith(word, 0, start)), "")

    def after(self, plain: str, end: int) -> str:
        return next((word for word in self.behind if plain.startswith(word, end)), "")


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
    words = Qualifiers.of(rulebook)
    hidden = [read_mask(plain, mask, words) for mask in masks if mask.type in HIDDEN]
    closed = sorted([*((mask.start, mask.end) for mask in masks), *taken])
    stated = [read_stated(plain, rule, found, words) for rule, found in match_numbers(plain, closed, rulebook)]
    return tuple(sorted((*hidden, *(quantity for quantity in stated if quantity)), key=lambda q: q.start))


def match_numbers(plain: str, closed: Sequence[Span], rulebook: Rulebook) -> Iterator[tuple[Rule, regex.Match[str]]]:
    """Every number that a rule takes for a quantity and that touches no closed span."""
    joined = join_judges(rulebook, FAMILY)
    followed = find_followers(rulebook)
    reached = at = 0
    for number in START.finditer(plain):
        start = number.start()
        if start < reached or plain[number.end() : number.end() + 1] not in followed:
            continue
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        if at < len(closed) and closed[at][0] <= start:
            continue
        hit = joined.match(plain, start)
        if hit and (at == len(closed) or hit[1].end() <= closed[at][0]):
            reached = hit[1].end()
            yield hit


@lru_cache(maxsize=8)
def find_followers(rulebook: Rulebook) -> frozenset[str]:
    """The characters of which one stands behind the first characters of any quantity."""
    units = (word[0] for name in UNITS for word in rulebook.lists.get(name, ()))
    return frozenset((*units, *MIDDLE))


def read_stated(plain: str, rule: Rule, found: regex.Match[str], words: Qualifiers) -> Quantity | None:
    """The quantity of a match; None for one that the rules name only to pass over it."""
    if rule.gives == "none":
        return None
    printed, scale = split_scale(group_of(found, "number") or "", group_of(found, "scale") or "")
    number = parse_number(printed)
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
