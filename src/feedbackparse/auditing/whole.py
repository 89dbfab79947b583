"""What concerns a document as a whole: no issues, paragraphs that no rule explains, doubtful dates.

Source: design.md §7.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Finding, Node

FALLBACK = frozenset({"paragraph", "table-row"})
"""Rules of a node that claim nothing: it is there because all text is in some node."""


def find_no_issues(paper: Paper) -> Iterator[Finding]:
    if not paper.issues:
        yield paper.find("no-issues", "全文没有问题条目", (0, 0), None)


def find_unclassified(paper: Paper) -> Iterator[Finding]:
    """unclassified-text: a paragraph that no rule claims, where the place explains none."""
    for node in unclaimed(paper):
        message = f"没有规则能说明这一段：{paper.excerpt(node.start, node.end, 30)}"
        yield paper.find("unclassified-text", message, (node.start, node.end), node)


def unclaimed(paper: Paper) -> Iterator[Node]:
    """Texts without role at the root, or between issues: among body paragraphs of a part without issues, and
    below an answer, an item or an issue, the place explains them."""
    for node in paper.nodes:
        if node.kind != "text" or node.label or node.rule not in FALLBACK:
            continue
        parent = paper.nodes[node.parent] if node.parent is not None else None
        if parent is None:
            if paper.issues or len(paper.roots) == 1:
                yield node
        elif parent.kind == "heading":
            issues = paper.below(parent, "issue")
            if issues and issues[0].id < node.id:
                yield node


def find_doubtful_dates(paper: Paper) -> Iterator[Finding]:
    """doubtful-date: 2024717日, 6月31日."""
    for rule in paper.rulebook.family("audit-date"):
        for match in rule.finditer(paper.text):
            start = match.start()
            while start and paper.text[start - 1].isdecimal():
                start -= 1
            message = f"日期“{paper.text[start : match.end()]}”{rule.gives}"
            yield paper.find("doubtful-date", message, (start, match.end()), None)
