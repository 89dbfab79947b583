"""Masks in a row: ``赴**、**、**等地`` hides three places, though only the last says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedbackparse.model import Mask

JOINTS = frozenset({"、", "和", "与", "及", "或"})
ROUTES = frozenset({"至", "到", "—", "－", "-"})
"""What joins places only: **至**高速."""
INHERITED = frozenset({"place", "org", "person", "name"})


def type_series(text: str, masks: Sequence[Mask]) -> list[Mask]:
    """The masks, an untyped one typed as its neighbour where only ``、`` or 和 stands between them.

    Shape: as many masks, in the same order.
    """
    typed = list(masks)
    for order in (range(1, len(typed)), range(len(typed) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for i in order:
            near, mask = typed[i + step], typed[i]
            between = text[near.end : mask.start] if step < 0 else text[mask.end : near.start]
            joined = between in JOINTS or (near.type == "place" and between in ROUTES)
            if mask.type == "unknown" and near.type in INHERITED and joined:
                typed[i] = replace(mask, type=near.type, normal=f"⟦{near.type}⟧")
    return typed
