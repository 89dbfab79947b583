"""Sound documents give no error: the hand-checked corpora, whose faults are known; every audit rule fires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import regex

import feedbackparse as fp
from feedbackparse.auditing import inspect_document
from feedbackparse.comparing import compare_documents
from feedbackparse.comparing.asked import read_asked
from feedbackparse.comparing.scores import Scale
from feedbackparse.rulebook import Rule
from tests.auditing.papers import LETTER, RULES, answered, read
from tests.goldens.cases import find_cases

CASES = find_cases()
JOINT = (
    "关于巡察整改情况的通报\n1.关于“台账不全”的问题。\n2.关于“合同缺失”的问题。\n整改情况：针对上述问题，补签2份。\n"
)

KNOWN = {
    "agri-halfwidth-25-issues": ["totals-disagree", "number-double", "number-gap"],  # 26 told, 7 twice, no 13
    "audit-red-cross-halfwidth": ["number-double"],  # 1、 1、 3、
    "coop-self-check-orphan": ["orphan-response", "number-double", "unanswered-issue"],  # 二、 （2） （3）
    "four-units-doubled-numbers": ["number-double"],  # 一、二、二、三、 in the third unit
    "health-bracketed-labels": ["unanswered-issue"],  # one sub-issue without response
    "library-discipline-aspects": ["empty-response"],  # one answer that says 无
    "street-one-paragraph": ["totals-disagree"],  # 11 told, 7 there
    "street-site-name-statements": ["totals-disagree"],  # 7 + 4 of 10
    "supply-coop-wenti-numbers": ["totals-disagree", "number-gap"],  # 8 told, no 问题7
    "three-units-three-styles": ["number-gap"],  # 1. 2. 4.
    "vocational-orphan-under-focus": ["orphan-response"],  # right below 三、
    "transport-issues-double-gap": ["number-double"],  # 三、 三、 五、: one fault, told with the number it lacks
}
"""The faults that stand in the texts (see each why.md)."""


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_corpora_hold_the_known_errors_only(case: Any) -> None:
    found = inspect_document(fp.parse(case.source), RULES)
    assert [f.code for f in found if f.severity == "error"] == KNOWN.get(case.name, [])


@pytest.fixture(scope="module")
def fired() -> set[str]:
    """The rules that match while the corpora and the planted faults are audited."""
    ids: set[str] = set()
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

    documents = [fp.parse(case.source) for case in CASES]
    words = "已于6月31日对会计李某给予批评教育。", "无。", "针对上述问题，加强学习。", "对库管员予以诫勉谈话。"
    documents += [read(answered(one)) for one in words]
    documents.append(read(JOINT))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "match", spy_match)
        patch.setattr(Rule, "search", spy_search)
        patch.setattr(Rule, "finditer", spy_finditer)
        for document in documents:
            inspect_document(document, RULES)
            Scale((unit.words for unit in read_asked(document, RULES)), RULES)
        examples = read(LETTER.replace("不深入。", "不深入。如，某支部全年只学一次。"))
        compare_documents(examples, documents[-1])
    return ids


@pytest.mark.parametrize(
    "rule", [rule.id for family, rules in RULES.families.items() if family.startswith("audit") for rule in rules]
)
def test_every_rule_of_the_audit_fires(rule: str, fired: set[str]) -> None:
    assert rule in fired
