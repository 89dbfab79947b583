"""Every measure word: clauses in which it counts, hidden and stated, and sentences in which it counts nothing."""

from __future__ import annotations

import pytest

from feedbackparse.reading import find_masks
from feedbackparse.rulebook import load_rules
from tests.facts.table import facts_of
from tests.units.table import HIDDEN, STATED, VALUES, Unit, read_units

UNITS = read_units()
each_unit = pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])


def masks_of(text: str, unit: Unit) -> list[str]:
    kind = "money" if unit.money else "count"
    return [mask.raw for mask in find_masks(text, load_rules()) if (mask.type, mask.unit) == (kind, unit.name)]


def values_of(text: str, unit: Unit) -> list[str | None]:
    return [fact.value for fact in facts_of(text) if fact.unit == unit.name]


@each_unit
def test_hidden_number_has_the_unit(unit: Unit) -> None:
    assert [text for text in unit.positives(HIDDEN) if len(masks_of(text, unit)) != 1] == []


@each_unit
def test_stated_number_has_value_and_unit(unit: Unit) -> None:
    read = [(text, values_of(text, unit)) for text in unit.positives(STATED)]
    want = [[] if unit.hidden_only else [value] for value in VALUES]
    assert [(text, got) for (text, got), value in zip(read, want, strict=True) if got != value] == []


@each_unit
def test_word_that_only_looks_like_the_unit_counts_nothing(unit: Unit) -> None:
    assert [text for text in unit.rejects() if masks_of(text, unit) or values_of(text, unit)] == []
