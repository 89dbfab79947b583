"""In which node a mask stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from feedbackparse.model import Mask, Node


def place_masks(masks: Sequence[Mask], nodes: Sequence[Node]) -> tuple[Mask, ...]:
    """The masks, each with the node whose own pieces hold its first character.

    Shape: as many masks, in the same order. A mask in no piece (there is none in a tiled tree) keeps None.
    """
    pieces = sorted((start, end, node.id) for node in nodes for start, end in node.own)
    starts = [piece[0] for piece in pieces]
    placed = []
    for mask in masks:
        at = bisect_right(starts, mask.start) - 1
        inside = at >= 0 and mask.start < pieces[at][1]
        # written out: dataclasses.replace takes five times as long, and every mask comes by here
        placed.append(
            Mask(
                mask.start, mask.end, mask.raw, mask.type, mask.unit, mask.edtf, mask.lower, mask.upper,
                mask.normal, mask.rule, pieces[at][2] if inside else None,
            )
        )  # fmt: skip
    return tuple(placed)
