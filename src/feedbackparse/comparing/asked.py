"""What a document asks or answers: its issues, an issue with its sub-issues as one thing.

Source: issue text of the audit (one thing asked, unless the other document takes the sub-issues one by one).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
from rapidfuzz.distance import Indel

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.shingles import HIDDEN, fold
from feedbackparse.model import Document, Node
from feedbackparse.rulebook import Rulebook

_NOISE = regex.compile(r"[\p{P}\p{S}\s]+")
_FIGURES = regex.compile(r"\d+(?:年以来|年度?|月份?|日|次|个|项|人|名|批次|余)?|涉及|以来")
"""What says how many or since when, and nothing of the matter."""
_SENTENCE = regex.compile(r"(?<=[。；;！!])")


@dataclass(frozen=True, slots=True)
class Asked:
    """One issue of a document, ready to compare."""

    node: int
    parent: int | None
    """The issue that it stands in."""
    text: str
    """As it stands, with its examples."""
    words: str
    """Folded, without punctuation; masks as HIDDEN."""
    statement: str
    """The same, without its examples."""
    head: str
    """Its first sentence: what a report usually takes over."""
    whole: str
    """All of it, with all its sub-issues."""
    responded: bool
    """Whether it, or an issue in it or above it, has a response."""
    context: str
    """All that stands below it, its answer too, without figures: an answer speaks of what was asked, however
    the report words it."""

    @property
    def head_text(self) -> str:
        """The first sentence as it stands."""
        return _SENTENCE.split(self.text, maxsplit=1)[0]

    def nearest(self, other: str) -> str:
        """Of the whole text and its first sentences that which is nearest to another wording."""
        heads = (self.text[: match.end()] for match in _SENTENCE.finditer(self.text))
        return max((self.text, *heads), key=lambda words: Indel.normalized_similarity(words.rstrip("。；"), other))

    @property
    def own(self) -> tuple[str, ...]:
        """Its own words, from all to the first sentence only."""
        return tuple(dict.fromkeys((self.words, self.statement, self.head)))

    @property
    def forms(self) -> tuple[str, ...]:
        """The same, and with its sub-issues."""
        return tuple(dict.fromkeys((*self.own, self.whole)))


def read_asked(document: Document, rulebook: Rulebook) -> list[Asked]:
    """All issues of a document, at every depth, in order."""
    paper = Paper(document, rulebook)
    return [read_one(paper, node) for node in paper.issues]


def read_one(paper: Paper, node: Node) -> Asked:
    outer = next((above.id for above in paper.above(node) if above.kind == "issue"), None)
    cut = next((m.start() for rule in paper.rulebook.family("audit-section") if rule.gives == "example"
                for m in [rule.match(node.text)] if m), len(node.text))  # fmt: skip
    inner = [part for part in paper.inside(node) if part.kind == "issue"]
    words = bare(paper, node, node.text)
    responded = any(part.kind == "response" for part in paper.inside(node)) or any(
        paper.below(above, "response") for above in paper.above(node) if above.kind == "issue"
    )
    return Asked(
        node.id,
        outer,
        node.text,
        words,
        bare(paper, node, node.text[:cut]) or words,
        bare(paper, node, _SENTENCE.split(node.text, maxsplit=1)[0]) or words,
        "".join(bare(paper, part, part.text) for part in inner),
        responded,
        _FIGURES.sub("", bare(paper, node, paper.text[node.start : node.end])),
    )


def bare(paper: Paper, node: Node, words: str) -> str:
    """Folded words without punctuation and blanks, masks as HIDDEN."""
    start = paper.text.find(words[:40], node.start, node.end)
    hidden = (
        [(mask.start - start, mask.end - start) for mask in paper.masks(start, start + len(words))]
        if start >= 0
        else []
    )
    folded = fold(words, hidden)
    return "".join(
        piece if piece.startswith(HIDDEN) else _NOISE.sub("", piece) for piece in regex.split(f"({HIDDEN}+)", folded)
    )


def first_sentences(text: str) -> list[str]:
    """The heads of a text that end with a sentence, without punctuation: what may be quoted alone."""
    ends = [match.end() for match in regex.finditer(r"[。；;！!]", text)]
    return [_NOISE.sub("", fold(text[:end])) for end in ends]
