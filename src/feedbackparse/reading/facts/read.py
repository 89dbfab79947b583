"""One document's facts, its families in order: read this first.

    dates -> quantities and what they count -> documents -> deeds and duties -> status, kind, deadline

Source: design.md §6; docs/facts.md is the manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedbackparse.model import Fact, Mask, Meta, Node, Span
from feedbackparse.reading.dates import DateMention, find_dates
from feedbackparse.reading.deadlines import own_date
from feedbackparse.reading.decisions import decide
from feedbackparse.reading.facts.counted import read_counted
from feedbackparse.reading.facts.deeds import Deed, find_deeds, find_duties, find_labelled, read_duties
from feedbackparse.reading.facts.documents import find_documents, find_numbers
from feedbackparse.reading.facts.places import Places, place_nodes
from feedbackparse.reading.facts.quantities import find_quantities
from feedbackparse.reading.facts.reader import Reader
from feedbackparse.reading.script import simplify_script
from feedbackparse.reading.stated import read_stated
from feedbackparse.reading.weighing import weigh_claims
from feedbackparse.rulebook import Rulebook

BOOK = re.compile(r"《[^《》\n]{1,120}》")
"""A title: numbers in it count nothing."""
EVIDENCE = "佐证"
"""Fields that list papers hold quantities; what other fields count is no result."""


def read_facts(
    text: str, nodes: Sequence[Node], masks: Sequence[Mask], meta: Meta, rulebook: Rulebook
) -> tuple[Fact, ...]:
    """The facts of all issues and of what stands under them.

    Shape: in document order; each lies whole in one own piece of its node; a masked one has no value.
    Raises: RuleTimeout.
    """
    places = place_nodes(nodes)
    if not places.pieces:
        return ()
    plain = simplify_script(text, rulebook)
    dates = find_dates(text, rulebook, own_date(meta), find_answers(places, meta))
    reader = Reader(text, plain, tuple(masks), tuple(mask.start for mask in masks), places)
    counted = tuple(read_quantities(reader, dates, rulebook))
    found = [
        *read_dates(reader, dates),
        *counted,
        *read_documents(reader, rulebook),
        *read_deeds(reader, counted, rulebook),
        *decide(weigh_claims(reader, dates, meta, rulebook), places),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.type)))


def find_answers(places: Places, meta: Meta) -> list[Span]:
    """What was written after the feedback, where only that day is known: all but the problems."""
    if meta.published:
        return []
    return [(start, end) for start, end, node in places.pieces if places.nodes[node].kind not in ("issue", "heading")]


def read_dates(reader: Reader, dates: Sequence[DateMention]) -> Iterator[Fact]:
    """Dates and periods, resolved as far as the document's own date allows."""
    for mention in dates:
        if mention.type in ("date", "period"):
            sense = None if mention.sense == "on" else mention.sense
            value = mention.resolved or mention.edtf
            fact = reader.fact((mention.start, mention.end), mention.type, value, mention.rule, qualifier=sense)
            if fact:
                yield fact


def read_quantities(reader: Reader, dates: Sequence[DateMention], rulebook: Rulebook) -> Iterator[Fact]:
    """Numbers with units, and what they count."""
    titles = [(book.start(), book.end()) for book in BOOK.finditer(reader.plain)]
    spans = [*((mention.start, mention.end) for mention in dates), *titles]
    for found in find_quantities(reader.plain, reader.masks, spans, rulebook):
        node = reader.places.find(found.start, found.end)
        if (
            not node
            or found.start < node.start + len(node.label)
            or (node.kind == "field" and EVIDENCE not in node.label)
        ):
            continue
        kind, what, rule = read_counted(reader.plain, found, rulebook)
        fact = reader.fact((found.start, found.end), kind, found.value, rule,
            unit=found.unit, qualifier=found.qualifier, what=what, hidden=found.masked, node=node,
        )  # fmt: skip
        if fact:
            yield fact


def read_documents(reader: Reader, rulebook: Rulebook) -> Iterator[Fact]:
    """Documents in 《》 and document numbers."""
    for find in (find_documents, find_numbers):
        for named in find(reader.plain, rulebook):
            fact = reader.fact((named.start, named.end), named.type, named.value, named.rule, what=named.what)
            if fact:
                yield fact


def read_deeds(reader: Reader, counted: Sequence[Fact], rulebook: Rulebook) -> Iterator[Fact]:
    """What answers say was done, where no number in the same clause says it already; and who is responsible."""
    said = {(fact.type, reader.clause(fact.start)) for fact in counted}
    fields = read_duties(reader.plain, read_stated(reader.plain, reader.places.nodes, rulebook))
    running = (*find_duties(reader.plain, rulebook), *outside_fields(reader, find_labelled(reader.plain, rulebook)))
    for deed in (*find_deeds(reader.plain, rulebook), *running, *fields):
        node = reader.places.find(deed.start, deed.end)
        if node and node.kind != "issue" and (node.kind != "field" or deed.type == "responsible"):
            hidden = None if deed.type == "responsible" else False
            span = deed.start, deed.end
            fact = reader.fact(span, deed.type, deed.value, deed.rule, what=deed.what, hidden=hidden, node=node)
            if fact and (fact.type, reader.clause(fact.start)) not in said:
                yield fact


def outside_fields(reader: Reader, deeds: Iterator[Deed]) -> Iterator[Deed]:
    """What is stated in paragraphs: a field is read as one."""
    for deed in deeds:
        node = reader.places.find(deed.start, deed.end)
        if node and node.kind != "field":
            yield deed
