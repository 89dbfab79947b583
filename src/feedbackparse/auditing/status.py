"""Status: done is claimed and the words speak of the future; 长期坚持 without a result so far.

Source: design.md §6 (status words), §7. A stated status is a field, or a sentence of its own in the answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.results import is_measurable
from feedbackparse.model import Finding, Node

DONE = frozenset({"done", "claimed-closed"})
"""Statuses that a field may state by a word of assent: 是否销号：是."""


def find_contradictions(paper: Paper) -> Iterator[Finding]:
    """status-contradiction: done is claimed for the issue, and its answer speaks of work that is to come."""
    for issue in paper.rows:
        answers = paper.answers(issue)
        done = stated(paper, issue, "done") or paper.hit("audit-claim", "done", answers)
        coming = paper.hit("audit-claim", "future", answers) if done else None
        if done and coming:
            message = f"问题“{paper.name(issue)}”称“{done}”，又写“{coming}”"
            yield paper.find("status-contradiction", message, answer_span(paper, issue), issue)


def find_lasting(paper: Paper) -> Iterator[Finding]:
    """long-term-without-result: 长期坚持 or 持续整改 is claimed, and nothing that can be looked up is named."""
    for issue in paper.rows:
        answers = paper.answers(issue)
        lasting = stated(paper, issue, "lasting") or paper.hit("audit-claim", "lasting", answers)
        if lasting and not is_measurable(paper, answers):
            message = f"问题“{paper.name(issue)}”称“{lasting}”，没有写阶段性结果"
            yield paper.find("long-term-without-result", message, answer_span(paper, issue), issue)


def stated(paper: Paper, issue: Node, gives: str) -> str | None:
    """What a status or deadline field of the issue claims, where it claims this."""
    for field in paper.below(issue, "field"):
        if paper.label_means(field.label) in {"status", "deadline"} and paper.says(field.text, gives) is not None:
            return field.text
        if gives == "done" and any(fact.value in DONE for fact in paper.facts[field.id] if fact.type == "status"):
            return f"{field.label}：{field.text}"
    return None


def answer_span(paper: Paper, issue: Node) -> tuple[int, int]:
    """From the issue's first answer to its last; the issue itself where it has none."""
    answers = paper.below(issue, "response")
    return (answers[0].start, answers[-1].end) if answers else (issue.start, issue.end)
