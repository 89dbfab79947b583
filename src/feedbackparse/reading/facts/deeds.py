"""What was done without a number (a meeting held, a person dealt with), and who answers for a measure.

Source: design.md §6, rules/facts-deeds.toml, rules/facts-duties.toml, rules/facts-fields.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedbackparse.reading.facts.laid import group_of, lay_family
from feedbackparse.reading.stated import Stated, name_label
from feedbackparse.rulebook import Rulebook

DUTIES = frozenset({"leader", "unit", "person"})
"""What fields and running text may name as responsible."""
PARTY_OFFICE = r"[^、，,；;\n\s　]*党(?:[组委]|工委|总支|支部)(?:成员|委员|副?书记)"
PARTS = re.compile(rf"(?:{PARTY_OFFICE}、(?=[^、，,；;\n\s　]*[长任记员席理]))?[^、，,；;\n\s　]+")
"""One name of a field: 党组成员、副局长何某 is one person with two offices."""
COLON = re.compile(r"[：:]")
LABEL_LONGEST = 8
LABEL = re.compile(r"[。；;，,！ 　（(](?P<label>[\u4e00-\u9fff]{3,8})\Z")
"""A label inside a paragraph, before its colon: …到位。责任领导：李某。"""
STATED_VALUE = re.compile(r"\s?(?P<value>[^。；;，,\n：:]{1,40})(?=[。；;，,\n）)]|$)")
"""Its value, behind the colon."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done, or somebody responsible."""

    start: int
    end: int
    type: str
    value: str | None
    """The name of who is responsible; None for what was done without a number."""
    what: str | None
    rule: str


def find_deeds(plain: str, rulebook: Rulebook) -> Iterator[Deed]:
    """What was done, how often is not said."""
    for rule, found in lay_family(plain, rulebook, "fact-deed"):
        what = rule.set.get("what") or group_of(found, "what")
        yield Deed(found.start(), found.end(), rule.gives, None, str(what) if what else None, rule.id)


def find_duties(plain: str, rulebook: Rulebook) -> Iterator[Deed]:
    """由财务科负责: who answers for it, in running text."""
    for rule, found in lay_family(plain, rulebook, "fact-duty"):
        yield Deed(*found.span("who"), "responsible", found["who"], rule.gives, rule.id)


def find_labelled(plain: str, rulebook: Rulebook) -> Iterator[Deed]:
    """…整改到位。责任科室：财务科。: what a field would state, at the end of a paragraph of an answer."""
    for colon in COLON.finditer(plain):
        at = colon.start()
        label = LABEL.search(plain, max(0, at - LABEL_LONGEST - 1), at)
        rule = name_label(label["label"], rulebook) if label else None
        value = STATED_VALUE.match(plain, at + 1) if rule and rule.gives in DUTIES else None
        if rule and value:
            yield from split_names(plain, *value.span("value"), rule.gives, rule.id)


def split_names(plain: str, start: int, end: int, what: str, rule: str) -> Iterator[Deed]:
    """Each name a deed of its own."""
    for part in PARTS.finditer(plain, start, end):
        yield Deed(part.start(), part.end(), "responsible", part[0], what, rule)


def read_duties(plain: str, stated: Iterable[Stated]) -> Iterator[Deed]:
    """Who is named as responsible by fields and named columns."""
    for one in stated:
        if one.rule.gives in DUTIES:
            yield from split_names(plain, one.start, one.end, one.rule.gives, one.rule.id)
