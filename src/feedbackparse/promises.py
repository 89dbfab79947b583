"""The four promises, asserted on every parse: lossless, tiling, containment, and with them total.

Source: design.md §2.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedbackparse.errors import BrokenPromise
from feedbackparse.model import Block, Document, Node


def hold(document: Document) -> None:
    """Raise BrokenPromise where one of the promises does not hold."""
    hold_lossless(document.text, document.blocks)
    hold_containment(document.nodes, len(document.text))
    hold_tiling(document.text, document.nodes)


def hold_lossless(text: str, blocks: Sequence[Block]) -> None:
    """The blocks, joined, are the text, and each says where it stands in it."""
    at = 0
    for block in blocks:
        if block.start != at:
            raise BrokenPromise(f"block {block.place} says it starts at {block.start}, and starts at {at}")
        at += len(block.text) + 1
    if "\n".join(block.text for block in blocks) != text:
        raise BrokenPromise("the blocks do not give the text")


def hold_containment(nodes: Sequence[Node], length: int) -> None:
    """A node lies in its parent, behind its elder siblings; its pieces lie in it."""
    reached: dict[int | None, int] = {}
    for position, node in enumerate(nodes):
        if node.id != position or (node.parent is not None and not 0 <= node.parent < node.id):
            raise BrokenPromise(f"node {node.id} stands at position {position}, below {node.parent}")
        low, high = (0, length) if node.parent is None else (nodes[node.parent].start, nodes[node.parent].end)
        if not max(low, reached.get(node.parent, low)) <= node.start <= node.end <= high:
            raise BrokenPromise(f"node {node.id} [{node.start}, {node.end}) leaves its place in [{low}, {high})")
        reached[node.parent] = node.end
        if any(not node.start <= a <= b <= node.end for a, b in node.own):
            raise BrokenPromise(f"a piece of node {node.id} lies outside it")


def hold_tiling(text: str, nodes: Sequence[Node]) -> None:
    """The nodes' own pieces cover every non-blank character exactly once."""
    at = 0
    for start, end in sorted(piece for node in nodes for piece in node.own if piece[0] < piece[1]):
        if start < at:
            raise BrokenPromise(f"characters [{start}, {min(at, end)}) are covered twice: {text[start:at][:20]!r}")
        if text[at:start].strip():
            raise BrokenPromise(f"characters [{at}, {start}) are covered by no node: {text[at:start][:20]!r}")
        at = end
    if text[at:].strip():
        raise BrokenPromise(f"characters [{at}, {len(text)}) are covered by no node: {text[at:][:20]!r}")
