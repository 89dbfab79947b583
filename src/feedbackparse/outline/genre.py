"""What kind of paper a document is: decided from its labelled paragraphs, before the tree grows.

Source: design.md §4 (genre decides what an enumeration means), §6 (the genres).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.model import Node
from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Mark
from feedbackparse.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Genre:
    name: str
    answers: bool
    """Whether papers of this kind hold answers."""
    letter: bool
    """Whether enumerations in its part on findings are issues."""
    evidence: tuple[str, ...]
    """The words that decided it."""


def decide_genre(entries: Sequence[Mark | Grid], first: int, rulebook: Rulebook) -> Genre:
    """The genre from the title, or from the paragraphs before the first part, held against the text."""
    marks = [e for e in entries if isinstance(e, Mark)]
    title = "".join(m.text for m in marks if m.role in {"title", "title-continued"})
    opening = [m.text for m in marks if m.role == "preamble"] or [
        e.text for e in entries[first : first + 2] if isinstance(e, Mark)
    ]
    answered = sum(1 for m in marks if m.response is not None and not m.role)
    name, evidence = "other", ""
    for text in (title, *opening):
        hit = rulebook.first("genre", text)
        if hit:
            name, evidence = hit[0].gives, hit[1].group()
            break
    if name in {"feedback_letter", "problem_list"} and answered:
        name = "rectification_ledger" if name == "problem_list" else "rectification_report"
    no_answers = name in {"feedback_letter", "problem_list"}
    return Genre(name, not no_answers, no_answers, (evidence,) if evidence else ())


def settle_genre(genre: Genre, nodes: Sequence[Node]) -> str:
    """A report in whose tree no issue stands reports what went well; prose without parts is no report."""
    if genre.name in {"rectification_report", "other"} and not any(node.kind == "issue" for node in nodes):
        return "positive_report" if any(node.kind in {"heading", "title"} for node in nodes) else "other"
    return genre.name
