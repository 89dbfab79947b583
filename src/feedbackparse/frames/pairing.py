"""Rows of 反馈对照: where a run holds a letter (or a problem list) and the report that answers it.

A letter belongs to a report of the same body: their inspected bodies name one another. Source: design.md §8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from feedbackparse.comparing import Pair, compare_documents
from feedbackparse.frames.columns import Row
from feedbackparse.frames.issues import locate_issue
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Document

ASKING = {"feedback_letter", "problem_list"}
"""Genres that ask and do not answer."""
_SHORTEST = 5
"""Characters of a name that is held to be a short form: 市城管局."""
_SIGNS = "*＊×XxＸ□○某"
"""What hides a place's name before the body's."""


def name_one(first: Iterable[str], second: Sequence[str]) -> bool:
    """Whether both hold the name of one body: one name holds the other, or shortens it (市城管局, 市城市管理局)."""
    return any(a in b or b in a or shortens(a, b) or shortens(b, a) for a in first for b in second)


def shortens(short: str, whole: str) -> bool:
    """Whether the characters of one name stand in the other in order, from its first (masks aside) to its last."""
    whole = whole.lstrip(_SIGNS)
    if len(short) < _SHORTEST or short[0] != whole[:1] or short[-1] != whole[-1]:
        return False
    rest = iter(whole)
    return all(sign in rest for sign in short)


def pair_rows(letter: Document, report: Document) -> Iterator[Row]:
    """One row a pair, in the letter's order."""
    asked, answered = Tree(letter), Tree(report)
    for pair in compare_documents(letter, report):
        yield {
            "relation": pair.relation,
            "unit": "、".join(report.meta.inspected) or None,
            "asked_file": letter.source.name,
            "asked_issue": pair.asked_text or None,
            "asked_number": number_of(asked, pair.asked),
            "answered_file": report.source.name,
            "answered_issue": pair.answered_text or None,
            "answered_number": number_of(answered, pair.answered),
            "likeness": round(pair.score, 2),
            "flags": "、".join(flags_of(pair)) or None,
        }


def number_of(tree: Tree, node: int | None) -> str | None:
    """The issue's own number in its document."""
    return None if node is None else str(locate_issue(tree, tree.nodes[node])["number"] or "") or None


def flags_of(pair: Pair) -> Iterator[str]:
    if pair.moved:
        yield "次序有变"
    if pair.doubtful:
        yield "存疑"
    if pair.answered is not None and not pair.responded:
        yield "无整改情况"
