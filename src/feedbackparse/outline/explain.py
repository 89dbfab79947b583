"""What the rules said of each paragraph: who won, who lost and why, and the numbering evidence.

For `feedbackparse explain`; worked out only when asked for. Source: design.md §3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedbackparse.model import Node
from feedbackparse.outline.marks import Mark
from feedbackparse.outline.sections import Entry, Section
from feedbackparse.rulebook import Rulebook

FAMILIES = ("role", "numbering", "response", "issue", "aspect", "enumeration", "tenor", "part")
"""The families laid on paragraphs, in the order in which they are asked."""
KINDS = {
    "heading": "标题",
    "issue": "问题",
    "response": "整改情况",
    "item": "措施或要点",
    "field": "字段",
    "text": "正文",
    "title": "文件标题",
    "table": "表格",
}
PARTS = {
    "findings": "问题部分",
    "organisation": "组织部署部分",
    "next": "下一步部分",
    "advice": "意见建议部分",
    "praise": "成效部分",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One paragraph, and what was said of it."""

    start: int
    """Where its first block starts in the canonical text."""
    end: int
    winner: str
    """The rule of the node that begins with the paragraph."""
    others: tuple[str, ...]
    """``rule（why it did not win）`` in Chinese."""
    evidence: str
    """What decided: number, level, part, words."""


def explain(
    entries: Sequence[Entry], roots: Sequence[Section], nodes: Sequence[Node], rulebook: Rulebook
) -> tuple[Claim, ...]:
    """A claim for every paragraph outside tables, in order; ``roots``: one a paper in the file."""
    sections = {id(section.mark): section for root in roots for section in root.walk() if section.mark is not None}
    owners: dict[int, Node] = {}
    for node in nodes:
        for start, _ in node.own:
            owners[start] = node
    return tuple(
        explain_mark(entry, sections.get(id(entry)), owners.get(entry.line.start), rulebook)
        for entry in entries
        if isinstance(entry, Mark)
    )


def explain_mark(mark: Mark, section: Section | None, node: Node | None, rulebook: Rulebook) -> Claim:
    winner = node.rule if node else ""
    others = tuple(f"{rule}（{why}）" for rule, why in losers(mark, winner, rulebook))
    block = mark.line.blocks[0]
    return Claim(block.start, mark.line.end, winner, others, "；".join(evidence(mark, section, node)))


def losers(mark: Mark, winner: str, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Every other rule that matches the paragraph, with the reason why it did not name the node."""
    for family in FAMILIES:
        start = 0 if family in {"role", "numbering"} else mark.body
        hits = rulebook.all(family, mark.text, start) if family not in {"tenor", "part"} else []
        won = ""
        for rule, match in hits:
            if family == "enumeration" and match.start() != start:
                continue
            if rule.id == winner:
                won = rule.id
                continue
            if won or rule is not hits[0][0]:
                yield rule.id, "同族中次序在后"
            elif family == "role":
                yield rule.id, "所在位置不属于版头或落款"
            elif family == "numbering":
                yield rule.id, "已用作编号"
            else:
                yield rule.id, "其他规则或所在部分优先"


def evidence(mark: Mark, section: Section | None, node: Node | None) -> Iterator[str]:
    """What decided the kind, in the order in which it is asked."""
    if node is not None:
        yield f"认定为{KINDS[node.kind]}"
    if mark.role:
        yield f"位置角色 {mark.role}"
    if mark.number is not None:
        yield f"编号样式 {mark.number.style}，第 {mark.number.value} 号"
    if section is not None and section.mark is mark:
        yield f"第 {depth_of(section)} 层"
        if section.part:
            yield f"所在部分：{PARTS.get(section.part, section.part)}"
    if mark.tenor in {"wanting", "doing"}:
        yield "词句说明有欠缺" if mark.tenor == "wanting" else "词句说明采取措施"
    if mark.issue is not None:
        yield f"问题标记“{mark.issue.marker or '引号'}…{mark.issue.tail}”"


def depth_of(section: Section) -> int:
    depth, at = 0, section.parent
    while at is not None:
        depth, at = depth + 1, at.parent
    return depth
