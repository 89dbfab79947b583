"""Small documents and their whole trees, one a shape (shapes.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackparse.model import Block
from feedbackparse.outline import grow
from feedbackparse.outline_text import print_outline
from feedbackparse.promises import hold_containment, hold_tiling
from feedbackparse.rulebook import load_rules


def read_shapes() -> list[tuple[str, str, str]]:
    """``(name, text, outline)`` of every shape in the file."""
    cases = (Path(__file__).parent / "shapes.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    shapes = []
    for case in cases:
        name, _, rest = case.partition("\n")
        text, _, outline = rest.partition("\n--\n")
        shapes.append((name, text, outline.strip("\n") + "\n"))
    return shapes


def blocks_of(text: str) -> list[Block]:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        blocks.append(Block(line, at, f"line[{number}]"))
        at += len(line) + 1
    return blocks


@pytest.mark.parametrize(("name", "text", "outline"), read_shapes(), ids=[shape[0] for shape in read_shapes()])
def test_shape_grows_its_tree(name: str, text: str, outline: str) -> None:
    nodes = grow(blocks_of(text), load_rules()).nodes
    hold_containment(nodes, len(text))
    hold_tiling(text, nodes)
    assert print_outline(nodes) == outline, name


def test_shapes_are_there() -> None:
    assert len(read_shapes()) >= 20
