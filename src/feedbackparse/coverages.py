"""Three coverages, always apart: text, answers, fields; of a document or of each of its sections.

Shape: text counts characters that are no blanks, answers and fields count ledger rows (issues without
sub-issues, or with an answer of their own). A genre without answers has None there, and not 0.
Source: design.md §7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedbackparse.auditing.answers import is_answered, is_empty
from feedbackparse.auditing.assigned import names
from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.whole import unclaimed
from feedbackparse.model import Document, Node, Span
from feedbackparse.rulebook import Rulebook, load_rules


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered in one document or section: counts, never mixed into one number."""

    file: str
    document: str
    """The head of the file's SHA-256."""
    section: str | None
    """The outermost heading; None for the whole document."""
    characters: int
    claimed: int
    """Characters that a rule or their place explains."""
    unclaimed: tuple[Span, ...]
    """Where the others stand."""
    issues: int
    answered: int | None
    """None where the genre holds no answers."""
    unanswered: tuple[int, ...]
    """The issues without an answer, by node."""
    responsible: int | None
    deadline: int | None
    quantity: int | None
    """Issues whose answer names a number."""
    evidence: int | None
    """Issues with a field for what proves it, or an answer that names a document."""


def cover(document: Document, rulebook: Rulebook | None = None) -> Coverage:
    """The coverages of a whole document."""
    return Measure(Paper(document, rulebook or load_rules())).of(None, document.nodes)


def cover_sections(document: Document, rulebook: Rulebook | None = None) -> Iterator[Coverage]:
    """The coverages of each outermost heading, and of what stands beside them (section "")."""
    paper = Paper(document, rulebook or load_rules())
    counts = Measure(paper)
    for head in (node for node in paper.roots if node.kind == "heading"):
        yield counts.of(f"{head.label}{head.text}", list(paper.inside(head)))
    rest = [part for node in paper.roots if node.kind != "heading" for part in paper.inside(node)]
    yield counts.of("", rest)


class Measure:
    """What is asked of every section, found once for the whole document."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.loose = {node.id for node in unclaimed(paper)}
        self.rows = {node.id for node in paper.rows}

    def of(self, section: str | None, nodes: Sequence[Node]) -> Coverage:
        left = [node for node in nodes if node.id in self.loose]
        rows = [node for node in nodes if node.id in self.rows]
        return measure(self.paper, section, nodes, left, rows)


def measure(
    paper: Paper, section: str | None, nodes: Sequence[Node], left: Sequence[Node], rows: Sequence[Node]
) -> Coverage:
    """The counts of ``nodes``, of which ``left`` are unclaimed and ``rows`` are the ledger's."""
    speaks = paper.speaks("unanswered-issue")
    answered = [node for node in rows if is_answered(paper, node) and not says_nothing(paper, node)]
    known = {node.id for node in answered}
    characters = sum(count(paper, node) for node in nodes)
    return Coverage(
        paper.document.source.name,
        paper.document.source.sha256[:12],
        section,
        characters,
        characters - sum(count(paper, node) for node in left),
        tuple(span for node in left for span in node.own),
        len(rows),
        len(answered) if speaks else None,
        tuple(node.id for node in rows if node.id not in known) if speaks else (),
        sum(names(paper, node, "responsible") for node in rows) if speaks else None,
        sum(names(paper, node, "deadline") for node in rows) if speaks else None,
        sum(has_quantity(paper, node) for node in rows) if speaks else None,
        sum(has_evidence(paper, node) for node in rows) if speaks else None,
    )


def count(paper: Paper, node: Node) -> int:
    """The node's own characters that are no blanks."""
    return sum(not sign.isspace() for start, end in node.own for sign in paper.text[start:end])


def says_nothing(paper: Paper, issue: Node) -> bool:
    """Whether an issue's own responses are all empty."""
    responses = paper.below(issue, "response")
    return bool(responses) and all(is_empty(paper, node) for node in responses)


def has_quantity(paper: Paper, issue: Node) -> bool:
    return paper.hit("audit-evidence", "number", paper.answers(issue)) is not None


def has_evidence(paper: Paper, issue: Node) -> bool:
    fields = paper.below(issue, "field")
    stated = any(paper.label_means(field.label) == "evidence" and field.text.strip() for field in fields)
    return stated or paper.hit("audit-evidence", "document", paper.answers(issue)) is not None
