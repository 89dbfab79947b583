"""Bounds of hidden numbers, where the document itself shows that one star hides one character.

The evidence is ``*月`` beside ``**月``, or ``*日`` beside ``**日``: who hides by width writes both. A mask
of three stars before 月 or 日 is evidence against it. Without evidence there are no bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from feedbackparse.model import Mask, Span
from feedbackparse.reading.evidence import giving
from feedbackparse.reading.joined import join_rules
from feedbackparse.reading.script import characters_of
from feedbackparse.rulebook import Rulebook, load_rules

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
BOUNDED = frozenset({"count", "percent", "money", "ordinal"})


@dataclass(frozen=True, slots=True)
class Widths:
    """The document's own evidence that one sign hides one character."""

    sign: str
    one: Span
    """Where a single sign hides a month or day."""
    two: Span
    """Where two signs hide the same part of a date."""


def find_widths(masks: Sequence[Mask], rulebook: Rulebook | None = None) -> dict[str, Widths]:
    """The evidence for each sign that has it."""
    parts = giving(rulebook or load_rules(), "width")
    seen: dict[tuple[str, str], dict[int, Span]] = {}
    for mask in masks:
        if mask.type in ("date", "period"):
            for found in (hit for rule in parts for hit in rule.finditer(mask.raw)):
                widths = seen.setdefault((found["sign"], found["of"]), {})
                start = mask.start + found.start()
                widths.setdefault(len(found["run"]), (start, mask.start + found.end()))
    refuted = {sign for (sign, _), widths in seen.items() if max(widths) > 2}
    return {
        sign: Widths(sign, widths[1], widths[2])
        for (sign, _), widths in sorted(seen.items())
        if sign not in refuted and 1 in widths and 2 in widths
    }


def bound_masks(masks: Sequence[Mask], rulebook: Rulebook) -> tuple[Mask, ...]:
    """The masks, numbers among them with least and greatest value where the width is evidence."""
    evidence = find_widths(masks, rulebook)
    if not evidence:
        return tuple(masks)
    known, told = characters_of(rulebook, "mask_signs"), frozenset(evidence)
    return tuple(
        bound_mask(mask, rulebook) if mask.type in BOUNDED and known.intersection(mask.raw) <= told else mask
        for mask in masks
    )


def bound_mask(mask: Mask, rulebook: Rulebook) -> Mask:
    """The mask with its bounds, a count's with its scale; without them where it is no single number."""
    bounds = find_bounds(mask.raw.removeprefix("第").strip(), rulebook, scaled=mask.type == "count")
    return replace(mask, lower=bounds[0], upper=bounds[1]) if bounds else mask


@lru_cache(maxsize=1024)
def find_bounds(raw: str, rulebook: Rulebook, *, scaled: bool) -> tuple[float, float] | None:
    """The least and the greatest number that the expression may be."""
    hit = join_rules(giving(rulebook, "width-number")).match(raw, 0)
    if not hit:
        return None
    found, known = hit[1], characters_of(rulebook, "mask_signs")
    if known.isdisjoint(found[0]) or len(found["whole"]) > 12 or not known.isdisjoint(raw[found.end() :]):
        return None
    scale = 1
    if scaled:
        for word in found["scale"]:
            scale *= SCALES[word]
    whole, part = found["whole"].replace(",", ""), found["part"] or ""
    least, greatest = (
        float(fill(whole, *ends) + ("." + fill(part, ends[1], ends[1]) if part else "")) for ends in ("10", "99")
    )
    if part and len(whole) == 1 and not whole.isdecimal():
        least -= 1
    return least * scale, greatest * scale


def fill(digits: str, first: str, other: str) -> str:
    """Known digits stay; a hidden first digit becomes ``first``, any other ``other``."""
    return "".join(c if c.isdecimal() else (other if i else first) for i, c in enumerate(digits))
