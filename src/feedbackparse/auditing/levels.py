"""How many issues, groups and answers the tree holds, at every level that a stated total may count.

Source: issue text of the audit (trying the level that they may count: 方面, 关于, 针对 …, and saying which).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Node

MARKERS = ("关于", "关於", "關於", "针对", "針對")


def count_issues(paper: Paper, scope: Iterable[Node]) -> dict[str, int]:
    """Counts by the name of the level, innermost first; only levels that hold something."""
    nodes = list(scope)
    issues = [node for node in nodes if node.kind == "issue"]
    inner = {node.parent for node in issues}
    counts = {
        "最末级问题": sum(node.id not in inner for node in issues),
        "最外层问题": sum(not any(above.kind == "issue" for above in paper.above(node)) for node in issues),
        "有整改情况的问题": sum(bool(paper.below(node, "response")) for node in issues),
        "全部层级问题": len(issues),
    }
    for marker in MARKERS:
        counts[f"“{marker}”问题"] = sum(node.label.endswith(marker) for node in issues)
    for level, number in enumerate(numbers_at(paper, issues).values(), 1):
        counts[f"第{level}层问题"] = number
    headings = count_headings(paper, nodes, wanting=True)
    return {name: number for name, number in (*counts.items(), *headings.items()) if number}


def numbers_at(paper: Paper, issues: Iterable[Node]) -> Mapping[int, int]:
    """How many issues stand in how many others."""
    depths = Counter(sum(above.kind == "issue" for above in paper.above(node)) for node in issues)
    return dict(sorted(depths.items()))


def count_headings(paper: Paper, scope: Iterable[Node], wanting: bool = False) -> dict[str, int]:
    """Headings over issues, by depth; ``wanting``: only those that themselves name what is wrong."""
    found: Counter[int] = Counter()
    for node in scope:
        if node.kind != "heading" or not any(inner.kind == "issue" for inner in paper.inside(node)):
            continue
        if wanting and not names_wanting(paper, node):
            continue
        found[sum(above.kind == "heading" for above in paper.above(node))] += 1
    return {f"第{depth + 1}层标题": number for depth, number in sorted(found.items())}


def count_aspects(paper: Paper) -> int:
    """Headings that call themselves 方面, wherever they stand."""
    return sum(node.kind == "heading" and "方面" in node.text for node in paper.nodes)


def names_wanting(paper: Paper, node: Node) -> bool:
    """Whether a heading says what is wrong (“…作用发挥不充分”方面)."""
    hit = paper.rulebook.first("tenor", node.text.strip('“‘" 　').rstrip("。.；;"))
    return hit is not None and hit[0].gives == "wanting"
