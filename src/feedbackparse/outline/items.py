"""Enumerations inside a paragraph: 一是…二是…, （1）…；（2）…, ①…②…, 首先…其次….

Source: outline.md, "Who is whose parent" 4: at the start of a sentence only, and only as a sequence
that begins with the first; a gap does not end it; the last item runs to the end of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from feedbackparse.outline.numbers import value_of
from feedbackparse.rulebook import Rule, Rulebook, read_group

_QUOTE = re.compile("[“”「」『』《》]")
_WORDS = {"shi"}
"""Series whose first mark alone begins an enumeration; of the others two must stand."""
BULLET = "-+*　 \t"
LAST = 99
"""The value of 最后."""


class Mention(NamedTuple):
    """One enumeration mark in a paragraph."""

    series: str
    value: int
    label: str
    start: int
    """Index of the mark."""
    body: int
    """Index of the words behind it."""
    head: bool
    """Whether nothing but a bullet stands before it in what was searched."""
    rule: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an enumeration: its mark and the range of its words."""

    mention: Mention
    end: int


@lru_cache(maxsize=256)
def find_mentions(text: str, start: int, rulebook: Rulebook) -> tuple[Mention, ...]:
    """All enumeration marks of ``text[start:]`` that stand outside quotes, in order."""
    body = text[start:]
    found = []
    for rule in beginning(body, rulebook):
        for match in rule.finditer(body):
            at, value = match.start("label"), value_of(read_group(match, "value"))
            head = not body[:at].strip(BULLET)
            found.append(Mention(rule.gives, value, match["label"], start + at, start + match.end(), head, rule.id))
    if not found:
        return ()
    inside = quoted_ranges(text)
    free = [m for m in found if not any(a < m.start < b for a, b in inside)]
    return tuple(sorted(free, key=lambda mention: mention.start))


def beginning(body: str, rulebook: Rulebook) -> Sequence[Rule]:
    """The series whose first mark stands somewhere (一是, 首先, （1), or any of whose marks stands at the head."""
    rules, firsts, anywhere = sieve_series(rulebook)
    if not anywhere.search(body):
        return [rule for rule in rules if rule.stands(body)]
    return [rule for rule, known in zip(rules, firsts, strict=True) if known.search(body) or rule.stands(body)]


@lru_cache(maxsize=8)
def sieve_series(rulebook: Rulebook) -> tuple[tuple[Rule, ...], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """The series, the first marks of each, and those of all."""
    rules = rulebook.family("enumeration")
    firsts = ["|".join(re.escape(first) for first in str(rule.set["first"]).split()) for rule in rules]
    return rules, tuple(re.compile(first) for first in firsts), re.compile("|".join(firsts) or r"(?!)")


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges of the outer quotes; a quote that never closes takes nothing in."""
    ranges, stack = [], []
    for quote in _QUOTE.finditer(text):
        if quote.group() in "“「『《":
            stack.append(quote.start())
        elif stack:
            begin = stack.pop()
            if not stack:
                ranges.append((begin, quote.start()))
    return ranges


def split_items(
    mentions: Sequence[Mention], start: int, end: int, going: dict[str, int] | None = None, *, opens: bool = False
) -> tuple[Item, ...]:
    """The outermost enumeration in ``[start, end)``: its items in order, or none.

    ``opens`` says that the next paragraph goes on with the series that this one begins. ``going`` holds,
    for series that an earlier paragraph left open, their last value: a paragraph that
    begins with the next mark goes on with it.
    """
    inside = [m for m in mentions if start <= m.start < end]
    for first in inside:
        goes_on = first.head and first is inside[0] and 0 < (going or {}).get(first.series, 0) < first.value
        if first.value != 1 and not goes_on:
            continue
        members = members_of(first, inside)
        alone = first.series in _WORDS or goes_on or (opens and first.head)
        if alone or len(members) > 1:
            ends = [*(m.start for m in members[1:]), end]
            return tuple(Item(m, stop) for m, stop in zip(members, ends, strict=True))
    return ()


def members_of(first: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """``first`` and what goes on from it: larger values; one that repeats is taken, a restart is not."""
    members = [first]
    for mention in mentions:
        if mention.series != first.series or mention.start <= members[-1].start:
            continue
        if mention.value > members[-1].value or 1 < mention.value == members[-1].value:
            members.append(mention)
    return members
