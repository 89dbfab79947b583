"""The rows of the ledger: one an issue without sub-issues, or with a response of its own.

Source: design.md §8.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from feedbackparse.codes import CODES
from feedbackparse.frames.columns import Row
from feedbackparse.frames.decided import show_decision
from feedbackparse.frames.fields import bear_cells, fields_of, read_fields
from feedbackparse.frames.keys import key_issues
from feedbackparse.frames.numbers import join_numbers
from feedbackparse.frames.responses import read_measures, read_response
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Finding, Node

BEFORE_UNIT = re.compile(
    r"(?:关于)?(?:中共|中国共产党)?(?P<place>(?:(?![关于对巡的])[\u4e00-\u9fff*＊×XＸ□○]){1,6})(?=[省市县区州旗])"
)
"""What a title has before the name of the unit that reports."""
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def read_issues(tree: Tree, first: int) -> dict[int, Row]:
    """The ledger rows of one document, by node id; ids are given from ``first`` on."""
    keys = key_issues(tree)
    hints = gather_hints(tree)
    return {
        node.id: {
            "issue_id": f"WT-{first + at:04d}",
            "content_key": keys[node.id],
            **locate_issue(tree, node),
            **read_answer(tree, node),
            "findings": "\n".join(hints.get(node.id, ())) or None,
        }
        for at, node in enumerate(tree.issue_rows)
    }


def locate_issue(tree: Tree, node: Node) -> Row:
    """Where an issue stands: unit, file, number, headings, outer issue, place."""
    above = tree.above(node)
    unit, heading = find_unit(tree, above)
    headings = [outer for outer in above if outer.kind == "heading" and outer is not heading]
    outer_issues = [outer.text for outer in above if outer.kind == "issue"]
    return {
        "unit": unit,
        "round": tree.document.meta.round,
        "file": tree.document.source.name,
        "number": join_numbers(n.label for n in (*above, node) if n.kind in ("heading", "issue")) or None,
        "section": headings[0].text or headings[0].label if headings else None,
        "aspect": headings[-1].text or headings[-1].label if headings else None,
        "problem": " ＞ ".join(outer_issues) or None,
        "issue": node.text,
        "position": tree.place(node.start),
        "node": node.id,
        "start": node.start,
        "end": node.end,
    }


def read_answer(tree: Tree, node: Node) -> Row:
    """What was done, what the document's fields state, and people's cells of a new row."""
    fields = fields_of(tree, node)
    stated = read_fields(fields)
    return {
        "category": tree.categories[node.id].value if node.id in tree.categories else None,
        "response": read_response(tree, node),
        "measures": len(read_measures(tree, node)),
        "masks": tree.masks_of_row[node.id],
        **stated,
        **show_decision(tree.decisions.get(node.id), stated),
        **bear_cells(fields),
    }


def find_unit(tree: Tree, above: list[Node]) -> tuple[str, Node | None]:
    """The unit that an issue belongs to, and the heading that names it, where one does.

    A text on several units has their names as headings without number; else the unit is the document's,
    or, where it names none, the file's name.
    """
    units = tree.document.meta.inspected
    if len(units) > 1:
        bare = [node for node in above if node.kind == "heading" and not node.label and node.text]
        named = [n for n in bare if any(n.text in unit or unit in n.text for unit in units)]
        for node in reversed(named or bare):
            return node.text, node
    if len(units) == 1:
        return name_in_full(units[0], tree.document.meta.title or ""), None
    return "、".join(units) or PurePath(tree.document.source.name).stem, None


def name_in_full(unit: str, title: str) -> str:
    """The unit with the place that the title puts before it: 澜岭县水务局党组, which its text calls 县水务局党组.

    Reports of several counties stand in one ledger.
    """
    before = BEFORE_UNIT.match(title)
    return f"{before['place']}{unit}" if before and title.startswith(unit, before.end()) else unit


def gather_hints(tree: Tree) -> dict[int, list[str]]:
    """For each ledger row what the audit says of it, a line a code."""
    hints: dict[int, list[str]] = {}
    for finding in tree.document.findings:
        row = row_of_finding(tree, finding)
        if row is not None:
            line = f"【{SEVERITIES[finding.severity]}】{title_of(finding)}"
            lines = hints.setdefault(row, [])
            lines += [line] * (line not in lines)
    return hints


def row_of_finding(tree: Tree, finding: Finding) -> int | None:
    """The ledger row that a finding speaks of; None where it speaks of the document or of a part."""
    if finding.node is not None:
        return tree.row_of[finding.node] if 0 <= finding.node < len(tree.nodes) else None
    node = tree.node_at(finding.start) if finding.start < finding.end else None
    return tree.row_of[node] if node is not None else None


def title_of(finding: Finding) -> str:
    """The Chinese title of a finding's code."""
    return CODES[finding.code].title if finding.code in CODES else finding.code
