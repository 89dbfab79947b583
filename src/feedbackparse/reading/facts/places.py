"""In which node a fact stands: only issues, and what stands under them, state facts.

Source: design.md §6 (from issues and responses).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.model import Node

STRAY = "metadata"
"""The label of what the page has and the paper does not say: page numbers."""


@dataclass(frozen=True, slots=True)
class Places:
    """The own pieces of all issues and of what stands under them."""

    starts: tuple[int, ...]
    pieces: tuple[tuple[int, int, int], ...]
    """Start, end, node, in order."""
    nodes: Sequence[Node]
    issues: dict[int, int]
    """For every issue and node under one, the issue nearest above it, itself first."""

    def find(self, start: int, end: int) -> Node | None:
        """The node in one of whose pieces ``[start, end)`` lies whole."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= end or end > self.pieces[at][1]:
            return None
        return self.nodes[self.pieces[at][2]]


def place_nodes(nodes: Sequence[Node]) -> Places:
    """The places of a tree; nodes outside all issues are in none."""
    issues: dict[int, int] = {}
    for node in nodes:
        if node.kind == "issue":
            issues[node.id] = node.id
        elif node.parent in issues and node.label != STRAY:
            issues[node.id] = issues[node.parent]
    pieces = sorted(
        (start, end, node.id) for node in nodes if node.id in issues for start, end in node.own if start < end
    )
    return Places(tuple(piece[0] for piece in pieces), tuple(pieces), nodes, issues)
