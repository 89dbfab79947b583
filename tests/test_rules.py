"""Rules do what they say: the five checks of design.md §3 on every rule, and the errors of bad rule files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

import feedbackparse as fp
from feedbackparse.comparing.asked import read_asked
from feedbackparse.comparing.scores import Scale
from feedbackparse.errors import RuleProblem
from feedbackparse.frames.fields import field_rules
from feedbackparse.reading.joined import Joined
from feedbackparse.rulebook import Rule, Rulebook, check_rules, load_rules
from feedbackparse.rulebook.check import check_examples, check_rejects, check_winners
from tests.goldens.cases import find_cases

SHIPPED = load_rules()
FIELDS = Rulebook({"fields": field_rules()}, {}, "")
RULES = [(book, rule) for book in (SHIPPED, FIELDS) for rules in book.families.values() for rule in rules]
each_rule = pytest.mark.parametrize(("book", "rule"), RULES, ids=[f"{rule.family}:{rule.id}" for _, rule in RULES])


@each_rule
def test_examples_match_with_their_groups(book: Rulebook, rule: Rule) -> None:
    assert [str(fault) for fault in check_examples(rule)] == []


@each_rule
def test_rejects_do_not_match(book: Rulebook, rule: Rule) -> None:
    assert [str(fault) for fault in check_rejects(rule)] == []


@each_rule
def test_example_is_won_by_its_own_rule(book: Rulebook, rule: Rule) -> None:
    assert [str(fault) for fault in check_winners(book, rule.family, rule)] == []


def test_no_two_rules_are_equal() -> None:
    assert [str(fault) for book in (SHIPPED, FIELDS) for fault in check_rules(book)] == []


def forget_answers() -> None:
    """Empty the program's caches: what an earlier test asked would not be asked again."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith("feedbackparse") else ():
            clear = getattr(value, "cache_clear", None)
            if callable(clear):
                clear()


@pytest.fixture(scope="module")
def fired() -> set[str]:
    """The rules that matched something while the corpora were parsed, or that claimed something there."""
    ids: set[str] = set()
    forget_answers()
    match, search, finditer = Rule.match, Rule.search, Rule.finditer

    def spy_match(self: Rule, *args: Any, **settings: Any) -> regex.Match[str] | None:
        found = match(self, *args, **settings)
        ids.update([self.id] if found else [])
        return found

    def spy_search(self: Rule, text: str, start: int, end: int) -> regex.Match[str] | None:
        found = search(self, text, start, end)
        if found:
            ids.add(self.id)
        return found

    def spy_finditer(self: Rule, text: str) -> Iterator[regex.Match[str]]:
        for found in finditer(self, text):
            ids.add(self.id)
            yield found

    judge = Joined.match

    def spy_judge(self: Joined, text: str, start: int) -> tuple[Rule, regex.Match[str]] | None:
        hit = judge(self, text, start)
        ids.update([hit[0].id] if hit else [])
        return hit

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Joined, "match", spy_judge)
        patch.setattr(Rule, "match", spy_match)
        patch.setattr(Rule, "search", spy_search)
        patch.setattr(Rule, "finditer", spy_finditer)
        documents = [fp.parse(case.source) for case in find_cases()]
        fp.tables(documents)
        for document in documents:
            asked = read_asked(document, SHIPPED)
            scale = Scale((unit.words for unit in asked), SHIPPED)
            for unit in asked:
                scale.matter(unit.words)
    ids.update(node.rule for document in documents for node in document.nodes)
    ids.update(mask.rule for document in documents for mask in document.masks)
    ids.update(fact.rule for document in documents for fact in document.facts)
    return ids


SILENT: dict[str, str] = {}
"""Rules that fire nowhere in corpora/, and why."""


def each_shipped_rule() -> list[Any]:
    ids = [rule.id for _, rule in RULES if rule.family != "fields"]
    return [
        pytest.param(name, marks=[pytest.mark.xfail(reason=SILENT[name], strict=True)] if name in SILENT else [])
        for name in ids
    ]


@pytest.mark.parametrize("rule", each_shipped_rule())
def test_rule_fires_in_corpora(rule: str, fired: set[str]) -> None:
    assert rule in fired, f"no case of corpora/ needs {rule}: write one, or drop the rule"


HEAD = 'family = "{family}"\nmatch = "search"\nabout = "a test"\n'
RULE = """
[[rule]]
id = "test-rule"
gives = "test"
pattern = '{pattern}'
why = "a test"
examples = [{{ text = "{example}" }}]
rejects = ["{reject}"]
"""


def write_rules(folder: Path, text: str, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def rule_file(pattern: str, example: str = "甲", reject: str = "乙") -> str:
    return HEAD.format(family="test") + RULE.format(pattern=pattern, example=example, reject=reject)


def test_users_rules_are_laid_over_ours(tmp_path: Path) -> None:
    book = load_rules(write_rules(tmp_path, rule_file("甲")))
    assert [rule.id for rule in book.family("test")] == ["test-rule"]
    assert book.version != SHIPPED.version
    assert set(SHIPPED.families) < set(book.families)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("family = ", "rules-syntax", 1),
        (HEAD.format(family="test") + "colour = 1\n", "rules-schema", 1),
        (rule_file("甲").replace('why = "a test"\n', ""), "rules-schema", 5),
        (rule_file("(甲"), "rule-pattern", 6),
        (rule_file("{{nothing}}"), "rule-macro", 6),
        (rule_file("甲") + RULE.format(pattern="丙", example="丙", reject="乙"), "rule-double", 6),
    ],
)
def test_bad_rule_file_names_its_line_and_a_remedy(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(RuleProblem) as caught:
        load_rules(write_rules(tmp_path, text))
    assert caught.value.code == code
    assert caught.value.place == f"{tmp_path / 'mine.toml'}:{line}"
    assert caught.value.remedy


def test_folder_without_rules_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleProblem, match="no-rules"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "example", "reject", "code"),
    [
        ("甲", "丙", "乙", "example-unmatched"),
        ("(?P<word>甲)", "甲", "乙", "example-groups"),
        ("甲|乙", "甲", "乙", "reject-matched"),
    ],
)
def test_check_tells_what_a_rule_does_wrong(tmp_path: Path, pattern: str, example: str, reject: str, code: str) -> None:
    book = load_rules(write_rules(tmp_path, rule_file(pattern, example, reject)))
    mine = [fault for fault in check_rules(book) if fault.place.startswith(str(tmp_path))]
    assert [fault.code for fault in mine] == [code]
