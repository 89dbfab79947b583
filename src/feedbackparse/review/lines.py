"""The source as the page shows it: each line cut where a node, a mask or a finding begins or ends.

Shape: the texts of all fragments of all lines, joined with line feeds, are the canonical text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from feedbackparse.model import Block, Document, Node


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of one node with the same mask and the same findings."""

    text: str
    mask: int | None
    """Position in the document's masks."""
    findings: tuple[int, ...]
    """Positions in the document's findings."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of one node; blanks between nodes belong to none."""

    node: Node | None
    first: bool
    """Whether the node begins here: its anchor and its badge stand here."""
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the document."""

    block: Block
    pieces: tuple[Piece, ...]


class Cutter:
    """A Document's text with all that claims it, indexed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.owns = sorted((start, end, node.id) for node in document.nodes for start, end in node.own)
        self.starts = [start for start, _, _ in self.owns]
        self.mask_starts = [mask.start for mask in document.masks]
        marks = ((found.start, found.end, at) for at, found in enumerate(document.findings))
        self.marks = sorted(mark for mark in marks if mark[0] < mark[1])
        self.passed = 0
        """How many of the marks have begun."""
        self.open: list[tuple[int, int, int]] = []
        """Those of them that have not ended."""
        edges = {edge for start, end, _ in self.owns for edge in (start, end)}
        edges |= {edge for mask in document.masks for edge in (mask.start, mask.end)}
        edges |= {edge for start, end, _ in self.marks for edge in (start, end)}
        self.edges = sorted(edges)
        self.unowned = deque(node for node in document.nodes if not node.own)
        self.seen: set[int] = set()

    def cut_lines(self) -> Iterator[Line]:
        """Every line, in order."""
        for block in self.document.blocks:
            yield Line(block, (*self.open_nodes(block), *self.cut_pieces(block)))

    def open_nodes(self, block: Block) -> Iterator[Piece]:
        """Nodes that begin in this line and have no words of their own: an anchor and a badge only."""
        while self.unowned and self.unowned[0].start <= block.end:
            yield Piece(self.unowned.popleft(), True, ())

    def cut_pieces(self, block: Block) -> Iterator[Piece]:
        for owner, spans in groupby(self.cut_spans(block), self.owner):
            node = None if owner is None else self.document.nodes[owner]
            first = owner is not None and owner not in self.seen
            if owner is not None:
                self.seen.add(owner)
            yield Piece(node, first, tuple(self.fragment(span) for span in spans))

    def cut_spans(self, block: Block) -> Iterator[tuple[int, int]]:
        inner = self.edges[bisect_right(self.edges, block.start) : bisect_left(self.edges, block.end)]
        return ((start, end) for start, end in pairwise((block.start, *inner, block.end)) if start < end)

    def owner(self, span: tuple[int, int]) -> int | None:
        at = bisect_right(self.starts, span[0]) - 1
        return self.owns[at][2] if at >= 0 and span[0] < self.owns[at][1] else None

    def fragment(self, span: tuple[int, int]) -> Fragment:
        at = bisect_right(self.mask_starts, span[0]) - 1
        hidden = at >= 0 and span[0] < self.document.masks[at].end
        return Fragment(self.document.text[slice(*span)], at if hidden else None, self.findings_at(span[0]))

    def findings_at(self, offset: int) -> tuple[int, ...]:
        """The findings that speak of a character; offsets are asked in their order."""
        while self.passed < len(self.marks) and self.marks[self.passed][0] <= offset:
            self.open.append(self.marks[self.passed])
            self.passed += 1
        self.open = [mark for mark in self.open if offset < mark[1]]
        return tuple(sorted(at for _, _, at in self.open))


def cut_lines(document: Document) -> Sequence[Line]:
    """The lines of a document, one a block."""
    return tuple(Cutter(document).cut_lines())
