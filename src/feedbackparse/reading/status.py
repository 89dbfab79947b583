"""What the words claim of how far a matter is, and of what kind its rectification is.

    fields and sentences -> claims -> of each issue the one that decides

Source: design.md §6 (claimed status; 是否销号 is never filled), rules/status*.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedbackparse.reading.facts.laid import lay_family
from feedbackparse.reading.stated import Stated
from feedbackparse.rulebook import Rulebook

WHOLE = 20
"""From this rank on a claim is said of the whole problem, below it of a measure."""
FIELD = 100
"""The rank of what a field says."""
CELL = 10
"""The rank of what a cell of a table in an answer says: it speaks of its row."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim a status or a kind, where they stand, and how much they weigh."""

    start: int
    end: int
    type: str
    """status or kind."""
    value: str
    rank: int
    rule: str


def find_claims(plain: str, rulebook: Rulebook) -> Iterator[Claim]:
    """Every claim in the sentences of a text, statuses before kinds."""
    for rule, found in lay_family(plain, rulebook, "status"):
        yield Claim(*found.span(), "status", rule.gives, int(rule.set["rank"]), rule.id)
    for rule, found in lay_family(plain, rulebook, "status-kind"):
        yield Claim(*found.span(), "kind", rule.gives, WHOLE, rule.id)


def read_stated_statuses(plain: str, stated: Iterable[Stated], rulebook: Rulebook) -> Iterator[Claim]:
    """What a field 整改状态, 是否销号 or 整改类型 claims, where its words are no sentence."""
    for one in stated:
        hit = rulebook.first("status-field", plain[one.start : one.end].strip()) if one.rule.gives == "status" else None
        if hit:
            said = "claimed-closed" if "销号" in one.label and hit[0].gives == "done" else hit[0].gives
            yield Claim(one.start, one.end, "status", said, FIELD if one.node.kind == "field" else CELL, hit[0].id)
