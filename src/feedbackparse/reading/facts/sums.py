"""A line of totals of a document's facts, to be set against the totals that it states.

Source: design.md §8 (成果数据), issue 5 item 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from feedbackparse.model import Fact, Node
from feedbackparse.reading.facts.numerals import print_number, scale_of

SUMMED = ("meeting", "training", "activity", "check", "survey", "talk", "people", "recovered", "paid", "rule")
"""The types whose numbers add up; counts of many things do not."""
MONEY = ("recovered", "paid")
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the answers of a document say was done, added up."""

    type: str
    what: str | None
    """Of people the kind (诫勉); None for all others."""
    unit: str | None
    """The measure word; money is added up in 万元."""
    value: str
    """The sum of the values that are stated."""
    stated: int
    """How many facts state a value."""
    hidden: int
    """How many are masked: the sum is then a least value."""


def sum_facts(nodes: Sequence[Node], facts: Sequence[Fact]) -> tuple[Sum, ...]:
    """One row a type, kind and unit, in the order of SUMMED; an issue's own numbers and 每 are left out."""
    rows: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.type in SUMMED and nodes[fact.node].kind != "issue" and not (fact.qualifier or "").startswith("每"):
            kind = fact.what or "" if fact.type == "people" else ""
            unit = "万元" if fact.type in MONEY else fact.unit or ""
            rows.setdefault((fact.type, kind, unit), []).append(fact)
    ordered = sorted(rows.items(), key=lambda row: (SUMMED.index(row[0][0]), row[0][1:]))
    return tuple(add_up(*key, found) for key, found in ordered)


def add_up(kind: str, what: str, unit: str, facts: Sequence[Fact]) -> Sum:
    values = [in_unit(fact) for fact in facts if fact.value is not None]
    hidden = sum(fact.masked for fact in facts)
    return Sum(kind, what or None, unit or None, print_number(sum(values, Decimal(0))), len(values), hidden)


def in_unit(fact: Fact) -> Decimal:
    """The value of a fact; money in 万元, whatever unit is printed."""
    value = Decimal(fact.value or "0")
    if fact.type not in MONEY:
        return value
    scale = "".join(c for c in fact.unit or "" if c in "十百千万亿")
    return value * scale_of(scale) / TEN_THOUSAND
