"""Blocks -> problem tree: lines, marks, roles, genre, sections, kinds, nodes; in this order.

Source: design.md §4, outline.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.model import Block, Finding, Meta, Node
from feedbackparse.outline.build import Builder
from feedbackparse.outline.flow import Flow
from feedbackparse.outline.genre import decide_genre, settle_genre
from feedbackparse.outline.kinds import Judge, decide_kinds
from feedbackparse.outline.lines import Grid, read_lines
from feedbackparse.outline.marks import Mark, mark_line
from feedbackparse.outline.roles import assign_roles
from feedbackparse.outline.series import grow_sections
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of one document, with what was learned on the way."""

    nodes: tuple[Node, ...]
    meta: Meta
    findings: tuple[Finding, ...] = ()


def grow(blocks: Sequence[Block], rulebook: Rulebook) -> Outline:
    """The problem tree of a document; total: any text gives a tree."""
    text = "\n".join(block.text for block in blocks)
    entries: list[Mark | Grid] = [
        line if isinstance(line, Grid) else mark_line(line, rulebook) for line in read_lines(blocks)
    ]
    first, last = assign_roles(entries, rulebook)
    body = [e for e in entries[first:last] if isinstance(e, Grid) or e.role not in {"preamble"}]
    skipped = [e for e in entries[first:last] if isinstance(e, Mark) and e.role == "preamble"]
    genre = decide_genre(entries, first, rulebook)
    judge = Judge(rulebook, genre.answers)
    root = grow_sections(body, judge)
    decide_kinds(root, judge, "findings" if genre.name == "problem_list" else "")
    tree = Tree()
    builder = Builder(tree, rulebook, judge, genre.letter)
    builder.add_roles([*entries[:first], *skipped])
    builder.add_entries(root, None, Flow(tree, rulebook, None))
    builder.add_roles(entries[last:])
    nodes = tree.finish(text)
    return Outline(nodes, Meta(genre=settle_genre(genre, nodes), evidence=genre.evidence))
