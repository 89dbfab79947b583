"""Numbers among siblings: gaps, doubles, restarts; 一是 … 三是, and 一是 alone.

Source: design.md §4 (wrong, doubled and missing numbers are findings), outline.md (numbers may run on
through the groups).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from feedbackparse.auditing.numerals import read_numeral
from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Finding, Node

LAST_WORDS = {"首先": 1, "其次": 2, "再次": 3}
NUMBERED = ("heading", "issue", "item", "response")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A node with the style and value of its number."""

    node: Node
    style: str
    value: int
    mark: str


def read_number(paper: Paper, node: Node, known: dict[str, tuple[str, int, str]]) -> Numbered | None:
    """The number at the head of a node's label; a bare figure is the 序号 of a table's row.

    ``known``: the labels read so far, for many are alike.
    """
    label = node.label
    bare = label.strip(" 　")
    if bare.isdecimal() and node.rule.startswith("table"):
        return Numbered(node, "row", int(bare), bare)
    if not label or node.rule.startswith("enumeration"):
        return None
    if label not in known:
        known[label] = read_label(paper, label)
    style, value, mark = known[label]
    return Numbered(node, style, value, mark) if value else None


def read_label(paper: Paper, label: str) -> tuple[str, int, str]:
    """Style, value (0 for none) and mark of a label."""
    hit = paper.rulebook.first("numbering", label)
    if hit is None:
        return "", 0, ""
    return hit[0].gives, read_numeral(hit[1].group("value") or "") or 0, hit[1].group("label").strip()


def find_breaks(paper: Paper) -> Iterator[Finding]:
    """number-gap, number-double, number-restart, in the order of the text.

    A series may begin anew under each parent, or run on through parents; a first number that does neither
    is held against the beginning, or against the series that runs on. 二、二、四、 is one fault, a double:
    the second was to be 三.
    """
    last: dict[str, int] = {}
    reached: dict[tuple[int | None, str], int] = {}
    doubles: dict[str, int] = {}
    known: dict[str, tuple[str, int, str]] = {}
    found: list[Finding] = []
    for node in paper.nodes:
        if node.kind == "title":  # another paper in the file: its numbers begin anew
            last, reached, doubles = {}, {}, {}
        number = read_number(paper, node, known) if node.label and node.kind in NUMBERED else None
        if number is None:
            continue
        place = (node.parent, number.style)
        before = last.get(number.style, 0)
        code, said = judge(reached.get(place), before, number.value)
        double = doubles.pop(number.style, None)
        if double is not None and number.value == before + 2:
            found[double] = replace(found[double], message=f"{found[double].message}，其后缺序号{before + 1}")
        elif code:
            message = f"“{number.mark}{paper.excerpt(*paper.body(node), 16)}”{said}"
            found.append(paper.find(code, message, (node.start, node.start + len(number.mark)), node))
            if code == "number-double":
                doubles[number.style] = len(found) - 1
        reached[place] = last[number.style] = number.value
    yield from found


def judge(elder: int | None, last: int, value: int) -> tuple[str, str]:
    """What is wrong with a number behind its elder sibling, or, without one, behind the last of its style."""
    if elder is None and value == 1:
        return "", ""
    before = elder if elder is not None else last if 0 < last <= value else 0
    if value == before + 1:
        return "", ""
    if value == before:
        return "number-double", f"与前一个序号重复（{value}）"
    if value > before:
        missing = f"{before + 1}" if value == before + 2 else f"{before + 1}至{value - 1}"
        return "number-gap", f"之前缺序号{missing}"
    if value == 1:
        return "number-restart", f"在同级序号{before}之后又从1排起"
    return "number-double", f"与前面的序号重复（{value}排在{before}之后）"


def find_enumeration_gaps(paper: Paper) -> Iterator[Finding]:
    """enumeration-gap: inline marks (一是, 首先, （1）) that skip or repeat one, or 一是 that nothing follows."""
    groups: dict[tuple[int | None, str], list[tuple[int, Node]]] = {}
    for node in paper.nodes:
        if node.rule.startswith("enumeration") and node.label:
            value = LAST_WORDS.get(node.label) or read_numeral(node.label.rstrip("是、.．，, ").removeprefix("第"))
            if value:
                groups.setdefault((node.parent, node.rule), []).append((value, node))
    for (_, rule), members in groups.items():
        if len(members) == 1 and rule.endswith("-shi"):
            node = members[0][1]
            span = (node.start, node.start + len(node.label))
            yield paper.find("enumeration-gap", f"只有“{node.label}”，没有下一项", span, node)
        for (before, _), (value, node) in pairwise(members):
            if value != before + 1 and value != 1:
                said = f"“{node.label}”重复" if value == before else f"“{node.label}”之前缺第{before + 1}项"
                yield paper.find("enumeration-gap", said, (node.start, node.start + len(node.label)), node)
