"""What a column's or a field's label says of the masks below it: ``***`` under 责任人 is a person.

A rule that asks for ``责任人：***`` is laid on the label and the mask, wherever in a table the label stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from feedbackparse.model import Mask, Node
from feedbackparse.reading.joined import Joined, join_rules
from feedbackparse.reading.series import INHERITED
from feedbackparse.reading.stated import read_named
from feedbackparse.rulebook import Rulebook

EDGE = re.compile(r"[ 　]*[\t|｜][ 　]*")
"""What parts the cells of a table typed as lines."""
LEAST_EDGES = 2
PARTS = re.compile(r"[^、，,；;\n\s　]+")
"""The names of one value: 基教科、***."""


def type_under(label: str, mask: Mask, labelled: Joined) -> Mask:
    """The mask as the label above it or before it types it; as it is where the label says nothing."""
    head = f"{label.strip()}："
    hit = labelled.match(head + mask.raw, len(head))
    if not hit or hit[0].gives not in INHERITED:
        return mask
    return replace(mask, type=hit[0].gives, normal=f"⟦{hit[0].gives}⟧", rule=hit[0].id)


def join_labelled(rulebook: Rulebook) -> Joined:
    """The rules that a label decides."""
    return join_rules(tuple(rule for rule in rulebook.family("masks") if rule.set.get("labelled")))


def type_labelled(text: str, masks: Sequence[Mask], nodes: Sequence[Node], rulebook: Rulebook) -> list[Mask]:
    """The masks, one that is a whole name in a field's value or a table's cell typed by its label.

    Shape: as many masks, in the same order.
    """
    if all(mask.type != "unknown" for mask in masks):
        return list(masks)
    labels = {
        part.span(): named.label
        for named in read_named(text, nodes)
        for part in PARTS.finditer(text, named.start, named.end)
    }
    labelled = join_labelled(rulebook)
    return [
        type_under(labels.get((mask.start, mask.end), ""), mask, labelled) if mask.type == "unknown" else mask
        for mask in masks
    ]


def type_cells(text: str, masks: Sequence[Mask], rulebook: Rulebook) -> list[Mask]:
    """The masks, one that fills a cell of a table typed as lines typed by its column's header.

    Shape: as many masks, in the same order.
    """
    if all(mask.type != "unknown" for mask in masks):
        return list(masks)
    heads = Heads(text)
    labelled = join_labelled(rulebook)
    return [type_under(heads.over(mask), mask, labelled) if mask.type == "unknown" else mask for mask in masks]


@dataclass(slots=True)
class Heads:
    """The headers of the tables that are typed as lines; each line is cut once."""

    text: str
    known: dict[int, list[str]] = field(default_factory=dict)
    """By the offset of a line, the cells of its table's first line."""

    def over(self, mask: Mask) -> str:
        """The header of the column whose cell the mask fills; empty where it fills none."""
        start, end = self.text.rfind("\n", 0, mask.start) + 1, self.text.find("\n", mask.end)
        line = self.text[start : end if end >= 0 else len(self.text)]
        cells = EDGE.split(line)
        column = len(EDGE.findall(line[: mask.start - start]))
        if len(cells) <= LEAST_EDGES or cells[column].strip() != mask.raw:
            return ""
        return self.first_of(start, cells)[column]

    def first_of(self, start: int, cells: list[str]) -> list[str]:
        """The cells of the first line of the table to which the line at ``start`` belongs."""
        passed = [start]
        while start > 0 and start not in self.known:
            above = self.text.rfind("\n", 0, start - 1) + 1
            before = EDGE.split(self.text[above : start - 1])
            if len(before) != len(cells):
                break
            cells, start = before, above
            passed.append(start)
        cells = self.known.get(start, cells)
        self.known.update(dict.fromkeys(passed, cells))
        return cells
