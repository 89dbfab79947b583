"""What the quantities count: meetings, people dealt with, money recovered, rules made.

Source: design.md §6, rules/facts.toml.
"""

from __future__ import annotations

from functools import lru_cache

from feedbackparse.reading.facts.laid import group_of
from feedbackparse.reading.facts.quantities import Quantity
from feedbackparse.reading.joined import Joined, join_rules
from feedbackparse.rulebook import Rulebook

FAMILY = "fact"
CLASSES = {"people": "people_units", "times": "times_units", "things": "thing_units", "homes": "home_units"}
"""The classes of units that a rule may name, and their lists; money and percent are types of quantity."""

Counted = tuple[str, str | None, str]
"""Type of the fact, what was done, and the rule that says so."""


def read_counted(plain: str, quantity: Quantity, rulebook: Rulebook) -> Counted:
    """The type of the fact that a quantity states."""
    joined = join_class(rulebook, quantity.type, quantity.unit)
    hit = joined.match(plain, quantity.start) if joined else None
    if not hit:
        return quantity.type, None, quantity.rule
    rule, found = hit
    what = rule.set.get("what") or group_of(found, "what")
    return rule.gives, str(what) if what else None, rule.id


@lru_cache(maxsize=512)
def join_class(rulebook: Rulebook, kind: str, unit: str | None) -> Joined | None:
    """The rules that speak of this unit; None where there are none."""
    classes = {kind} if kind != "count" else {name for name, units in CLASSES.items() if unit in rulebook.lists[units]}
    rules = [rule for rule in rulebook.family(FAMILY) if classes & set(str(rule.set.get("units", "")).split())]
    return join_rules(rules) if rules else None
