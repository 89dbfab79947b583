"""A tree under construction: nodes and the places where each begins; spans and pieces follow from them.

Every character belongs to the node that began last before it (outline.md: label and wrapper words are
the node's own), so the pieces tile the text by construction. A node may begin again further on: the
problem cell of a ledger row stands behind other cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from feedbackparse.model import Kind, Node, Span
from feedbackparse.outline.lines import Line


@dataclass(slots=True)
class Draft:
    kind: Kind
    label: str
    text: str
    parent: int | None
    rule: str


@dataclass(slots=True)
class Tree:
    drafts: list[Draft] = field(default_factory=list)
    begins: list[tuple[int, int]] = field(default_factory=list)
    """``(offset, node)``: from here on the text is the node's."""
    listing: bool = False
    """Whether the document is a problem list: a table of numbers and problems only is one, too."""

    def add(self, kind: Kind, label: str, text: str, parent: int | None, offset: int, rule: str) -> int:
        """A new node that begins at ``offset``; nodes are added in document order."""
        self.drafts.append(Draft(kind, label, text, parent, rule))
        node = len(self.drafts) - 1
        self.begins.append((offset, node))
        return node

    def add_aside(self, line: Line, rule: str) -> int:
        """A note or text box: a text below the node of the paragraph that anchors it, below none of a title."""
        anchor = next((at for at in range(len(self.drafts) - 1, -1, -1) if self.drafts[at].rule != rule), None)
        if anchor is not None and self.drafts[anchor].kind == "title":
            anchor = None
        return self.add("text", "", line.text, anchor, line.start, rule)

    def again(self, node: int, offset: int) -> None:
        """The text from ``offset`` on belongs to ``node`` once more."""
        self.begins.append((offset, node))

    def finish(self, text: str) -> tuple[Node, ...]:
        """The nodes with their pieces and spans; blanks at the ends of a piece belong to none."""
        own: list[list[Span]] = [[] for _ in self.drafts]
        order = sorted(self.begins, key=lambda begin: begin[0])
        starts = [len(text)] * len(self.drafts)
        ends = [0] * len(self.drafts)
        for place, (offset, node) in enumerate(order):
            stop = order[place + 1][0] if place + 1 < len(order) else len(text)
            words = text[offset:stop].lstrip()
            low, high = (stop - len(words), stop - len(words) + len(words.rstrip())) if words else (offset, offset)
            if words:
                own[node].append((low, high))
            starts[node] = min(starts[node], low)
            ends[node] = max(ends[node], high)
        for node in range(len(self.drafts) - 1, -1, -1):
            parent = self.drafts[node].parent
            if parent is not None:
                starts[parent] = min(starts[parent], starts[node])
                ends[parent] = max(ends[parent], ends[node])
        return tuple(
            Node(i, d.parent, d.kind, d.label, d.text, starts[i], ends[i], tuple(own[i]), d.rule)
            for i, d in enumerate(self.drafts)
        )
