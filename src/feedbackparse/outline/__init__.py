"""Blocks -> problem tree: lines, marks, roles, genre, sections, kinds, nodes; in this order.

Source: design.md §4, outline.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedbackparse.model import Block, Meta, Node
from feedbackparse.outline.build import Builder
from feedbackparse.outline.explain import Claim, explain
from feedbackparse.outline.flow import Flow
from feedbackparse.outline.genre import Genre, decide_genre, settle_genre
from feedbackparse.outline.kinds import Judge, decide_kinds
from feedbackparse.outline.lines import read_lines
from feedbackparse.outline.marks import Mark, mark_lines
from feedbackparse.outline.ownlabels import learn_labels
from feedbackparse.outline.reports import split_reports
from feedbackparse.outline.roles import assign_roles
from feedbackparse.outline.sections import Entry, Section
from feedbackparse.outline.series import grow_sections
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of one document, and what was learned on the way."""

    nodes: tuple[Node, ...]
    meta: Meta
    """Genre and its evidence; the other fields are read later."""
    claims: Callable[[], tuple[Claim, ...]]
    """What was said of each paragraph, worked out when asked for."""


def grow(blocks: Sequence[Block], rulebook: Rulebook) -> Outline:
    """The problem tree of a document; total: any text gives a tree."""
    text = "\n".join(block.text for block in blocks)
    entries = mark_lines(read_lines(blocks, rulebook), rulebook)
    learn_labels([entry for entry in entries if isinstance(entry, Mark)], rulebook)
    tree, roots, genres = Tree(), [], []
    for paper in split_reports(entries, rulebook):
        root, genre = grow_paper(tree, paper, rulebook)
        roots.append(root)
        genres.append(genre)
    nodes = tree.finish(text)
    meta = Meta(genre=settle_genre(genres[0], nodes), evidence=genres[0].evidence)
    return Outline(nodes, meta, lambda: explain(entries, roots, nodes, rulebook))


def grow_paper(tree: Tree, entries: Sequence[Entry], rulebook: Rulebook) -> tuple[Section, Genre]:
    """Add the nodes of one paper to the tree; its sections and its genre."""
    first, last = assign_roles(entries, rulebook)
    genre = decide_genre(entries, first, rulebook)
    judge = Judge(rulebook, genre.answers)
    root = grow_sections(entries[first:last], judge)
    listing = genre.name == "problem_list"
    decide_kinds(root, judge, "findings" if listing else "")
    tree.listing = listing
    builder = Builder(tree, rulebook, judge, genre.letter)
    builder.add_roles(entries[:first])
    builder.add_entries(root, None, Flow(tree, rulebook, None, letter=genre.letter))
    builder.add_roles(entries[last:])
    return root, genre
