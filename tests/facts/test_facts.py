"""Facts of every type and unit group, from tables of sentences of our own."""

from __future__ import annotations

import pytest

from tests.facts.table import HERE, count_cases, facts_of, print_fact, read_cases

TYPES = sorted((HERE / "cases").glob("*.cases"))
UNITS = sorted((HERE / "units").glob("*.cases"))
OF_TYPE = [(path.stem, text, want) for path in TYPES for text, want in read_cases(path)]
OF_UNIT = [(path.stem, text, want) for path in UNITS for text, want in read_cases(path)]


@pytest.mark.parametrize(("kind", "text", "want"), OF_TYPE, ids=[f"{kind}-{text[:24]}" for kind, text, _ in OF_TYPE])
def test_facts_of_a_sentence(kind: str, text: str, want: list[str]) -> None:
    assert [print_fact(fact) for fact in facts_of(text) if fact.type == kind] == want


@pytest.mark.parametrize(("unit", "text", "want"), OF_UNIT, ids=[f"{unit}-{text[:24]}" for unit, text, _ in OF_UNIT])
def test_counts_of_a_sentence(unit: str, text: str, want: list[str]) -> None:
    assert [print_fact(fact) for fact in facts_of(text) if fact.type == "count"] == want


@pytest.mark.parametrize("path", [*TYPES, *UNITS], ids=lambda path: path.stem)
def test_every_table_has_enough_cases(path: object) -> None:
    held, bare = count_cases(read_cases(HERE / str(path)))
    assert held >= 15
    assert bare >= 10
