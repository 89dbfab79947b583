"""Rows of the tables dates, citations and categories: what facts and words say, in values to reckon with.

They are tables of their own because their values have types of their own: days, titles, shares.
Source: issue text of the facts (tables); design.md §5 (EDTF), §6.
"""

from __future__ import annotations

from feedbackparse.frames.columns import Row
from feedbackparse.frames.marks import name_place
from feedbackparse.frames.tree import Tree
from feedbackparse.reading.spans import bound_days

DATED = frozenset({"date", "period", "deadline"})
CITED = frozenset({"document", "document-number"})


def read_date_rows(tree: Tree, found: dict[int, Row]) -> list[Row]:
    """A row a date, period or deadline of an issue or answer: EDTF as text, and its first and last day where it
    bounds them; of a masked one what its mask says (2021-XX-XX is the whole of 2021)."""
    hidden = {(mask.start, mask.end): mask.edtf for mask in tree.document.masks if mask.edtf}
    rows: list[Row] = []
    for fact in tree.document.facts:
        if fact.type not in DATED:
            continue
        edtf = hidden.get((fact.start, fact.end)) if fact.masked else fact.value
        earliest, latest = bound_days(edtf) if edtf else (None, None)
        rows.append(
            {
                **name_place(tree, found, fact.node, fact.start),
                "type": fact.type,
                "raw": fact.raw,
                "edtf": edtf,
                "earliest": earliest,
                "latest": latest,
                "qualifier": fact.qualifier,
                "masked": fact.masked,
                "start": fact.start,
                "end": fact.end,
                "rule": fact.rule,
            }
        )
    return rows


def read_citation_rows(tree: Tree, found: dict[int, Row]) -> list[Row]:
    """A row a document that is named by its title or its number, and what was done with it."""
    return [
        {
            **name_place(tree, found, fact.node, fact.start),
            "type": "number" if fact.type == "document-number" else "title",
            "raw": fact.raw,
            "cited": fact.value,
            "what": fact.what,
            "masked": fact.masked,
            "start": fact.start,
            "end": fact.end,
            "rule": fact.rule,
        }
        for fact in tree.document.facts
        if fact.type in CITED
    ]


def read_category_rows(tree: Tree, found: dict[int, Row]) -> list[Row]:
    """A row an issue row and scheme: its category with the score and the words that decided."""
    rows: list[Row] = []
    for node, row in found.items():
        category = tree.categories.get(node)
        if category is None:
            continue
        known: Row = {**name_place(tree, found, node, tree.nodes[node].start), "issue": row["issue"]}
        rows.append(
            {
                **known,
                "scheme": "常用",
                "category": category.value,
                "score": round(category.score, 4),
                "words": "、".join(category.words) or None,
                "source": category.source,
                "rule": category.rule,
            }
        )
        rows += [{**known, "scheme": scheme, "category": name} for scheme, name in category.schemes.items()]
    return rows
