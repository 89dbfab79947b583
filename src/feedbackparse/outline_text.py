"""The problem tree as text: one node a line, two spaces of indent a level, ``kind label: text``.

Source: outline.md, "The file"; the hand-checked outlines of corpora/ are written so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedbackparse.model import Node

ANYTHING = "…"
"""Stands for any characters in a text that is given by its two ends."""


def print_outline(nodes: Sequence[Node], *, longest: int | None = None) -> str:
    """The whole tree, a final newline included; texts longer than ``longest`` by their two ends."""
    return "".join(f"{line}\n" for line in outline_lines(nodes, longest=longest))


def outline_lines(nodes: Sequence[Node], *, longest: int | None = None) -> Iterator[str]:
    """One line a node, in document order."""
    depths: dict[int | None, int] = {None: -1}
    for node in nodes:
        depths[node.id] = depths[node.parent] + 1
        yield "  " * depths[node.id] + outline_line(node, longest)


def outline_line(node: Node, longest: int | None = None) -> str:
    """One node without its indent; a half-width colon ends the label, so one in it is written full width."""
    label = on_one_line(node.label).replace(":", "：")
    head = f"{node.kind} {label}" if label else node.kind
    return f"{head}: {by_its_ends(on_one_line(node.text), longest)}"


def on_one_line(text: str) -> str:
    """A title broken over lines, say, with a space where the lines met or a tab stood."""
    return text.replace("\n", " ").replace("\t", " ")


def by_its_ends(text: str, longest: int | None) -> str:
    """``text``, or its two ends where it is longer than ``longest``."""
    if longest is None or len(text) <= longest:
        return text
    half = longest // 2
    return text[:half] + ANYTHING + text[-half:]
