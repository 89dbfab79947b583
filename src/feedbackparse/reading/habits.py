"""With which signs a document hides: a lone weak sign among its words is a mask only where others prove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from feedbackparse.model import Mask
from feedbackparse.rulebook import Rulebook

PROOF = 3
"""Typed masks with the same sign."""


def drop_unproven(masks: Sequence[Mask], rulebook: Rulebook) -> Sequence[Mask]:
    """The masks without the lone signs with which nothing else in the document is hidden."""
    rules = {rule.id: rule.set for rule in rulebook.family("masks")}
    lone = {name for name, given in rules.items() if given.get("habit")}
    if not any(mask.rule in lone for mask in masks):
        return masks
    weak = {name for name, given in rules.items() if given.get("weak")}
    proofs = Counter(sign for mask in masks if mask.rule not in weak for sign in set(mask.raw))
    return [mask for mask in masks if mask.rule not in lone or proofs[mask.raw[-1]] >= PROOF]
