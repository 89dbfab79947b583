"""Who answers for an issue, and until when: fields, or words of the answer.

Source: design.md §7 (nobody, no date is named); fields of an issue above hold for its sub-issues.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Finding, Node


def find_nobody(paper: Paper) -> Iterator[Finding]:
    """no-responsible: no field and no word says who answers for the issue."""
    return find_unassigned(paper, "no-responsible", "responsible", "没有写明责任单位或责任人")


def find_undated(paper: Paper) -> Iterator[Finding]:
    """no-deadline: no field and no word says until when."""
    return find_unassigned(paper, "no-deadline", "deadline", "没有写明整改时限")


def find_unassigned(paper: Paper, code: str, gives: str, said: str) -> Iterator[Finding]:
    for issue in paper.rows:
        if not names(paper, issue, gives):
            span = issue.own[0] if issue.own else (issue.start, issue.end)
            yield paper.find(code, f"问题“{paper.name(issue)}”{said}", span, issue)


def names(paper: Paper, issue: Node, gives: str) -> bool:
    """Whether a field of the issue or of one above it, or the words and tables of its answer, name it."""
    for node in (issue, *paper.above(issue)):
        fields = paper.below(node, "field")
        if any(paper.label_means(field.label) == gives and field.text.strip() for field in fields):
            return True
    answers = paper.answers(issue)
    if paper.hit("audit-assigned", gives, answers) is not None:
        return True
    inside = (node.id for answer in answers for node in paper.inside(answer))
    return any(fact.type == gives for node in inside for fact in paper.facts[node])
