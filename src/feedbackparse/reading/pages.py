"""The texts of a document that speak of the document itself: title, page properties, opening, end.

Source: design.md §6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.model import Node
from feedbackparse.rulebook import Rulebook

FIRST = 4
"""How many paragraphs stand for the opening where no part follows."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The texts that speak of the document itself."""

    title: str
    properties: tuple[str, ...]
    """Metadata paragraphs."""
    opening: tuple[str, ...]
    """The paragraphs before the first part, or the first ones where there is no part."""
    contact: tuple[str, ...]
    signature: tuple[str, ...]
    date: tuple[str, ...]
    units: tuple[str, ...]
    """Headings without number that name bodies: the units of a report of several."""


def read_pages(nodes: Sequence[Node], rulebook: Rulebook) -> Pages:
    """The texts in the order of the document; items inside a paragraph belong to it."""
    units = tuple(n.text for n in nodes if n.kind == "heading" and not n.label and says("body", n.text, rulebook))
    opening = tuple(whole(n, nodes) for n in nodes if n.parent is None and n.label == "preamble")
    if not opening:
        plain = [n for n in nodes if n.kind == "text" and n.label in {"", "preamble"}]
        opening = tuple(whole(n, nodes) for n in plain[:FIRST])
    if len(units) > 1:
        opening += tuple(n.text for n in nodes if n.kind == "text" and n.parent is not None)[:2]
    return Pages(
        title=next((n.text for n in nodes if n.kind == "title"), ""),
        properties=with_role("metadata", nodes),
        opening=opening,
        contact=with_role("contact", nodes),
        signature=with_role("signature", nodes),
        date=with_role("date", nodes),
        units=units,
    )


def with_role(role: str, nodes: Sequence[Node]) -> tuple[str, ...]:
    return tuple(n.text for n in nodes if n.kind == "text" and n.parent is None and n.label == role)


def whole(node: Node, nodes: Sequence[Node]) -> str:
    """A paragraph with the items inside it."""
    return node.text + "".join(n.label + n.text for n in nodes if n.parent == node.id)


def says(what: str, text: str, rulebook: Rulebook) -> bool:
    """Whether a rule of the family metadata that gives ``what`` matches."""
    return any(rule.match(text) for rule in rulebook.family("metadata") if rule.gives == what)
