"""One document as the checks ask it: issues, answers, words; indexed once.

Source: outline.md (who is whose child), design.md §7 (each code lists the genres that it speaks of).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from feedbackparse.codes import CODES
from feedbackparse.model import Document, Fact, Finding, Mask, Node, Span
from feedbackparse.rulebook import Rule, Rulebook

ANSWERING = ("response", "item", "table")
"""Kinds that, right below an issue, answer it."""
EDGES = " 　，,。；;：:\n】］"
_COLONS = " 　：:】]）)〕］*＊\n"


class Paper:
    """A Document with its rules; nothing in it is changed."""

    def __init__(self, document: Document, rulebook: Rulebook) -> None:
        self.document = document
        self.rulebook = rulebook
        self.text = document.text
        self.nodes = document.nodes
        self.children: list[list[Node]] = [[] for _ in document.nodes]
        self._kinds: dict[tuple[int, str], list[Node]] = {}
        for node in document.nodes:
            if node.parent is not None:
                self.children[node.parent].append(node)
                self._kinds.setdefault((node.parent, node.kind), []).append(node)
        self._labels: dict[str, str | None] = {}
        self._words: dict[int, str] = {}
        self._hits: dict[tuple[str, str, int], str | None] = {}

    @cached_property
    def facts(self) -> defaultdict[int, list[Fact]]:
        """The facts of each node."""
        found: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in self.document.facts:
            found[fact.node].append(fact)
        return found

    # -- nodes -------------------------------------------------------------------------------

    @cached_property
    def issues(self) -> list[Node]:
        return [node for node in self.nodes if node.kind == "issue"]

    @cached_property
    def responses(self) -> list[Node]:
        return [node for node in self.nodes if node.kind == "response"]

    @cached_property
    def leaves(self) -> list[Node]:
        """The issues without sub-issues."""
        return [node for node in self.issues if not self.below(node, "issue")]

    @cached_property
    def rows(self) -> list[Node]:
        """The issues without sub-issues, and those with an answer of their own: the ledger's rows."""
        return [node for node in self.issues if not self.below(node, "issue") or self.below(node, "response")]

    def below(self, node: Node, *kinds: str) -> list[Node]:
        """The node's children of these kinds, in order; not to be changed."""
        if len(kinds) == 1:
            return self._kinds.get((node.id, kinds[0]), [])
        return [child for child in self.children[node.id] if child.kind in kinds]

    @cached_property
    def joint(self) -> dict[int | None, int]:
        """For each parent its last issue whose answer says that it answers those above it (针对上述问题，…)."""
        found: dict[int | None, int] = {}
        for issue in self.issues:
            heads = (self.words(node)[:60] for node in self.below(issue, "response"))
            if any(self.says(head, "joint", "audit-section") is not None for head in heads):
                found[issue.parent] = issue.id
        return found

    @cached_property
    def roots(self) -> list[Node]:
        return [node for node in self.nodes if node.parent is None]

    def above(self, node: Node) -> Iterator[Node]:
        """The nodes above, the innermost first."""
        at = node.parent
        while at is not None:
            yield self.nodes[at]
            at = self.nodes[at].parent

    def inside(self, node: Node) -> Iterator[Node]:
        """The node and all below it, in document order."""
        yield node
        for child in self.children[node.id]:
            yield from self.inside(child)

    @cached_property
    def issue_of(self) -> list[int | None]:
        """For each node the innermost issue that it stands in (itself included)."""
        found: list[int | None] = []
        for node in self.nodes:
            outer = found[node.parent] if node.parent is not None else None
            found.append(node.id if node.kind == "issue" else outer)
        return found

    # -- words -------------------------------------------------------------------------------

    def words(self, node: Node) -> str:
        """What the node and all below it say, without labels."""
        if node.id not in self._words:
            self._words[node.id] = "\n".join(part.text for part in self.inside(node) if part.text)
        return self._words[node.id]

    def body(self, node: Node) -> Span:
        """Where the node's words stand: its span without the label at its head."""
        start = node.start
        if node.label:
            head = self.text.find(node.label, start, min(node.end, start + len(node.label) + 8))
            start = head + len(node.label) if head >= 0 else start
        while start < node.end and self.text[start] in _COLONS:
            start += 1
        return min(start, node.end), node.end

    def excerpt(self, start: int, end: int, most: int = 24) -> str:
        """The words at a place, shortened for a message."""
        return shorten(self.text[start:end], most)

    def answers(self, issue: Node) -> list[Node]:
        """The responses right below an issue that say something."""
        return [node for node in self.below(issue, "response") if self.words(node)]

    def label_means(self, label: str) -> str | None:
        """What a label or field name promises: result, plan, responsible, deadline, status, evidence."""
        if label not in self._labels:
            hit = self.rulebook.first("audit-label", label) if label else None
            self._labels[label] = hit[0].gives if hit else None
        return self._labels[label]

    def hits(self, family: str, gives: str) -> list[Span]:
        """Where the rules of a family with this meaning match, in the order of the text."""
        rules = choose_rules(self.rulebook, family, gives)
        return sorted(match.span() for rule in rules for match in rule.finditer(self.text))

    def hit(self, family: str, gives: str, nodes: Iterable[Node]) -> str | None:
        """The words of the first match that stands in one of the nodes, or None; looked for once a node."""
        for node in nodes:
            words = self.search(family, gives, node)
            if words is not None:
                return words
        return None

    def search(self, family: str, gives: str, node: Node) -> str | None:
        """The words of the first match in a node, its line end included."""
        key = (family, gives, node.id)
        if key not in self._hits:
            rules = choose_rules(self.rulebook, family, gives)
            found = [match for rule in rules if (match := rule.search(self.text, node.start, node.end + 1))]
            self._hits[key] = min(found, key=lambda match: match.span())[0].strip(EDGES) if found else None
        return self._hits[key]

    def says(self, words: str, gives: str, family: str = "audit-claim") -> str | None:
        """The same for words by themselves: the value of a field, a heading, an answer that may be empty."""
        for rule in choose_rules(self.rulebook, family, gives):
            match = rule.match(words)
            if match:
                return match[0].strip(EDGES)
        return None

    # -- masks -------------------------------------------------------------------------------

    @cached_property
    def _mask_starts(self) -> list[int]:
        return [mask.start for mask in self.document.masks]

    def masks(self, start: int, end: int) -> tuple[Mask, ...]:
        """The masks that begin in ``[start, end)``."""
        return self.document.masks[bisect_left(self._mask_starts, start) : bisect_left(self._mask_starts, end)]

    # -- findings ----------------------------------------------------------------------------

    def speaks(self, code: str) -> bool:
        """Whether a code speaks of this genre; a paper of no known genre must hold answers."""
        genres, genre = CODES[code].genres, self.document.meta.genre
        return not genres or (genre in genres and (genre != "other" or bool(self.responses)))

    def find(self, code: str, message: str, span: Span, node: Node | None) -> Finding:
        """A finding of this code at a place of this document."""
        row = CODES[code]
        return Finding(code, row.severity, node.id if node else None, span[0], span[1], message, row.remedy)

    def name(self, node: Node, most: int = 24) -> str:
        """An issue as messages name it: its label and the head of its words."""
        gap = " " if node.label and node.label[-1] in NUMERALS else ""
        return f"{node.label}{gap}{shorten(node.text, most)}"


NUMERALS = frozenset("0123456789一二三四五六七八九十")
"""A label that ends in one stands apart from the words behind it."""


@lru_cache(maxsize=64)
def choose_rules(rulebook: Rulebook, family: str, gives: str) -> tuple[Rule, ...]:
    """The rules of a family that have this meaning."""
    return tuple(rule for rule in rulebook.family(family) if rule.gives == gives)


def shorten(words: str, most: int) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
