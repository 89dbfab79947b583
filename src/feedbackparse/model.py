"""The records that every stage passes on: Block, Node, Mask, Fact, Finding, Document.

All offsets are code points in the document's canonical text, half open: ``[start, end)``.
Records are frozen; a stage returns new ones and changes none.

Source: design.md §2 (the model), outline.md (kinds of node).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["title", "heading", "issue", "response", "item", "field", "table", "text"]
"""The kinds of node of the problem tree."""

Severity = Literal["error", "warning", "note"]

Span = tuple[int, int]
"""``(start, end)`` in the canonical text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table."""

    table: int
    """Number of the table in the document, from 1; a nested table has its own number."""
    row: int
    """Row of the cell's upper edge, from 1."""
    column: int
    """Column of the cell's left edge, from 1, counted in the table's grid."""
    rows: int = 1
    """How many rows the cell spans."""
    columns: int = 1
    """How many grid columns the cell spans."""
    header: bool = False
    """Whether the document marks the row as a repeated header row."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's formatting hints at."""

    outline_level: int | None = None
    """Word's outline level, 0 for the outermost; None for body text."""
    name: str = ""
    """The style's name, as ``heading 1`` or ``Title``."""
    centred: bool = False
    bold: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the canonical text: a paragraph, a line of one, or a paragraph of a table cell."""

    text: str
    start: int
    """Offset of the first character in the canonical text."""
    place: str
    """Where it came from: ``body/p[12]``, ``table[1]/row[3]/cell[2]``, ``line[7]``."""
    number: str = ""
    """The computed automatic number that stands at the head of ``text``, or empty."""
    style: Style = PLAIN
    cell: Cell | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the problem tree."""

    id: int
    """Position in document order, from 0."""
    parent: int | None
    kind: Kind
    label: str
    text: str
    start: int
    end: int
    """The node with all below it lies in ``[start, end)``."""
    own: tuple[Span, ...]
    """What the node itself takes: label and wrapper words included, children not."""
    rule: str
    """The rule that claimed it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A masked expression: what a public copy hides, typed and normalised, never guessed."""

    start: int
    end: int
    raw: str
    type: str
    """date, period, count, percent, money, ordinal, place, org, person, name, phone, word or unknown."""
    unit: str | None
    """The measure word, 万元/元 or %; None where there is none."""
    edtf: str | None
    """Dates and periods as EDTF; None for the other types."""
    lower: float | None
    """Least possible value, only where the document's own width evidence bounds it."""
    upper: float | None
    normal: str
    """The normal form that stands for it, as ``⟦count:篇⟧``."""
    rule: str
    node: int | None = None
    """The node that holds it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value read from the words of a node."""

    type: str
    """meeting, training, activity, check, survey, talk, people, recovered, paid, money, rule, document,
    document-number, count, percent, date, period, responsible, status, kind or deadline."""
    start: int
    end: int
    raw: str
    value: str | None
    """Plain figures, EDTF, a title, a name or a status; None where it is hidden or not stated."""
    unit: str | None
    """The measure word; of money the unit printed, as 万元."""
    qualifier: str | None
    """余, 以上, 近, 前: how near the value is."""
    masked: bool
    """Whether the value is hidden; then there is none."""
    node: int
    rule: str
    what: str | None = None
    """What was done or is counted (追缴, 诫勉, 修订, 党组会议); leader, unit or person of who is responsible;
    of status, kind and deadline, issue where it decides for the whole issue, measure where for its node only,
    against where it decides nothing and contradicts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an inspection office should look at, or what intake was not sure of."""

    code: str
    severity: Severity
    node: int | None
    start: int
    end: int
    message: str
    """Simplified Chinese, for the user."""
    remedy: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from."""

    name: str
    sha256: str
    format: str
    """docx, txt …, found from the content."""
    encoding: str | None
    """Of text files; None for packages."""


@dataclass(frozen=True, slots=True)
class Total:
    """A number that the document states about itself."""

    what: str
    value: float | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meta:
    """The document's metadata. Absent is None; a masked value keeps its stars (in dates as X)."""

    title: str | None = None
    genre: str = "other"
    kind: str | None = None
    inspecting_team: str | None = None
    inspected: tuple[str, ...] = ()
    round: str | None = None
    period: str | None = None
    feedback_date: str | None = None
    published: str | None = None
    publisher: str | None = None
    index_number: str | None = None
    contact: str | None = None
    totals: tuple[Total, ...] = ()
    evidence: tuple[str, ...] = ()
    """The words that decided the genre."""


@dataclass(frozen=True, slots=True)
class Versions:
    program: str
    rules: str
    """First 12 hex digits of the SHA-256 of the rule files."""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document: what ``parse`` returns and ``feedbackparse parse`` prints."""

    source: Source
    meta: Meta
    text: str
    """The canonical text: what a reader of the final document sees, one paragraph a line."""
    nodes: tuple[Node, ...]
    masks: tuple[Mask, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    versions: Versions
    blocks: tuple[Block, ...] = field(repr=False, default=())
