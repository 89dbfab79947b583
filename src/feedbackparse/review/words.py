"""The Chinese of the pages: names of kinds, roles, genres, rules; what a mask, a fact or a place is called."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from feedbackparse.frames.issues import SEVERITIES
from feedbackparse.ledger.wording import name_of, name_place, names_of
from feedbackparse.model import Document, Fact, Mask
from feedbackparse.rulebook import Rulebook

__all__ = [
    "SEVERITIES",
    "explain_rules",
    "name_of",
    "name_place",
    "names_of",
    "tell_fact",
    "tell_mask",
    "words",
]


@cache
def words() -> dict[str, Any]:
    """The tables of words.toml."""
    return tomllib.loads((files("feedbackparse.review") / "words.toml").read_text(encoding="utf-8"))


def tell_mask(mask: Mask) -> str:
    """A mask's type and what is known of its value: ``数量，单位 篇，10 至 99（由星号个数推断）``."""
    told = [name_of("masks", mask.type)]
    if mask.edtf:
        told.append(mask.edtf)
    if mask.unit:
        told.append(f"单位 {mask.unit}")
    if mask.lower is not None and mask.upper is not None:
        told.append(f"{mask.lower:g} 至 {mask.upper:g}（由星号个数推断）")
    return "，".join(told)


def tell_fact(fact: Fact) -> str:
    """A fact in one line: type, what it is about, value, and the words where they say more."""
    what = f"（{name_of('whats', fact.what)}）" if fact.what else ""
    value = "已隐去" if fact.masked else name_of("values", fact.value or "")
    unit = fact.unit if fact.unit and not fact.masked and fact.value else ""
    near = name_of("qualifiers", fact.qualifier) if fact.qualifier else ""
    told = f"{value}{unit}{f' {near}' if near else ''}".strip()
    head = f"{name_of('facts', fact.type)}{what}：{fact.raw}"
    return head if told in ("", fact.raw) else f"{head} → {told}"


def explain_rules(document: Document, rulebook: Rulebook) -> dict[str, str]:
    """Of each rule that claimed a node of the document what it is, or an example on which it matches."""
    examples = {rule.id: rule.spec.examples[0].text for family in rulebook.families.values() for rule in family}
    told = {rule: f"例句：{text}" for rule, text in examples.items()} | words()["rules"]
    claimed = dict.fromkeys(node.rule for node in document.nodes)
    return {rule: told[rule] for rule in claimed if rule in told}
