"""What was done without a number (a meeting held, a person dealt with), and who answers for a measure.

Source: design.md §6, rules/facts-deeds.toml, rules/facts-duties.toml, rules/facts-fields.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from feedbackparse.model import Node
from feedbackparse.reading.facts.laid import group_of, lay_family
from feedbackparse.rulebook import Rule, Rulebook

DUTIES = frozenset({"leader", "unit", "person"})
"""What fields and running text may name as responsible."""
LABEL_SIGNS = re.compile(r"[\s　：:【】\[\]（）()*＊]")
VALUE = re.compile(r"[\s　：:】\]]*(?P<value>.*?)[\s　。；;，,、）)]*", regex.DOTALL)
"""A field behind its name: the value without colon and closing signs."""
PARTY_OFFICE = r"[^、，,；;\n\s　]*党(?:[组委]|工委|总支|支部)(?:成员|委员|副?书记)"
PARTS = re.compile(rf"(?:{PARTY_OFFICE}、(?=[^、，,；;\n\s　]*[长任记员席理]))?[^、，,；;\n\s　]+")
"""One name of a field: 党组成员、副局长何某 is one person with two offices."""
LABELLED = re.compile(
    r"(?:(?<=[。；;，,！\s（(])|^)(?P<label>[\u4e00-\u9fff]{3,8})[：:]\s?(?P<value>[^。；;，,\n：:]{1,40})(?=[。；;，,\n）)]|$)"
)
"""A label with its value inside a paragraph: …到位。责任领导：李某。"""


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
    for found in LABELLED.finditer(plain):
        rule = name_label(found["label"], rulebook)
        if rule and rule.gives in DUTIES:
            yield from split_names(plain, *found.span("value"), rule.gives, rule.id)


def split_names(plain: str, start: int, end: int, what: str, rule: str) -> Iterator[Deed]:
    """Each name a deed of its own."""
    for part in PARTS.finditer(plain, start, end):
        yield Deed(part.start(), part.end(), "responsible", part[0], what, rule)


def read_duties(plain: str, node: Node, rulebook: Rulebook) -> Iterator[Deed]:
    """What a field states: each name a deed of its own."""
    rule = name_field(node, rulebook)
    if not rule or rule.gives not in DUTIES:
        return
    for start, end in value_spans(plain, node):
        yield from split_names(plain, start, end, rule.gives, rule.id)


def name_field(node: Node, rulebook: Rulebook) -> Rule | None:
    """The rule that knows a field by its name."""
    if node.kind != "field":
        return None
    return name_label(node.label, rulebook)


@lru_cache(maxsize=1024)
def name_label(label: str, rulebook: Rulebook) -> Rule | None:
    hit = rulebook.first("fact-field", LABEL_SIGNS.sub("", label))
    return hit[0] if hit else None


def value_spans(plain: str, node: Node) -> list[tuple[int, int]]:
    """Where the value of a field stands in its own pieces: behind its name and colon."""
    spans = []
    for start, end in node.own:
        words = plain[start:end]
        label = words.find(node.label) if node.label else -1
        at = label + len(node.label) if 0 <= label <= 6 else 0
        inner = VALUE.fullmatch(words, at)
        if inner and inner["value"]:
            spans.append((start + inner.start("value"), start + inner.end("value")))
    return spans
