"""What the whole document tells before any mask of it is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from feedbackparse.model import Span
from feedbackparse.reading.joined import join_rules
from feedbackparse.rulebook import Rule, Rulebook

FAMILY = "mask-evidence"
LONGEST_MARK = 3
"""Stars of a footnote."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates of a text, and its habits."""

    runs: tuple[Span, ...]
    """Each run of mask characters, in order; those inside normal forms are left out."""
    markdown: bool
    """Whether the text as a whole is Markdown: front matter, headings or links."""
    footnotes: frozenset[str]
    """The stars with which a line of notes begins, or whose meaning the text explains."""


def gather_evidence(text: str, rulebook: Rulebook) -> Evidence:
    """One pass for the runs; the others only where there are any."""
    runs = [found.span() for found in any_run(rulebook.lists.get("mask_signs", ())).finditer(text)]
    if not runs:
        return Evidence((), False, frozenset())
    if "⟦" in text:
        runs = outside(runs, [s for rule in giving(rulebook, "opaque") for s in spans(rule, text)])
    notes = join_rules(giving(rulebook, "footnote"))
    marks = (notes.match(text, start) for start, end in runs if end - start <= LONGEST_MARK)
    return Evidence(
        tuple(runs),
        "**" in text and any(rule.match(text) for rule in giving(rulebook, "markdown")),
        frozenset(hit[1]["mark"] for hit in marks if hit),
    )


@lru_cache(maxsize=64)
def giving(rulebook: Rulebook, what: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rulebook.family(FAMILY) if rule.gives == what)


@lru_cache(maxsize=8)
def any_run(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Each run of mask characters is a candidate, and nothing else is looked at."""
    return re.compile("[" + re.escape("".join(signs)) + "]+" if signs else r"(?!)")


def spans(rule: Rule, text: str) -> list[Span]:
    return [found.span() for found in rule.finditer(text)]


def outside(runs: list[Span], opaque: list[Span]) -> list[Span]:
    """The runs that overlap no opaque span; both lists are in order."""
    kept: list[Span] = []
    at = 0
    for start, end in runs:
        while at < len(opaque) and opaque[at][1] <= start:
            at += 1
        if at == len(opaque) or end <= opaque[at][0]:
            kept.append((start, end))
    return kept
