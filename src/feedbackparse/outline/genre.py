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

_HEAD, _NAME = 30, 16
"""In so many first cells of a table its head is looked for, and in so many characters of a cell."""


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
    answered = any(m.response is not None and not m.role and not names_part(m, rulebook) for m in marks)
    name, evidence = "other", ""
    sheets = [entry.lines[0].text for entry in entries[:2] if isinstance(entry, Grid)]  # its first row is its title
    for text in (title, *sheets, *opening):
        hit = rulebook.first("genre", text)
        if hit:
            name, evidence = hit[0].gives, hit[1].group()
            break
    if name in {"feedback_letter", "problem_list"} and (answered or holds_answers(entries, rulebook)):
        name = "rectification_ledger" if name == "problem_list" else "rectification_report"
    no_answers = name in {"feedback_letter", "problem_list"}
    return Genre(name, not no_answers, no_answers, (evidence,) if evidence else ())


def names_part(mark: Mark, rulebook: Rulebook) -> bool:
    """Whether a numbered label without colon (一、主要成效) is the title of a part on what went well."""
    if mark.number is None or mark.response is None or mark.response.colon:
        return False
    hit = rulebook.first("part", mark.response.words)
    return hit is not None and hit[0].gives == "praise"


def holds_answers(entries: Sequence[Mark | Grid], rulebook: Rulebook) -> bool:
    """Whether a table's head names a column for what was done."""
    heads = (line.text for entry in entries if isinstance(entry, Grid) for line in entry.lines[:_HEAD])
    hits = (rulebook.first("column", text) for text in heads if len(text) <= _NAME)
    return any(hit is not None and hit[0].gives == "response" for hit in hits)


def settle_genre(genre: Genre, nodes: Sequence[Node]) -> str:
    """A report in whose tree no issue stands reports what went well; prose without parts is no report."""
    if genre.name in {"rectification_report", "other"} and not any(node.kind == "issue" for node in nodes):
        return "positive_report" if any(node.kind in {"heading", "title"} for node in nodes) else "other"
    return genre.name
