"""A hand-checked outline: one node a line, two spaces of indent a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from feedbackparse.model import Kind, Node

KINDS: tuple[str, ...] = get_args(Kind)
UNSEEN_LABELS = ("text", "title", "table")
"""Kinds whose label does not stand in the source: a text's is its role, a table's its caption."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A node as a comparison sees it."""

    kind: str
    label: str
    text: str
    parent: int | None
    """Position of the parent in the list."""
    line: int
    """Of a written node, from 1; of a parsed one, its id."""

    @property
    def seen_label(self) -> str:
        """The label where it stands in the source."""
        return "" if self.kind in UNSEEN_LABELS else self.label

    def __str__(self) -> str:
        return f"{self.kind} {self.label}: {self.text[:60]}".replace("\n", "|")


def pieces_of(nodes: Sequence[Node]) -> list[Piece]:
    """The nodes of a parse."""
    return [Piece(node.kind, node.label, node.text, node.parent, node.id) for node in nodes]


def read_outline(path: Path) -> list[Piece]:
    """The nodes of a written outline. Raises: ValueError with file and line where it is none."""
    pieces: list[Piece] = []
    above: list[tuple[int, int]] = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        indent = len(row) - len(row.lstrip(" "))
        head, colon, text = row.strip().partition(":")
        kind, _, label = head.partition(" ")
        if kind not in KINDS or not colon or indent % 2 or "\t" in row or (text and text[0] != " "):
            raise ValueError(f"{path}:{number}: want `kind label: text` with two spaces a level, found {row[:50]!r}")
        while above and above[-1][0] >= indent:
            above.pop()
        if indent > (above[-1][0] + 2 if above else 0):
            raise ValueError(f"{path}:{number}: a level is left out above {row.strip()[:50]!r}")
        pieces.append(Piece(kind, label.strip(), text.strip(), above[-1][1] if above else None, number))
        above.append((indent, len(pieces) - 1))
    return pieces
