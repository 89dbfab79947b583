"""Status and deadline of measures, and whose decision they are."""

from __future__ import annotations

import pytest

from feedbackparse.model import Fact, Kind, Node
from feedbackparse.reading import find_masks
from feedbackparse.reading.decisions import read_decisions
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.rulebook import load_rules
from tests.facts.table import META

MEASURES = (
    ("一是已完成资产盘点，补登设备。", "done", None),
    ("一是正在抓紧办理产权手续。", "in-progress", None),
    ("一是尚未完成产权移交。", "not-done", None),
    ("一是已完成项目选址，正在进行施工图审查，预计明年3月底完成。", "in-progress", "2024-03"),
    ("一是2024年6月底前完成管网改造。", "unknown", "2024-06"),
    ("一是仍有2户未退缴。", "not-done", None),
    ("一是均已按期完成换届选举。", "done", None),
    ("一是正在协调解决用地指标。", "in-progress", None),
    ("一是三个月内建成停车场。", "unknown", "P3M"),
    ("一是组织学习有关规定。", "unknown", None),
    ("一是修订《印章管理办法》。", "unknown", None),
    ("一是已完成了档案数字化。", "done", None),
    ("一是已完成初稿，正在征求意见。", "in-progress", None),
    ("一是正按程序报批。", "in-progress", None),
    ("一是大力整治占道经营。", "unknown", None),
)


def read(*lines: tuple[Kind, int | None, str, str]) -> tuple[tuple[Fact, ...], tuple[Node, ...]]:
    """A document of lines: kind, parent, label, words; each ends where its last descendant does."""
    text = "\n".join(words for *_, words in lines)
    starts = [sum(len(line[3]) + 1 for line in lines[:at]) for at in range(len(lines))]
    nodes = []
    for at, (kind, parent, label, words) in enumerate(lines):
        below = {at}
        below |= {k for k in range(at, len(lines)) if lines[k][1] in below}
        below |= {k for k in range(at, len(lines)) if lines[k][1] in below}
        end = max(starts[k] + len(lines[k][3]) for k in below)
        own = ((starts[at], starts[at] + len(words)),)
        nodes.append(Node(at, parent, kind, label, words, starts[at], end, own, "test"))
    facts = read_facts(text, nodes, find_masks(text, load_rules()), META, load_rules())
    return facts, tuple(nodes)


@pytest.mark.parametrize(("words", "status", "deadline"), MEASURES, ids=[words[:20] for words, *_ in MEASURES])
def test_measure(words: str, status: str, deadline: str | None) -> None:
    facts, nodes = read(
        ("issue", None, "", "关于管理粗放的问题"),
        ("response", 0, "整改情况", "整改情况："),
        ("item", 1, "一是", words),
        ("item", 1, "二是", "二是加强日常监督。"),
    )
    decision = read_decisions(nodes, facts).get(2)
    assert (decision.status_value if decision else "unknown") == status
    assert (decision.deadline.value if decision and decision.deadline else None) == deadline
    assert 0 not in read_decisions(nodes, facts)


def test_last_item_closes_for_the_issue() -> None:
    facts, nodes = read(
        ("issue", None, "", "关于管理粗放的问题"),
        ("response", 0, "", "整改情况："),
        ("item", 1, "一是", "一是退还押金。"),
        ("item", 1, "二是", "二是公开账目。目前已整改到位。"),
    )
    assert read_decisions(nodes, facts)[0].status_value == "done"


def test_field_outranks_the_words_and_the_words_contradict() -> None:
    facts, nodes = read(
        ("issue", None, "", "关于管理粗放的问题"),
        ("response", 0, "", "该问题正在整改。"),
        ("field", 0, "整改状态", "整改状态：已完成"),
        ("field", 0, "责任单位", "责任单位：财务科、审计股"),
        ("field", 0, "责任领导", "责任领导：王××"),
    )
    assert read_decisions(nodes, facts)[0].status_value == "done"
    named = [(fact.what, fact.value, fact.masked) for fact in facts if fact.type == "responsible"]
    assert named == [("unit", "财务科", False), ("unit", "审计股", False), ("leader", None, True)]


def test_an_issue_claims_only_in_brackets() -> None:
    facts, nodes = read(("issue", None, "", "未完成整改的问题较多"), ("issue", None, "", "账目不清（已完成整改）"))
    assert list(read_decisions(nodes, facts)) == [1]


def test_what_stands_outside_issues_states_nothing() -> None:
    facts, _ = read(("heading", None, "", "一、召开会议3次"), ("text", 0, "", "追缴资金3万元，已完成整改。"))
    assert facts == ()
