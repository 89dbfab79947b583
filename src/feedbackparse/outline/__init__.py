"""Blocks -> problem tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.model import Block, Finding, Meta, Node
from feedbackparse.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Outline:
    nodes: tuple[Node, ...]
    meta: Meta
    findings: tuple[Finding, ...] = ()


def grow(blocks: Sequence[Block], rulebook: Rulebook) -> Outline:
    """placeholder until the builder stands: every paragraph is a text."""
    nodes = [
        Node(i, None, "text", "", b.text, b.start, b.end, ((b.start, b.end),), "text")
        for i, b in enumerate(b for b in blocks if b.text.strip())
    ]
    return Outline(tuple(nodes), Meta())
