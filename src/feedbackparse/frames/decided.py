"""What the words of an issue say of its state, and what it is about, as the ledger's columns show it.

The office's own verdict (是否销号, 整改状态) is people's and is not touched here.
Source: design.md §6 (status values), §8 (文内状态, 文内类型, 文内时限, 问题类别).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackparse.frames.columns import Row
from feedbackparse.model import Node
from feedbackparse.reading.decisions import Decision

if TYPE_CHECKING:
    from feedbackparse.reading.category import Category
    from feedbackparse.rulebook import Rulebook

STATUSES = {
    "done": "已完成",
    "mostly-done": "基本完成",
    "staged": "阶段性完成",
    "ongoing": "持续整改",
    "in-progress": "正在整改",
    "not-done": "未完成",
    "long-term": "长期坚持",
    "extension": "申请延期",
    "claimed-closed": "声称已销号",
}
"""The claimed status in the field's terms; unknown is an empty cell."""
WORDED = {
    "stated-leader": ("leader", "责任领导"),
    "stated-unit": ("responsible_unit", "责任单位"),
    "stated-person": ("responsible_person", "责任人"),
    "stated-deadline": ("deadline", "完成时限"),
}
"""By the rule of a fact that a label inside a paragraph or a column of a table states: the column, and its name."""
KINDS = {"immediate": "立行立改", "limited": "限期整改", "long-term": "长期坚持"}


def show_decision(decision: Decision | None, stated: Row) -> Row:
    """The three columns: what the words decide, else what a field states."""
    if decision is None:
        return {}
    shown: Row = {}
    if decision.status is not None and decision.status.value in STATUSES:
        shown["text_status"] = STATUSES[decision.status.value]
    if decision.kind is not None and decision.kind.value in KINDS:
        shown["text_type"] = KINDS[decision.kind.value]
    if decision.deadline is not None and not stated.get("text_deadline"):
        shown["text_deadline"] = decision.deadline.raw
    return shown


def name_categories(nodes: tuple[Node, ...], rulebook: Rulebook | None) -> dict[int, Category]:
    """The problem category of each issue and what decided it, by node id; jieba is loaded for it.

    ``rulebook``: whose taxonomy; None for the shipped one.
    """
    from feedbackparse.reading.category import classify_issues
    from feedbackparse.rulebook import load_rules

    return classify_issues(nodes, rulebook or load_rules())
