"""In which node a mask stands, and what the label of that node says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from feedbackparse.model import Mask, Node
from feedbackparse.reading.columns import join_labelled, type_under
from feedbackparse.rulebook import Rulebook


def place_masks(masks: Sequence[Mask], nodes: Sequence[Node], rulebook: Rulebook) -> tuple[Mask, ...]:
    """The masks, each with the node whose own pieces hold its first character.

    Shape: as many masks, in the same order. A mask in no piece (there is none in a tiled tree) keeps None.
    One that nothing round it types and that is all of a field's value takes the type that the field asks for.
    """
    pieces = sorted((start, end, node.id) for node in nodes for start, end in node.own)
    starts = [piece[0] for piece in pieces]
    labelled = join_labelled(rulebook)
    placed = []
    for found in masks:
        mask = found
        at = bisect_right(starts, mask.start) - 1
        inside = at >= 0 and mask.start < pieces[at][1]
        if inside and mask.type == "unknown" and fills_field(mask, nodes[pieces[at][2]]):
            mask = type_under(nodes[pieces[at][2]].label, mask, labelled)
        # written out: dataclasses.replace takes five times as long, and every mask comes by here
        placed.append(
            Mask(
                mask.start, mask.end, mask.raw, mask.type, mask.unit, mask.edtf, mask.lower, mask.upper,
                mask.normal, mask.rule, pieces[at][2] if inside else None,
            )
        )  # fmt: skip
    return tuple(placed)


def fills_field(mask: Mask, node: Node) -> bool:
    return node.kind == "field" and node.text.strip() == mask.raw
