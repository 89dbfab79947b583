"""What was found, as the page lists it: findings and masks, each with the node that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.codes import CODES
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Finding, Kind, Mask
from feedbackparse.review.words import SEVERITIES, name_of, name_place, tell_mask

_AROUND = 14
"""Characters of context on each side of a mask."""
_EXCERPT = 48
_SPAN = re.compile(r"\[(?P<start>\d+), \d+\)")


@dataclass(frozen=True, slots=True)
class FindingNote:
    finding: Finding
    severity: str
    title: str
    message: tuple[tuple[str, int | None], ...]
    """Its words, and of those that name a place in the text, the node there; without the title at its head."""
    node: int | None
    """Where it leads; None where it speaks of the whole document."""
    kind: Kind | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class MaskNote:
    mask: Mask
    type: str
    told: str
    """Type and value in Chinese."""
    node: int | None
    before: str
    after: str


def note_findings(tree: Tree) -> Iterator[FindingNote]:
    """One note a finding, in the document's order."""
    for finding in tree.document.findings:
        spoken = finding.start < finding.end
        node = finding.node if finding.node is not None or not spoken else tree.node_at(finding.start)
        quoted = " ".join(tree.document.text[finding.start : finding.end].split())
        title = CODES[finding.code].title if finding.code in CODES else finding.code
        yield FindingNote(
            finding,
            SEVERITIES[finding.severity],
            title,
            tuple(link_places(finding.message.removeprefix(f"{title}：").strip(), tree)),
            node,
            tree.nodes[node].kind if node is not None else None,
            quoted if len(quoted) <= _EXCERPT else f"{quoted[: _EXCERPT - 1]}…",
        )


def link_places(message: str, tree: Tree) -> Iterator[tuple[str, int | None]]:
    """A message cut at the spans that it names, ``[367, 445)``; these as a reader counts, with their node."""
    at = 0
    for span in _SPAN.finditer(message):
        start = int(span["start"])
        node, place = tree.node_at(start), tree.place(start)
        if node is not None and place:
            yield message[at : span.start()], None
            yield f"（{name_place(place)}）", node
            at = span.end()
    yield message[at:], None


def note_masks(tree: Tree) -> Iterator[MaskNote]:
    """One note a mask, with the words round it on its line."""
    text = tree.document.text
    for mask in tree.document.masks:
        before = text[max(0, mask.start - _AROUND) : mask.start].rpartition("\n")[2]
        after = text[mask.end : mask.end + _AROUND].partition("\n")[0]
        yield MaskNote(mask, name_of("masks", mask.type), tell_mask(mask), tree.node_at(mask.start), before, after)
