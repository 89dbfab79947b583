"""Answers: an issue without one, one without an issue, one without words.

Source: design.md §7; outline.md (a response is the child of the issue right above it; it answers several
issues only where it says so).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from feedbackparse.auditing.levels import names_wanting
from feedbackparse.auditing.paper import ANSWERING, Paper, shorten
from feedbackparse.model import Finding, Node

_FILLERS = regex.compile(r"落实|工作|具体|主要|目前|的")
"""Words without which two labels are the same: 整改落实情况 and 整改情况."""


def find_unanswered(paper: Paper) -> Iterator[Finding]:
    """unanswered-issue: an issue without sub-issues that nothing answers."""
    listed = listed_parts(paper)
    for issue in (*paper.leaves, *find_overlooked(paper)):
        if not is_answered(paper, issue) and not any(node.id in listed for node in paper.above(issue)):
            span = issue.own[0] if issue.own else (issue.start, issue.end)
            message = f"问题“{paper.name(issue)}”下没有整改情况"
            yield paper.find("unanswered-issue", message, span, issue)


def find_overlooked(paper: Paper) -> Iterator[Node]:
    """Numbered sentences that say what is wrong, among issues with the same numbers, and that nothing follows:
    without an answer the outline cannot tell them from points of a list."""
    alike = Counter((issue.parent, issue.rule) for issue in paper.issues)
    for node in paper.nodes:
        if node.kind not in {"item", "heading"} or not node.rule.startswith("number") or paper.children[node.id]:
            continue
        if alike[node.parent, node.rule] > 1 and names_wanting(paper, node):
            yield node


def is_answered(paper: Paper, issue: Node) -> bool:
    """Whether the issue, or one above it, has an answer, or a younger sibling's answer says it answers both."""
    if paper.below(issue, *ANSWERING):
        return True
    if any(outer.kind == "issue" and paper.below(outer, *ANSWERING) for outer in paper.above(issue)):
        return True
    return paper.joint.get(issue.parent, -1) > issue.id


def listed_parts(paper: Paper) -> set[int]:
    """Headings and tables whose issues are only named: none of them is answered, and the title says so,
    or the table has no column for answers."""
    parts = (node for node in paper.nodes if node.kind in {"heading", "table"})
    return {
        node.id
        for node in parts
        if (node.kind == "table" or paper.says(node.text, "listed", "audit-section") is not None)
        and not any(inner.kind == "response" for inner in paper.inside(node))
    }


def find_orphans(paper: Paper) -> Iterator[Finding]:
    """orphan-response: no issue stands above it, or the issue above has the same answer label already.

    Where most answers of a document stand right below headings, its headings are its issues, and none is
    an orphan.
    """
    lone = [node for node in paper.responses if paper.issue_of[node.id] is None]
    if len(lone) * 2 >= len(paper.responses) and len(lone) > 2:
        lone = []
    for node in (*lone, *second_answers(paper)):
        span = (node.start, node.end)
        where = "之上没有问题" if paper.issue_of[node.id] is None else "之上的问题已有同样的栏目，本段没有对应的问题"
        message = f"“{node.label or paper.excerpt(*span, 12)}”{where}：{paper.excerpt(*paper.body(node))}"
        yield paper.find("orphan-response", message, span, node)


def second_answers(paper: Paper) -> Iterator[Node]:
    """Answers with words under an issue that has an answer of the same label already (tables aside)."""
    for issue in paper.issues:
        seen: set[str] = set()
        for node in paper.below(issue, "response"):
            label = _FILLERS.sub("", node.label)
            if label and label in seen and not node.rule.startswith("table") and not is_empty(paper, node):
                yield node
            seen.add(label)


def find_empty(paper: Paper) -> Iterator[Finding]:
    """empty-response: a label without words; where another answer of the issue has words, none."""
    for node in paper.responses:
        siblings = paper.children[node.parent] if node.parent is not None else []
        others = any(n.kind == "response" and n.id != node.id and not is_empty(paper, n) for n in siblings)
        if is_empty(paper, node) and not others:
            issue = paper.nodes[node.parent] if node.parent is not None else None
            told = f"问题“{paper.name(issue)}”的" if issue else ""
            words = shorten(paper.words(node), 12)
            message = f"{told}“{node.label}”{f'只写“{words}”' if words else '没有内容'}"
            yield paper.find("empty-response", message, (node.start, node.end), node)


def is_empty(paper: Paper, node: Node) -> bool:
    """Whether a response says nothing: no words, only punctuation, or 无."""
    if any(inner.kind == "table" for inner in paper.inside(node)):
        return False
    return paper.says(paper.words(node), "none", "audit-section") is not None
