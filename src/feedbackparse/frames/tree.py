"""A document's nodes as a tree that can be asked: children, those above, which ledger row a node is in."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from feedbackparse.frames.decided import WORDED, name_categories
from feedbackparse.model import Cell, Document, Fact, Mask, Node
from feedbackparse.reading.decisions import Decision, read_decisions
from feedbackparse.reading.stated import BAR, ROW

if TYPE_CHECKING:
    from feedbackparse.reading.category import Category
    from feedbackparse.rulebook import Rulebook


class Tree:
    """One Document, indexed once; nothing in it is changed."""

    def __init__(self, document: Document, rulebook: Rulebook | None = None) -> None:
        self.document = document
        self.rulebook = rulebook
        """Whose taxonomy names the categories; None for the shipped one."""
        self.nodes = document.nodes
        self.children: list[list[Node]] = [[] for _ in document.nodes]
        for node in document.nodes:
            if node.parent is not None:
                self.children[node.parent].append(node)

    def below(self, node: Node, kind: str) -> list[Node]:
        """The node's children of one kind, in order."""
        return [child for child in self.children[node.id] if child.kind == kind]

    def above(self, node: Node) -> list[Node]:
        """The nodes above, the outermost first."""
        found: list[Node] = []
        at = node.parent
        while at is not None:
            found.append(self.nodes[at])
            at = self.nodes[at].parent
        return found[::-1]

    def words(self, node: Node) -> str:
        """The whole node as it stands in the text, a paragraph a line, without its label.

        Blank lines and indents are dropped; lines into which a sentence was wrapped are joined again.
        """
        text, at, body, last = self.document.text, node.start, "", 0
        for line in text[node.start : node.end].split("\n"):
            if line.strip():
                start = at + len(line) - len(line.lstrip())
                body += (self._joint(last, start) if body else "") + line.strip()
                last = at + len(line.rstrip()) - 1
            at += len(line) + 1
        return without_label(body, node.label)

    def _joint(self, last: int, first: int) -> str:
        """What joins two lines that end and begin there: a line end, in a table's row a bar, in a sentence nothing."""
        node = self.node_at(last)
        if node is None or node != self.node_at(first):
            return "\n"
        if self.nodes[node].rule == ROW:
            return "；" if self._cell(last) == self._cell(first) else BAR
        return "\n" if self.document.text[last] in "。；：！？;:!?" else ""

    def _cell(self, offset: int) -> Cell | None:
        return self.document.blocks[bisect_right(self._block_starts, offset) - 1].cell

    @cached_property
    def issue_rows(self) -> list[Node]:
        """The issues that are rows of the ledger: without sub-issues, or with a response of their own.

        Source: design.md §8.
        """
        return [
            node
            for node in self.nodes
            if node.kind == "issue" and (not self.below(node, "issue") or self.below(node, "response"))
        ]

    @cached_property
    def row_of(self) -> list[int | None]:
        """For each node the issue in whose ledger row it stands, if it stands in one."""
        rows = {node.id for node in self.issue_rows}
        found: list[int | None] = []
        for node in self.nodes:
            outer = found[node.parent] if node.parent is not None else None
            found.append(node.id if node.id in rows else None if node.kind == "issue" else outer)
        return found

    @cached_property
    def decisions(self) -> dict[int, Decision]:
        """Of each issue and measure what its words say of status, kind and deadline."""
        return read_decisions(self.nodes, self.document.facts)

    @cached_property
    def stated_of_row(self) -> dict[int, list[Fact]]:
        """By ledger row who and until when its answer states under a name where no field does."""
        found: dict[int, list[Fact]] = {}
        for fact in self.document.facts:
            row = self.row_of[fact.node]
            if fact.rule in WORDED and row is not None and self.nodes[fact.node].kind != "field":
                found.setdefault(row, []).append(fact)
        return found

    @cached_property
    def categories(self) -> dict[int, Category]:
        """Of each issue what it is about."""
        return name_categories(self.nodes, self.rulebook)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    def place(self, offset: int) -> str | None:
        """Where an offset stands in the source file, as ``body/p[12]``."""
        at = bisect_right(self._block_starts, offset) - 1
        return self.document.blocks[at].place if at >= 0 else None

    @cached_property
    def _mask_starts(self) -> list[int]:
        return [mask.start for mask in self.document.masks]

    def masks_in(self, start: int, end: int) -> tuple[Mask, ...]:
        """The masks that begin in ``[start, end)``."""
        low, high = bisect_right(self._mask_starts, start - 1), bisect_right(self._mask_starts, end - 1)
        return self.document.masks[low:high]

    @cached_property
    def masks_of_row(self) -> Counter[int]:
        """How many masks stand in each ledger row, by its node id."""
        holders = (self.node_at(mask.start) for mask in self.document.masks)
        rows = (self.row_of[holder] for holder in holders if holder is not None)
        return Counter(row for row in rows if row is not None)

    @cached_property
    def _node_starts(self) -> list[int]:
        return [node.start for node in self.nodes]

    def node_at(self, offset: int) -> int | None:
        """The deepest node that holds an offset."""
        at: int | None = bisect_right(self._node_starts, offset) - 1
        while at is not None and at >= 0 and offset >= self.nodes[at].end:
            at = self.nodes[at].parent
        return at if at is None or at >= 0 else None


def without_label(body: str, label: str) -> str:
    """The words behind a label that stands at their head, with its brackets and colon."""
    for head in (body, body.lstrip("【[（(“《 　\n")):
        if label and head.startswith(label):
            return head[len(label) :].lstrip("】]）)”》 　\n").lstrip("：:，,、 　\n")
    return body
