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
    """``sentence => raw type unit edtf ; …`` a line; ``none`` for no mask, ``-`` for no value, ``⏎`` a line's end."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            text, _, masks = line.replace("⏎", "\n").rpartition(" => ")
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


def test_the_signs_are_those_of_the_macro() -> None:
    rulebook = load_rules()
    (one,) = (rule for rule in rulebook.family("masks") if rule.id == "percent-words")
    signs = [word for word in rulebook.lists["mask_signs"] if one.pattern.search("百分之" + word)]
    assert tuple(signs) == rulebook.lists["mask_signs"]
    others = [sign for sign in map(chr, range(0x20, 0x10000)) if one.pattern.search("百分之" + sign)]
    assert sorted(others) == sorted(signs)


def test_a_word_broken_at_the_end_of_a_wrapped_line_is_one_word() -> None:
    lines = [
        "　　街道党工委书记带队先后八次深入渔家嘴及南湖、*家",
        "巷等社区现场推进停车充电等民生实事，投入资金达***",
        "万元，服务群众达到**余人次，其中党员干部带头参加*",
        "场，并于2021年*月**日在全区工作会议上作交流发",
        "言，有关经验做法被市级媒体报道，对整改不力的社区负",
        "责人进行约谈，责令限期整改到位，并在全街道范围内通",
        "报批评，形成有力震慑，确保件件有着落事事有回音人人",
        "有责任，不断提升群众的获得感幸福感安全感和满意度。",
        "责任人：**",
        "单位：**",
    ]
    text = "\n".join(lines)
    masks = find_masks(text, load_rules())
    assert [(mask.raw, mask.type, mask.unit) for mask in masks] == [
        ("*", "place", None),
        ("***\n万元", "money", "万元"),
        ("**余人次", "count", "人次"),
        ("*\n场", "count", "场"),
        ("2021年*月**日", "date", None),
        ("**", "person", None),
        ("**", "unknown", None),
    ]
    assert all(mask.raw == text[mask.start : mask.end] for mask in masks)
    short = "\n".join(lines[:2])
    assert [mask.raw for mask in find_masks(short, load_rules())] == ["*家", "***"]
