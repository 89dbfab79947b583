"""Nothing that is read is thinly tested: at least 15 positives in different sentences and 10 rejects, type by type.

The types are asked of the rules, not of the tables: a new unit, category or kind without a table fails here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from feedbackparse.reading.category import common_rules
from feedbackparse.rulebook import load_rules
from tests.facts.table import HERE as FACTS
from tests.facts.table import read_cases as read_facts
from tests.facts.test_categories import COMMON, SCHEMES
from tests.reading.test_masks import CASES as MASKS
from tests.reading.test_masks import read_cases as read_masks
from tests.units.table import HIDDEN, read_units

HELD, BARE = 15, 10
Counts = tuple[int, int]
"""How many different sentences hold the thing, and how many hold none."""
BY_WHAT = ("people", "document", "responsible")
"""Types of facts of which each kind has its own rule."""


def count_sentences(rows: Iterable[tuple[str, bool]]) -> Counts:
    """Each sentence once."""
    sentences = {" ".join(text.split()): held for text, held in rows}
    return sum(sentences.values()), len(sentences) - sum(sentences.values())


@cache
def count_masks() -> dict[str, Counts]:
    found = {}
    for path in MASKS.glob("*.cases"):
        cases = [(text, any(row[1] == path.stem for row in want)) for text, want in read_masks(path)]
        found[f"mask {path.stem}"] = count_sentences(cases)
    return found


@cache
def count_units() -> dict[str, Counts]:
    return {f"unit {unit.name}": (len(set(unit.positives(HIDDEN))), len(set(unit.rejects()))) for unit in read_units()}


@cache
def count_facts() -> dict[str, Counts]:
    """By type, and of some types by what was done."""
    found = {}
    for path in (FACTS / "cases").glob("*.cases"):
        cases = read_facts(path)
        found[f"fact {path.stem}"] = count_sentences((text, bool(want)) for text, want in cases)
        for what in whats_of(path) if path.stem in BY_WHAT else ():
            rows = ((text, any(row.rsplit(" ", 1)[-1] == what for row in want)) for text, want in cases)
            found[f"fact {path.stem} {what}"] = count_sentences(rows)
    return found


def whats_of(path: Path) -> set[str]:
    return {row.rsplit(" ", 1)[-1] for _, want in read_facts(path) for row in want}


@cache
def count_decisions() -> dict[str, Counts]:
    found = {}
    for folder in ("status", "kinds", "deadlines"):
        for path in (FACTS / folder).glob("*.cases"):
            rows = (
                (text, bool(want) if folder == "deadlines" else want == [path.stem]) for text, want in read_facts(path)
            )
            found[f"{folder} {path.stem}"] = count_sentences(rows)
    return found


@cache
def count_categories() -> dict[str, Counts]:
    found = {}
    for category in {want for _, want in COMMON}:
        found[f"category {category}"] = count_sentences((text, want == category) for text, want in COMMON)
    for scheme, category in {(want[0], want[-1]) for _, want in SCHEMES if want != ["无"]}:
        rows = ((text, want == [scheme, category]) for text, want in SCHEMES)
        found[f"scheme {scheme} {category}"] = count_sentences(rows)
    return found


TABLES = {**count_masks(), **count_units(), **count_facts(), **count_decisions(), **count_categories()}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_table_is_dense(name: str) -> None:
    held, bare = TABLES[name]
    assert held >= HELD, f"{name}: {held} sentences hold it"
    assert bare >= BARE, f"{name}: {bare} sentences hold none"


def test_every_unit_has_a_table() -> None:
    lists = load_rules().lists
    units = {*lists["count_units"], *lists["money_units"]}
    assert units == {unit.name for unit in read_units()}


def test_every_kind_of_dealing_with_people_has_a_table() -> None:
    rules = load_rules()
    kinds = {str(rule.set["what"]) for family in ("fact", "fact-deed") for rule in rules.family(family)
             if rule.gives == "people"}  # fmt: skip
    assert kinds == whats_of(FACTS / "cases" / "people.cases")


def test_every_deed_and_duty_has_a_table() -> None:
    rules = load_rules()
    assert {r.gives for r in rules.family("fact-document")} == whats_of(FACTS / "cases" / "document.cases")
    assert {r.gives for r in rules.family("fact-duty")} == whats_of(FACTS / "cases" / "responsible.cases")


def test_every_type_of_fact_has_a_table() -> None:
    rules = load_rules()
    types = {rule.gives for family in ("fact", "fact-deed", "quantity", "fact-number") for rule in rules.family(family)}
    tables = {name.removeprefix("fact ") for name in count_facts()}
    assert types - {"none", "count"} <= tables
    assert {"date", "period", "responsible", "document"} <= tables


def test_every_status_and_kind_has_a_table() -> None:
    rules = load_rules()
    statuses = {rule.gives for family in ("status", "status-field") for rule in rules.family(family)}
    assert {*statuses, "unknown"} == {path.stem for path in (FACTS / "status").glob("*.cases")}
    kinds = {rule.gives for rule in rules.family("status-kind")}
    assert kinds == {path.stem for path in (FACTS / "kinds").glob("*.cases")}


def test_every_category_of_every_scheme_has_a_table() -> None:
    rules = load_rules()
    assert {f"category {rule.gives}" for rule in common_rules(rules)} <= set(TABLES)
    other = {f"scheme {rule.set['scheme']} {rule.gives}" for rule in rules.family("taxonomy")
             if rule.set["scheme"] != "常用"}  # fmt: skip
    assert other == {name for name in TABLES if name.startswith("scheme ")}
