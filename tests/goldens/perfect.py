"""What a parser without fault would find: the measures must give it 1.0 everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from feedbackparse.model import Kind, Mask, Node
from tests.goldens.layout import Letters, lay_out
from tests.goldens.mask_file import read_masks
from tests.goldens.outline_file import read_outline


def perfect_parse(source: str, outline: Path) -> tuple[Node, ...]:
    """The nodes that a parser without fault would find. Raises: FaultError."""
    letters = Letters.of(source)
    laid, _ = lay_out(letters, read_outline(outline))
    starts = [letters.offset(node.label_at) for node in laid]
    borders = [*starts[1:], len(source)]
    reach = list(borders)
    for i in reversed(range(len(laid))):
        parent = laid[i].piece.parent
        if parent is not None:
            reach[parent] = max(reach[parent], reach[i])
    return tuple(
        Node(
            id=i,
            parent=node.piece.parent,
            kind=cast("Kind", node.piece.kind),
            label=node.piece.label,
            text=letters.piece(node.start, node.end),
            start=0 if i == 0 else starts[i],
            end=reach[i],
            own=((0 if i == 0 else starts[i], borders[i]),),
            rule="hand",
        )
        for i, node in enumerate(laid)
    )


def perfect_masks(source: str, path: Path) -> tuple[Mask, ...]:
    """The masks that a parser without fault would find."""
    return tuple(
        Mask(row.start, row.end, row.raw, row.types[0], row.unit or None, row.edtf or None, None, None, "", "hand")
        for row in read_masks(path, source)
    )
