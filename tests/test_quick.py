"""``re`` and ``regex`` say the same of every shipped rule: of its examples, its rejects and every line of corpora/."""

from __future__ import annotations

import pytest
import regex

from feedbackparse.rulebook import load_rules, quicken, read_group
from feedbackparse.rulebook.quick import HAN, alternatives, part_lookbehinds, spell_han
from tests.goldens.cases import find_cases

RULES = load_rules()
EVERY = [rule for rules in RULES.families.values() for rule in rules]
QUICK = [rule for rule in EVERY if quicken(rule.pattern) is not rule.pattern]


def lines_of_corpora() -> list[str]:
    sources = (case.source for case in find_cases() if case.source.suffix == ".txt")
    texts = (source.read_bytes().decode("utf-8", "ignore") for source in sources)
    return sorted({line for text in texts for line in text.splitlines() if line.strip()})[::7]


def test_most_rules_are_quick() -> None:
    assert len(QUICK) > 0.65 * len(EVERY)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return lines_of_corpora()


@pytest.mark.parametrize("rule", QUICK, ids=lambda rule: str(rule.id))
def test_both_engines_say_the_same(rule: object, lines: list[str]) -> None:
    quick, slow = quicken(rule.pattern), rule.pattern  # type: ignore[attr-defined]
    own = [example.text for example in rule.spec.examples] + list(rule.spec.rejects)  # type: ignore[attr-defined]
    for text in [*own, *lines]:
        for ask in ("match", "search", "fullmatch"):
            one, other = getattr(quick, ask)(text), getattr(slow, ask)(text)
            assert (one and (one.span(), one.groupdict())) == (other and (other.span(), other.groupdict()))


def test_han_is_the_script_of_unicode() -> None:
    ours = regex.compile(f"[{HAN}]")
    theirs = regex.compile(r"\p{Han}")
    assert [c for c in map(chr, range(0x3100)) if bool(ours.match(c)) != bool(theirs.match(c))] == []
    assert all(ours.match(c) for c in "一龥㐀豈々〇")


@pytest.mark.parametrize(
    ("source", "parted"),
    [
        (r"(?<=a|bb)c", r"(?:(?<=a)|(?<=bb))c"),
        (r"(?<!a|bb)c", r"(?<!a)(?<!bb)c"),
        (r"(?<=(?:a|(?:b|cc)))d", r"(?:(?<=a)|(?<=b)|(?<=cc))d"),
        (r"(?<=[|)]x)(?<!\))y", r"(?<=[|)]x)(?<!\))y"),
    ],
)
def test_lookbehinds_are_parted(source: str, parted: str) -> None:
    assert part_lookbehinds(source) == parted


def test_alternatives_of_classes_and_escapes() -> None:
    assert alternatives(r"[a|b]|\|(c|d)") == [r"[a|b]", r"\|(c|d)"]
    assert spell_han(r"[^\p{Han}]\p{Han}\[") == rf"[^{HAN}][{HAN}]\["


def test_a_group_with_one_name_twice_is_read() -> None:
    found = regex.match("(?P<x>a)?(?P<x>b)", "b")
    assert found is not None
    assert read_group(found, "x") == "b"
