"""What the whole document tells before any mask of it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.model import Span
from feedbackparse.rulebook import Rule, Rulebook

FAMILY = "mask-evidence"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates of a text, and its habits."""

    runs: tuple[Span, ...]
    """Each run of mask characters, in order; those inside normal forms are left out."""
    markdown: bool
    """Whether the text as a whole is Markdown: front matter, headings or links."""
    footnotes: frozenset[str]
    """The stars with which a line of notes begins."""


def gather_evidence(text: str, rulebook: Rulebook) -> Evidence:
    """One pass for the runs; the others only where there are any."""
    rules = {rule.id: rule for rule in rulebook.family(FAMILY)}
    runs = [found.span() for found in rules["run"].finditer(text)] if "run" in rules else []
    if not runs:
        return Evidence((), False, frozenset())
    if "⟦" in text:
        runs = outside(runs, [s for rule in giving(rules, "opaque") for s in spans(rule, text)])
    return Evidence(
        tuple(runs),
        "**" in text and any(rule.match(text) for rule in giving(rules, "markdown")),
        frozenset(found["mark"] for rule in giving(rules, "footnote") for found in rule.finditer(text)),
    )


def giving(rules: dict[str, Rule], what: str) -> list[Rule]:
    return [rule for rule in rules.values() if rule.gives == what]


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
