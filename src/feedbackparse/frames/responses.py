"""What was done about an issue: the whole answer as one text, and its measures one by one.

Source: outline.md (responses, items), design.md §8 (整改情况, 措施清单).
"""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.frames.numbers import read_number
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Node


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: an item of a response, or a response without items."""

    node: Node
    response: Node
    label: str
    """The document's own number (一是, 1), or its place among the issue's measures."""
    text: str


def read_response(tree: Tree, issue: Node) -> str | None:
    """All responses of an issue as one text; several stand under one another with their labels.

    None where the issue has no response, or only empty ones.
    """
    responses = tree.below(issue, "response")
    bodies = [(node.label.strip("：: 　"), tree.words(node)) for node in responses]
    if len(bodies) == 1:
        return bodies[0][1] or None
    return "\n".join(f"{label}：{body}" if label else body for label, body in bodies if body) or None


def read_measures(tree: Tree, issue: Node) -> list[Measure]:
    """The measures of an issue, in order: the outermost items of its responses; nested ones stay inside.

    A response without items is one measure itself; one without words is none.
    """
    found: list[Measure] = []
    for response in tree.below(issue, "response"):
        for node in outermost_items(tree, response) or [response]:
            text = tree.words(node)
            if text:
                own = node.label if node.kind == "item" else ""
                label = read_number_or_words(own) or str(len(found) + 1)
                found.append(Measure(node, response, label, text))
    return found


def outermost_items(tree: Tree, node: Node) -> list[Node]:
    """The items below a node that stand in no other item."""
    found: list[Node] = []
    for child in tree.children[node.id]:
        found += [child] if child.kind == "item" else outermost_items(tree, child)
    return found


def read_number_or_words(label: str) -> str:
    """一是 and 首先 as they stand, 1. as 1, （一） as （一）."""
    bare = label.strip(" 　、，,.．：:")
    return bare if bare.endswith("是") or not read_number(bare) else read_number(bare)
