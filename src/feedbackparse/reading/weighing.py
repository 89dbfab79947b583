"""What may decide a status, a kind or a deadline: claims of sentences and of fields, weighed.

Source: design.md §6; decisions.py chooses among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedbackparse.model import Meta
from feedbackparse.reading.dates import DateMention
from feedbackparse.reading.deadlines import Deadline, find_deadlines, read_stated_deadlines
from feedbackparse.reading.decisions import Weighed, speaks_for_issue
from feedbackparse.reading.facts.reader import Reader
from feedbackparse.reading.stated import ROW, read_stated
from feedbackparse.reading.status import FIELD, WHOLE, Claim, find_claims, read_stated_statuses
from feedbackparse.rulebook import Rulebook


def weigh_claims(reader: Reader, dates: Sequence[DateMention], meta: Meta, rulebook: Rulebook) -> Iterator[Weighed]:
    """All that may decide a status, a kind or a deadline, in document order by type."""
    asked = [node for node in reader.places.nodes if node.id in reader.places.issues]
    stated = tuple(read_stated(reader.plain, asked, rulebook))
    named = {one.node.id: one.rule.gives for one in stated if one.node.kind == "field"}
    for claim in find_claims(reader.plain, rulebook):
        yield from weigh_claim(reader, claim, named)
    for deadline in find_deadlines(reader.plain, dates, meta, rulebook):
        yield from weigh_deadline(reader, deadline, named)
    for claim in read_stated_statuses(reader.plain, stated, rulebook):
        yield from weigh_claim(reader, claim, named)
    for deadline in read_stated_deadlines(reader.plain, stated, meta, rulebook):
        yield from weigh_deadline(reader, deadline, named, FIELD)


def weigh_claim(reader: Reader, claim: Claim, named: dict[int, str]) -> Iterator[Weighed]:
    """A claim; in a field only where the field is there for it."""
    fact = reader.fact((claim.start, claim.end), claim.type, claim.value, claim.rule, hidden=False)
    if not fact:
        return
    node = reader.places.nodes[fact.node]
    rank = claim.rank
    if node.kind == "field":
        meant = named.get(node.id)
        if meant != claim.type and not (meant == "deadline" and claim.type == "kind"):
            return
        rank = max(rank, FIELD - 1)
    whole = (
        rank >= WHOLE and node.rule != ROW and speaks_for_issue(reader.plain, claim.start, node, reader.places.nodes)
    )
    if whole or node.kind != "issue":
        yield Weighed(fact, rank, whole)


def weigh_deadline(reader: Reader, deadline: Deadline, named: dict[int, str], rank: int = WHOLE) -> Iterator[Weighed]:
    """A deadline: an answer's, or a field's that is there for it; an issue's own words set none."""
    fact = reader.fact((deadline.start, deadline.end), "deadline", deadline.value, deadline.rule,
        unit=deadline.unit, qualifier=deadline.planned if rank < FIELD else None,
    )  # fmt: skip
    node = reader.places.nodes[fact.node] if fact else None
    if fact and node and node.kind != "issue" and (node.kind != "field" or rank == FIELD):
        yield Weighed(fact, rank, node.rule != ROW and node.kind in ("response", "field", "text"))
