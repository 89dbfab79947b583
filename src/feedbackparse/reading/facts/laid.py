"""Rules laid on a text: a cheap anchor finds the places, the joined rules of the family judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from feedbackparse.reading.joined import Joined, compile_alternatives
from feedbackparse.rulebook import Rule, Rulebook

ANCHOR = "anchor"
"""What an anchor rule gives."""


def join_rules(rules: Sequence[Rule]) -> Joined:
    """Rules of one family, or of one class of it, as one pattern."""
    pattern = compile_alternatives(tuple(rule.pattern for rule in rules))
    return Joined(tuple(rules), pattern, tuple(pattern.groupindex[f"rule{number}"] for number in range(len(rules))))


@lru_cache(maxsize=64)
def join_judges(rulebook: Rulebook, family: str) -> Joined:
    """The rules of a family that judge the places that its anchors find."""
    return join_rules([rule for rule in rulebook.family(family) if rule.gives != ANCHOR])


def lay_family(text: str, rulebook: Rulebook, family: str) -> Iterator[tuple[Rule, regex.Match[str]]]:
    """Every match of the family's rules where its anchors find something, left to right, none over another."""
    judges = join_judges(rulebook, family)
    reached = 0
    for start in find_anchors(text, rulebook, family):
        hit = judges.match(text, start) if start >= reached else None
        if hit:
            reached = hit[1].end()
            yield hit


def find_anchors(text: str, rulebook: Rulebook, family: str) -> Iterator[int]:
    """The places where the family's anchor (its one rule that gives ``anchor``) finds something."""
    for rule in rulebook.family(family):
        if rule.gives == ANCHOR:
            yield from (found.start() for found in rule.finditer(text))
            return
