"""Marks -> Sections: which number stands below which, as the document itself uses them.

Styles stack in one order for each document. The standard order (一、 （一） 1. （1） ①) is tried first;
where numbers then double, miss or restart, orders with one style moved are tried, and the one with the
fewest breaks is taken (continuity as evidence). Source: design.md §4, outline.md "Who is whose parent".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from feedbackparse.outline.grower import Asks, Grower, word_style
from feedbackparse.outline.marks import Mark
from feedbackparse.outline.sections import WORDS, Entry, Ranks, Section


def grow_sections(entries: Sequence[Entry], judge: Asks) -> Section:
    """The section tree under the order of styles with the fewest breaks; ties go to the standard."""
    styles: Ranks = {}
    for entry in entries:
        if isinstance(entry, Mark) and entry.number and not entry.role:
            styles.setdefault(entry.number.style, float(entry.number.rank))
    best = {**styles, **WORDS}
    grown = try_order(entries, best, judge, inf)
    assert grown, "without limit an order always gives a tree"
    tree, cost = grown
    for _ in range(3):
        if not cost or len(styles) < 1:
            break
        found = None
        for ranks in moved_orders(best, entries):
            grown = try_order(entries, ranks, judge, cost - 0.4)
            if grown:
                (tree, cost), found = grown, ranks
        if found is None:
            break
        best = found
    return tree


def try_order(entries: Sequence[Entry], ranks: Ranks, judge: Asks, limit: float) -> tuple[Section, float] | None:
    """The tree and its breaks; None as soon as there are ``limit`` of them."""
    grower = Grower(entries, ranks, judge)
    root = grower.grow(limit)
    return (root, grower.breaks) if root else None


def moved_orders(ranks: Ranks, entries: Sequence[Entry]) -> Iterator[Ranks]:
    """All orders that differ by one style moved to another place."""
    words = {"guanyu", "zhendui"} & {
        word_style(entry.issue) for entry in entries if isinstance(entry, Mark) and entry.issue and not entry.number
    }
    used = sorted((style for style in ranks if style not in WORDS or style in words), key=lambda s: ranks[s])
    for style in used:
        rest = [s for s in used if s != style]
        for place in range(len(rest) + 1):
            order = [*rest[:place], style, *rest[place:]]
            if order != used:
                yield {**WORDS, **{s: 10.0 * (i + 1) for i, s in enumerate(order)}}
