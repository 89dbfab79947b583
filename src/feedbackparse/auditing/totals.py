"""Stated totals and rates against the tree and among themselves.

Source: design.md §7 (totals-disagree: at no level that they could count, or do not add up); the totals are
those of meta, their kinds are rules/audit-totals.toml. Numbers of a plan's measures are not the tree's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, zip_longest

import regex

from feedbackparse.auditing.levels import count_aspects, count_headings, count_issues
from feedbackparse.auditing.numerals import read_numeral
from feedbackparse.auditing.paper import Paper
from feedbackparse.model import Finding, Node, Span, Total

PARTS = ("done", "staged", "open")
_SENTENCE = regex.compile(r"[^。；;\n]*")
_COUNT = regex.compile(r"(\d+|[一二三四五六七八九十两]+)(?:个|项|件|条)")


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated total with what it speaks of."""

    kind: str
    """aspect, asked, done, staged, open or rate."""
    value: float | None
    """None where it is masked."""
    span: Span
    words: str


def read_stated(paper: Paper) -> list[Stated]:
    """The document's totals that can be held against the tree; inexact ones (30余个) are left out.

    Where two share words (12个问题，已完成整改9个), these are the second's, and the first is what is left of it.
    """
    totals = paper.document.meta.totals
    found = []
    for total, following in zip_longest(totals, totals[1:]):
        end = min(total.end, following.start) if following else total.end
        words = paper.text[total.start : max(end, total.start)].rstrip("，, ")
        hit = paper.rulebook.first("audit-total", total.what if end == total.end else words)
        if hit and hit[0].gives not in {"group", "own"} and not set("余多近约") & set(words[-4:]):
            found.append(Stated(hit[0].gives, exact(total), (total.start, total.start + len(words)), words))
    return found


def exact(total: Total) -> float | None:
    return total.value if isinstance(total.value, int | float) else None


def asked_of(stated: Sequence[Stated]) -> Stated | None:
    """How many problems were told: the first total that says so; a masked one where there is no other."""
    asked = [total for total in stated if total.kind == "asked"]
    return next((total for total in asked if total.value is not None), asked[0] if asked else None)


def find_disagreeing(paper: Paper) -> Iterator[Finding]:
    """totals-disagree: a stated number that no level of the tree has, or parts that do not add up."""
    if not paper.issues:
        return
    stated = read_stated(paper)
    for nodes in split_papers(paper.nodes):
        low, high = nodes[0].start, nodes[-1].end
        yield from find_disagreeing_in(paper, nodes, [total for total in stated if low <= total.span[0] < high])
    yield from find_wrong_groups(paper)


def split_papers(nodes: Sequence[Node]) -> list[Sequence[Node]]:
    """The nodes of each paper in the file: behind issues a title begins another."""
    starts, asked = [0], False
    for index, node in enumerate(nodes):
        if node.kind == "title" and asked:
            starts.append(index)
            asked = False
        asked = asked or node.kind == "issue"
    return [nodes[start:end] for start, end in pairwise([*starts, len(nodes)])]


def find_disagreeing_in(paper: Paper, nodes: Sequence[Node], stated: Sequence[Stated]) -> Iterator[Finding]:
    """What one paper in the file states, against its own nodes."""
    asked = asked_of(stated)
    counts = count_issues(paper, nodes)
    known = asked is not None and asked.value is not None and not is_excerpt(paper)
    if asked is not None and known and asked.value not in counts.values():
        yield disagree(paper, asked, counts)
    else:
        yield from find_wrong_sums(paper, stated, asked)
    if not is_excerpt(paper):
        yield from find_wrong_aspects(paper, nodes, stated, counts)


def is_excerpt(paper: Paper) -> bool:
    """Whether the document says that it holds only some of the problems (本报告列出其中11个)."""
    loose = [node for node in paper.nodes if node.kind in {"title", "text", "heading"} and not paper.issue_of[node.id]]
    return paper.hit("audit-section", "excerpt", [node for node in loose if not paper.children[node.id]]) is not None


def find_wrong_aspects(
    paper: Paper, nodes: Sequence[Node], stated: Sequence[Stated], counts: Mapping[str, int]
) -> Iterator[Finding]:
    """3个方面, where the headings over the issues are called 方面 and no level has three."""
    headings = {name: n for name, n in count_headings(paper, nodes).items() if n}
    named = any("方面" in node.text or node.rule == "table-aspect" for node in nodes if node.kind == "heading")
    for total in stated:
        checked = total.kind == "aspect" and total.value is not None and bool(headings) and named
        if checked and total.value not in {*headings.values(), *counts.values(), count_aspects(paper)}:
            yield disagree(paper, total, headings)


def disagree(paper: Paper, total: Stated, counts: Mapping[str, int]) -> Finding:
    shown = "、".join(f"{name}{number}个" for name, number in list(counts.items())[:4])
    message = f"文中称“{total.words}”，正文条目与之不符：{shown}"
    return paper.find("totals-disagree", message, total.span, None)


def find_wrong_sums(paper: Paper, stated: Sequence[Stated], asked: Stated | None) -> Iterator[Finding]:
    """Parts that cannot make the whole: 25 is not 19 + 5; what is done is no more than was told."""
    if asked is None or asked.value is None:
        return
    parts = [total for total in stated if total.kind in PARTS and total.value is not None]
    if not any(total.kind == "done" for total in parts):
        return
    values = [total.value for total in parts if total.value is not None]
    alone = len(parts) == 1
    others = other_counts(paper, parts[-1].span[1])
    wholes = [total.value for total in stated if total.kind == "asked" and total.value is not None]
    fits = values[0] <= max(wholes) if alone else any(adds_up((*values, *others), whole) for whole in wholes)
    fits = fits or any(leaves_a_rest(stated, values, whole) for whole in wholes)
    if not fits:
        sums = "、".join(total.words for total in parts)
        said = "多于总数" if alone else "相加不等于总数"
        message = f"“{sums}”{said}“{asked.words}”"
        yield paper.find("totals-disagree", message, (asked.span[0], parts[-1].span[1]), None)


def leaves_a_rest(stated: Sequence[Stated], values: Sequence[float], whole: float) -> bool:
    """Whether the parts are all that is done, and a stated rate says that it is not all (38 of 40: 95%)."""
    opened = any(total.kind == "open" for total in stated)
    rates = [total.value for total in stated if total.kind == "rate" and total.value is not None]
    share = 100 * sum(values) / whole if whole else 100.0
    return not opened and share < 100 and any(abs(share - rate) < 1 for rate in rates)


def other_counts(paper: Paper, start: int) -> list[float]:
    """Counts that stand behind the last part in its sentence (…，1个未整改): one may be a part, too."""
    rest = _SENTENCE.match(paper.text, start)
    counts = _COUNT.findall(rest.group() if rest else "")
    return [float(value) for value in map(read_numeral, counts) if value is not None]


def adds_up(values: Sequence[float], whole: float) -> bool:
    """Whether some of the values, two at least, make the whole (others are parts of parts); or one is all."""
    return any(
        abs(sum(chosen) - whole) < 1e-9 for size in range(1, len(values) + 1) for chosen in combinations(values, size)
    )


def find_wrong_groups(paper: Paper) -> Iterator[Finding]:
    """A heading that says how many problems stand below it: （二）正在整改的问题（4个）."""
    for node in paper.nodes:
        stated = group_count(paper, node) if node.kind == "heading" else None
        if stated is None:
            continue
        counts = count_issues(paper, list(paper.inside(node)))
        if counts and stated not in counts.values():
            shown = "、".join(f"{name}{number}个" for name, number in list(counts.items())[:3])
            message = f"标题称{stated}个，其下条目与之不符：{shown}"
            yield paper.find("totals-disagree", message, node.own[0] if node.own else (node.start, node.end), node)


def group_count(paper: Paper, node: Node) -> int | None:
    """The count in brackets at a heading's end."""
    for rule in paper.rulebook.family("audit-total"):
        match = rule.match(node.text) if rule.gives == "group" else None
        if match:
            return read_numeral(match.group("value"))
    return None


def find_masked_totals(paper: Paper) -> Iterator[Finding]:
    """unchecked-masked: a stated total or rate that is masked cannot be held against the tree."""
    for total in read_stated(paper):
        if total.value is None:
            message = f"“{total.words}”被遮蔽，无法与正文条目核对"
            yield paper.find("unchecked-masked", message, total.span, None)
