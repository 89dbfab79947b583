"""The problem tree as the page shows it: a branch a node, in document order, with what closes behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.model import Document, Node
from feedbackparse.review.words import SEVERITIES, words

MOST = 56
"""Characters of a node's words that its branch shows: the whole stands in the source."""


@dataclass(frozen=True, slots=True)
class Branch:
    node: Node
    label: str
    words: str
    inner: bool
    """Whether branches stand below it."""
    closes: int
    """How many branches end behind it: itself where nothing is below, and those whose last it is."""
    marks: tuple[tuple[str, int, str], ...]
    """Of each severity that is found in it ``(severity, how many, its name)``, the worst first."""


def grow_branches(document: Document) -> Iterator[Branch]:
    """One branch a node."""
    nodes = document.nodes
    depths: list[int] = []
    for node in nodes:
        depths.append(depths[node.parent] + 1 if node.parent is not None else 0)
    found = Counter[tuple[int | None, str]]((finding.node, finding.severity) for finding in document.findings)
    for node, depth, below in zip(nodes, depths, [*depths[1:], 0], strict=False):
        marks = ((severity, found[node.id, severity], name) for severity, name in SEVERITIES.items())
        yield Branch(
            node,
            words()["roles"].get(node.label, node.label) if node.kind == "text" else node.label,
            node.text if len(node.text) <= MOST else f"{node.text[: MOST - 1]}…",
            below > depth,
            max(depth - below + 1, 0) if below <= depth else 0,
            tuple(mark for mark in marks if mark[1]),
        )
