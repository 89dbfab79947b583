"""Of all claims the one that decides: status, kind and deadline of each issue and each measure.

A decision is a fact of type status, kind or deadline at the node that holds its words; ``what`` says whether
it is said of the whole issue or of its node only. Tables and ledger read them with read_decisions.

Source: design.md §6, §8 (文内状态, 文内类型, 文内时限).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from feedbackparse.model import Fact, Node
from feedbackparse.reading.facts.places import Places, place_nodes

TYPES = ("status", "kind", "deadline")
BRACKETED = re.compile(r"[（(【\[]\s*$")
SPOKEN_OF = re.compile(r"(?:问题|事项|任务|本项|该项|此项|整改工作|整改)[^。；;\n]{0,10}$")
CLAIMED_DONE = frozenset({"done", "claimed-closed"})
SPEAKS_AGAINST = frozenset({"in-progress", "not-done", "extension"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate for a decision: the fact that it would be, and its rank."""

    fact: Fact
    rank: int
    whole: bool
    """Whether it is said of the whole issue."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the words of one issue or measure say; each the deciding fact, None where they say nothing."""

    status: Fact | None = None
    kind: Fact | None = None
    deadline: Fact | None = None

    @property
    def status_value(self) -> str:
        return (self.status and self.status.value) or "unknown"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Done is claimed, and other words of the same issue speak of the future."""

    issue: int
    claim: Fact
    against: Fact


def decide(weighed: Iterable[Weighed], places: Places) -> Iterator[Fact]:
    """The deciding facts: of each issue, and of each node that holds words of its own.

    The highest rank wins, of equals the last; the last status of a node that lost and speaks against done
    is kept beside it. Shape: ``what`` is issue, measure or against; no fact twice.
    """
    for_issue: dict[tuple[int, str], Weighed] = {}
    for_node: dict[tuple[int, str], Weighed] = {}
    against: dict[int, Weighed] = {}
    for one in weighed:
        if one.fact.type == "status" and one.fact.value in SPEAKS_AGAINST:
            against[one.fact.node] = one
        key = (one.fact.node, one.fact.type)
        if key not in for_node or one.rank >= for_node[key].rank:
            for_node[key] = one
        if one.whole:
            key = (places.issues[one.fact.node], one.fact.type)
            if key not in for_issue or one.rank >= for_issue[key].rank:
                for_issue[key] = one
    deciding = {id(one) for one in for_issue.values()}
    best = {id(one) for one in for_node.values()}
    chosen = {id(one): one for one in (*for_issue.values(), *for_node.values(), *against.values())}
    for one in chosen.values():
        if id(one) in deciding:
            yield replace(one.fact, what="issue")
        elif places.nodes[one.fact.node].kind != "issue":
            yield replace(one.fact, what="measure" if id(one) in best else "against")


def speaks_for_issue(plain: str, start: int, node: Node, nodes: Sequence[Node]) -> bool:
    """Whether words at ``start`` in this node are said of the whole issue.

    An issue's own words say it only in brackets; a response's do; an item's where they name the problem, or
    stand in the last sentence of the last item.
    """
    before = plain[max(node.start, start - 24) : start]
    if node.kind == "issue":
        return bool(BRACKETED.search(before))
    if node.kind in ("response", "field", "text"):
        return True
    if SPOKEN_OF.search(before):
        return True
    last = not any(other.parent == node.parent and other.start >= node.end for other in nodes[node.id + 1 :])
    rest = plain[start : node.end].rstrip()
    return last and not regex.search(r"[。；;\n].", rest)


def read_decisions(nodes: Sequence[Node], facts: Sequence[Fact]) -> dict[int, Decision]:
    """What the facts of a document decide, by the id of the issue or of the measure's node.

    Shape: an issue has its own decision, else that of the issue above it only through fields; a node without
    words of its own is not in the dict.
    """
    places = place_nodes(nodes)
    found: dict[int, dict[str, Fact]] = {}
    for fact in facts:
        if fact.type in TYPES and fact.what != "against":
            if nodes[fact.node].kind != "issue":
                found.setdefault(fact.node, {})[fact.type] = fact
            if fact.what == "issue":
                found.setdefault(places.issues[fact.node], {})[fact.type] = fact
    return {node: Decision(**parts) for node, parts in found.items()}


def find_contradictions(nodes: Sequence[Node], facts: Sequence[Fact]) -> tuple[Contradiction, ...]:
    """Where done is claimed of an issue, and its other words say that it is still to come (预计年底完成)."""
    places = place_nodes(nodes)
    claims = {
        places.issues[f.node]: f for f in facts if f.type == "status" and f.what == "issue" and f.value in CLAIMED_DONE
    }
    return tuple(
        Contradiction(places.issues[fact.node], claims[places.issues[fact.node]], fact)
        for fact in facts
        if fact.node in places.issues and places.issues[fact.node] in claims and speaks_against(fact, nodes)
    )


def speaks_against(fact: Fact, nodes: Sequence[Node]) -> bool:
    """Whether a fact says that something is still to come; a field's deadline does not."""
    if nodes[fact.node].kind in ("field", "issue"):
        return False
    if fact.type == "deadline":
        return bool(fact.qualifier)
    return fact.type == "status" and fact.value in SPEAKS_AGAINST
