"""Numbers that cannot be checked, because they are masked.

Source: design.md §5 (downstream a masked value makes a check *cannot be checked*, never passed).
"""

from __future__ import annotations

from collections.abc import Iterator

from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Finding, Mask, Node

QUANTITIES = frozenset({"count", "percent", "money"})
_SHOWN = 6
"""How many masked numbers a message names."""


def find_masked_results(paper: Paper) -> Iterator[Finding]:
    """unchecked-masked: the masked numbers of an answer, one finding a response."""
    for node in paper.responses:
        hidden = [mask for mask in paper.masks(node.start, node.end) if mask.type in QUANTITIES]
        if hidden:
            shown = "、".join(name(paper, mask) for mask in hidden[:_SHOWN])
            more = f"等{len(hidden)}处" if len(hidden) > _SHOWN else ""
            issue = paper.issue_of[node.id]
            told = f"问题“{paper.name(paper.nodes[issue])}”的" if issue is not None else ""
            message = f"{told}整改情况中的数量无法核查：{shown}{more}"
            yield paper.find("unchecked-masked", message, (hidden[0].start, hidden[-1].end), node)


def find_masked_deadlines(paper: Paper) -> Iterator[Finding]:
    """unchecked-masked: a deadline whose date is masked."""
    for field in paper.nodes:
        if field.kind == "field" and paper.label_means(field.label) == "deadline":
            for mask in paper.masks(field.start, field.end):
                if mask.type in {"date", "period", "unknown"}:
                    message = f"整改时限“{field.text}”被遮蔽，无法核查是否按期"
                    yield paper.find("unchecked-masked", message, (mask.start, mask.end), field)


def name(paper: Paper, mask: Mask) -> str:
    """A mask with the measure word behind it, as the reader sees it."""
    unit = mask.unit or ""
    behind = paper.text[mask.end : mask.end + len(unit)]
    return mask.raw + (behind if unit and behind == unit else "")


def holder(paper: Paper, start: int, end: int, node: Node) -> Node:
    """The deepest node in ``node`` that holds the whole span."""
    for child in paper.children[node.id]:
        if child.start <= start and end <= child.end:
            return holder(paper, start, end, child)
    return node
