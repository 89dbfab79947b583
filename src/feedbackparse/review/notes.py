"""What was found, as the page lists it: findings and masks, each with the node that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.codes import CODES
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Finding, Kind, Mask
from feedbackparse.review.words import SEVERITIES, name_of, tell_mask

_AROUND = 14
"""Characters of context on each side of a mask."""
_EXCERPT = 48


@dataclass(frozen=True, slots=True)
class FindingNote:
    finding: Finding
    severity: str
    title: str
    message: str
    """Without the title, where the message begins with it."""
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
            finding.message.removeprefix(f"{title}：").strip(),
            node,
            tree.nodes[node].kind if node is not None else None,
            quoted if len(quoted) <= _EXCERPT else f"{quoted[: _EXCERPT - 1]}…",
        )


def note_masks(tree: Tree) -> Iterator[MaskNote]:
    """One note a mask, with the words round it on its line."""
    text = tree.document.text
    for mask in tree.document.masks:
        before = text[max(0, mask.start - _AROUND) : mask.start].rpartition("\n")[2]
        after = text[mask.end : mask.end + _AROUND].partition("\n")[0]
        yield MaskNote(mask, name_of("masks", mask.type), tell_mask(mask), tree.node_at(mask.start), before, after)
