"""The rows of what stands at a span of the text: masks and findings, each with the ledger row it is in."""

from __future__ import annotations

from feedbackparse.frames.columns import Row, Value
from feedbackparse.frames.issues import find_unit, row_of_finding, title_of
from feedbackparse.frames.tree import Tree

_AROUND = 12
"""Characters of context on each side of a mask."""
_EXCERPT = 60
"""Characters that a finding quotes."""


def read_masks(tree: Tree, found: dict[int, Row]) -> list[Row]:
    text = tree.document.text
    rows: list[Row] = []
    for mask in tree.document.masks:
        node = tree.node_at(mask.start)
        line_start = text.rfind("\n", 0, mask.start) + 1
        line_end = (text.find("\n", mask.end) + len(text) + 1) % (len(text) + 1)
        before, after = max(line_start, mask.start - _AROUND), min(line_end, mask.end + _AROUND)
        rows.append(
            {
                **name_place(tree, found, node, mask.start),
                "raw": mask.raw,
                "type": mask.type,
                "unit_word": mask.unit,
                "edtf": mask.edtf,
                "lower": mask.lower,
                "upper": mask.upper,
                "context": f"{text[before : mask.start]}【{mask.raw}】{text[mask.end : after]}",
                "normal": mask.normal,
                "rule": mask.rule,
                "start": mask.start,
                "end": mask.end,
            }
        )
    return rows


def read_findings(tree: Tree, found: dict[int, Row]) -> list[Row]:
    rows: list[Row] = []
    for finding in tree.document.findings:
        quoted = tree.document.text[finding.start : finding.end].strip()
        node = finding.node if finding.node is not None else row_of_finding(tree, finding)
        rows.append(
            {
                **name_place(tree, found, node, finding.start),
                "severity": finding.severity,
                "title": title_of(finding),
                "message": finding.message,
                "remedy": finding.remedy,
                "excerpt": (quoted[:_EXCERPT] + "…" * (len(quoted) > _EXCERPT)) or None,
                "code": finding.code,
                "start": finding.start,
                "end": finding.end,
            }
        )
        if finding.start >= finding.end:
            rows[-1]["position"] = None
    return rows


def issue_id(tree: Tree, found: dict[int, Row], node: int | None) -> Value:
    """The id of the ledger row that a node stands in; None outside all rows."""
    row = tree.row_of[node] if node is not None and 0 <= node < len(tree.nodes) else None
    return found[row]["issue_id"] if row is not None else None


def name_place(tree: Tree, found: dict[int, Row], node: int | None, offset: int) -> Row:
    """The columns that say where a record stands: its row's, or else only unit, file and place."""
    row = tree.row_of[node] if node is not None and 0 <= node < len(tree.nodes) else None
    above = [] if node is None or row is not None else [*tree.above(tree.nodes[node]), tree.nodes[node]]
    return {
        "issue_id": found[row]["issue_id"] if row is not None else None,
        "unit": found[row]["unit"] if row is not None else find_unit(tree, above)[0],
        "file": tree.document.source.name,
        "number": found[row]["number"] if row is not None else None,
        "position": tree.place(offset),
        "node": node,
    }
