"""Documents -> rows of all tables, by table name; DataFrames and workbook are made of them.

Shape: ``issues`` has a row a ledger row (key ``issue_id``), ``measures`` a row a measure (``issue_id``,
``measure_id``), all others a row a record, with ``document``, ``node`` and span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from feedbackparse.frames.columns import TABLES, Row
from feedbackparse.frames.fields import read_field
from feedbackparse.frames.issues import find_unit, read_issues
from feedbackparse.frames.marks import issue_id, name_place, read_findings, read_masks
from feedbackparse.frames.responses import read_measures
from feedbackparse.frames.tree import Tree
from feedbackparse.frames.values import read_category_rows, read_citation_rows, read_date_rows
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook

Rows = dict[str, list[Row]]


def read_rows(
    documents: Iterable[Document],
    wanted: Iterable[str] = tuple(TABLES),
    before: int = 0,
    rulebook: Rulebook | None = None,
) -> Rows:
    """The rows of the wanted tables, in the order of the documents; a Document is let go once it is read.

    ``before``: how many issues of the run came before these documents; their ids go on from there.
    ``rulebook``: whose taxonomy names the categories; None for the shipped one.
    """
    rows: Rows = {name: [] for name in wanted}
    seen: Counter[str] = Counter()
    issues = before
    for document in documents:
        tree = Tree(document, rulebook)
        digest = document.source.sha256[:12]
        seen[digest] += 1
        key = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        found = read_issues(tree, issues + 1)
        issues += len(found)
        for name in rows:
            rows[name] += [{"document": key, **row} for row in _READERS[name](tree, found)]
    return rows


def read_document(tree: Tree, found: dict[int, Row]) -> list[Row]:
    """One row: source, metadata and counts."""
    document = tree.document
    source, meta = document.source, document.meta
    severities = Counter(finding.severity for finding in document.findings)
    named: Row = {
        "unit": find_unit(tree, [])[0],
        "file": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "encoding": source.encoding,
        "inspected": "、".join(meta.inspected) or None,
    }
    told = ("round", "title", "genre", "kind", "inspecting_team", "period", "feedback_date", "published")
    for key in (*told, "publisher", "index_number", "contact"):
        named[key] = getattr(meta, key)
    return [
        {
            **named,
            "characters": len(document.text),
            "issues": len(found),
            "answered": sum(row["response"] is not None for row in found.values()),
            "measures": sum(count for row in found.values() if isinstance(count := row["measures"], int)),
            "masks": len(document.masks),
            "errors": severities["error"],
            "warnings": severities["warning"],
            "notes": severities["note"],
            "program": document.versions.program,
            "rules": document.versions.rules,
        }
    ]


def read_nodes(tree: Tree, found: dict[int, Row]) -> list[Row]:
    return [
        {
            "node": node.id,
            "parent": node.parent,
            "depth": len(tree.above(node)),
            "kind": node.kind,
            "label": node.label,
            "text": node.text,
            "start": node.start,
            "end": node.end,
            "issue_id": issue_id(tree, found, node.id),
            "position": tree.place(node.start),
            "rule": node.rule,
        }
        for node in tree.nodes
    ]


def read_measure_rows(tree: Tree, found: dict[int, Row]) -> list[Row]:
    return [
        {
            "issue_id": row["issue_id"],
            "measure_id": f"{row['issue_id']}-{at:02d}",
            "unit": row["unit"],
            "issue_number": row["number"],
            "issue": row["issue"],
            "number": measure.label,
            "measure": measure.text,
            "response_label": measure.response.label or None,
            "masks": len(tree.masks_in(measure.node.start, measure.node.end)),
            "position": tree.place(measure.node.start),
            "node": measure.node.id,
            "start": measure.node.start,
            "end": measure.node.end,
        }
        for node, row in found.items()
        for at, measure in enumerate(read_measures(tree, tree.nodes[node]), 1)
    ]


def read_field_rows(tree: Tree, found: dict[int, Row]) -> list[Row]:
    fields = (read_field(tree, node) for node in tree.nodes if node.kind == "field")
    return [
        {
            "issue_id": issue_id(tree, found, field.node.id),
            "label": field.node.label,
            "column": field.column,
            "value": field.value,
            "node": field.node.id,
            "start": field.node.start,
            "end": field.node.end,
            "position": tree.place(field.node.start),
        }
        for field in fields
    ]


def read_facts(tree: Tree, found: dict[int, Row]) -> list[Row]:
    return [
        {
            **name_place(tree, found, fact.node, fact.start),
            "type": fact.type,
            "what": fact.what,
            "raw": fact.raw,
            "value": fact.value,
            "unit_word": fact.unit,
            "qualifier": fact.qualifier,
            "masked": fact.masked,
            "start": fact.start,
            "end": fact.end,
            "rule": fact.rule,
        }
        for fact in tree.document.facts
    ]


_READERS = {
    "documents": read_document,
    "nodes": read_nodes,
    "issues": lambda tree, found: list(found.values()),
    "measures": read_measure_rows,
    "fields": read_field_rows,
    "masks": read_masks,
    "findings": read_findings,
    "facts": read_facts,
    "dates": read_date_rows,
    "citations": read_citation_rows,
    "categories": read_category_rows,
}
