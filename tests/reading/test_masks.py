"""Dense tables: a sentence, and every mask that a reader would find in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackparse.reading import find_masks
from feedbackparse.rulebook import load_rules

CASES = Path(__file__).parent / "cases"
Row = tuple[str, str, str | None, str | None]
TYPES = sorted(path.stem for path in CASES.glob("*.cases"))


def read_cases(path: Path) -> list[tuple[str, list[Row]]]:
    """``sentence => raw type unit edtf ; …`` a line; ``none`` for no mask, ``-`` for no value."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            text, _, masks = line.rpartition(" => ")
            cases.append((text, [] if masks == "none" else [read_row(row) for row in masks.split(" ; ")]))
    return cases


def read_row(row: str) -> Row:
    raw, kind, unit, edtf = row.rsplit(" ", 3)
    return raw, kind, None if unit == "-" else unit, None if edtf == "-" else edtf


ALL = [(path.stem, text, want) for path in sorted(CASES.glob("*.cases")) for text, want in read_cases(path)]


@pytest.mark.parametrize(("kind", "text", "want"), ALL, ids=[f"{kind}-{text[:24]}" for kind, text, _ in ALL])
def test_masks_of_a_sentence(kind: str, text: str, want: list[Row]) -> None:
    got = [(mask.raw, mask.type, mask.unit, mask.edtf) for mask in find_masks(text, load_rules())]
    assert got == want


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_enough_cases(kind: str) -> None:
    cases = read_cases(CASES / f"{kind}.cases")
    assert sum(any(row[1] == kind for row in want) for _, want in cases) >= 15
    assert sum(not want for _, want in cases) >= 10


def test_the_types_are_those_of_the_design() -> None:
    assert set(TYPES) == {
        "date", "period", "count", "percent", "money", "ordinal", "place", "org", "person", "name", "phone",
        "word", "unknown",
    }  # fmt: skip
