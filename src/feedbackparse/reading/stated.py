"""What a document states under a name: the value of a field, or a cell of a table below its column's header.

``责任单位：财务科`` and a cell 财务科 in the column 责任单位 of a table inside an answer state the same.

Source: design.md §6, rules/facts-fields.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedbackparse.model import Node, Span
from feedbackparse.rulebook import Rule, Rulebook

LABEL_SIGNS = re.compile(r"[\s　：:【】\[\]（）()*＊]")
VALUE = re.compile(r"[\s　：:】\]]*(?P<value>.*?)[\s　。；;，,、）)]*", re.DOTALL)
"""A field behind its name: the value without colon and closing signs."""
ROW = "table-row"
"""The rule of a row of a table that is no ledger; its cells stand in the node's text between bars."""
BAR = " | "


@dataclass(frozen=True, slots=True)
class Named:
    """A value and the name under which it stands."""

    start: int
    end: int
    label: str
    node: Node


@dataclass(frozen=True, slots=True)
class Stated(Named):
    """The same, where a rule knows the name."""

    rule: Rule


def read_stated(plain: str, nodes: Sequence[Node], rulebook: Rulebook) -> Iterator[Stated]:
    """What fields and columns state whose names the rules know, in document order; each piece of a value its own."""
    for named in read_named(plain, nodes):
        rule = name_label(named.label, rulebook)
        if rule:
            yield Stated(named.start, named.end, named.label, named.node, rule)


def read_named(plain: str, nodes: Sequence[Node]) -> Iterator[Named]:
    """All values of fields, and all cells below a header in tables that are no ledgers."""
    heads: dict[int | None, list[str]] = {}
    for node in nodes:
        if node.kind == "field":
            yield from (Named(start, end, node.label, node) for start, end in value_spans(plain, node))
        elif node.rule == ROW:
            cells = node.text.split(BAR)
            head = heads.setdefault(node.parent, cells)
            if head is not cells and len(head) == len(cells):
                spans = zip(cell_spans(plain, node, cells), head, strict=True)
                yield from (Named(*span, label, node) for span, label in spans if span)


@lru_cache(maxsize=1024)
def name_label(label: str, rulebook: Rulebook) -> Rule | None:
    """The rule that knows a field or a column by its name."""
    hit = rulebook.first("fact-field", LABEL_SIGNS.sub("", label))
    return hit[0] if hit else None


def value_spans(plain: str, node: Node) -> list[Span]:
    """Where the value of a field stands in its own pieces: behind its name and colon."""
    spans = []
    for start, end in node.own:
        words = plain[start:end]
        label = words.find(node.label) if node.label else -1
        at = label + len(node.label) if 0 <= label <= 6 else 0
        inner = VALUE.fullmatch(words, at)
        if inner and inner["value"]:
            spans.append((start + inner.start("value"), start + closing_end(words, *inner.span("value"))))
    return spans


def closing_end(words: str, start: int, end: int) -> int:
    """The end of a value with the bracket that closes one of its own: 办公室（机关党委）."""
    value = words[start:end]
    opened = value.count("（") + value.count("(") - value.count("）") - value.count(")")
    return end + 1 if opened > 0 and words[end : end + 1] in ("）", ")") else end


def cell_spans(plain: str, node: Node, cells: Sequence[str]) -> list[Span | None]:
    """Where the cells of a row stand; None for an empty one and for one of several paragraphs."""
    spans: list[Span | None] = []
    at = node.start
    for cell in cells:
        found = plain.find(cell, at, node.end) if cell.strip() else -1
        spans.append((found, found + len(cell)) if found >= 0 else None)
        at = found + len(cell) if found >= 0 else at
    return spans
