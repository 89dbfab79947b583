"""The category of a problem, from its heading first, then from its own words.

jieba is loaded only when this is asked for, and cuts titles, never a document.
Source: design.md §6 (jieba's callers), rules/taxonomy.toml, rules/jieba-words.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from feedbackparse.model import Node
from feedbackparse.reading.script import simplify_script
from feedbackparse.reading.titlewords import load_cutter
from feedbackparse.rulebook import Rule, Rulebook

if TYPE_CHECKING:
    from feedbackparse.reading.titlewords import Cutter

FAMILY = "taxonomy"
COMMON = "常用"
"""The scheme whose categories are weighed by words."""
UNKNOWN = "未归类"


@dataclass(frozen=True, slots=True)
class Category:
    """What a problem is about, and why we think so."""

    value: str
    """A category of the scheme 常用, or 未归类."""
    score: float
    """The category's share of the weight of all words that any category knows; 0 where there are none."""
    words: tuple[str, ...]
    """The words that decided."""
    source: str | None
    """heading or issue: where those words stand."""
    schemes: dict[str, str] = field(default_factory=dict)
    """The category in each other scheme that heading or issue name: 四个落实, 六项纪律 …"""
    version: str = ""
    """The taxonomy's version."""
    rule: str | None = None
    """The rule of the category; None for 未归类."""


def classify_issue(title: str, headings: Sequence[str], rulebook: Rulebook) -> Category:
    """The category of an issue under its headings, the nearest heading last.

    The nearest heading of whose words more than half speak of one category decides; else the outer ones, else
    the issue's own words.
    """
    nearest = [(simplify_script(words, rulebook), "heading") for words in reversed(headings)]
    asked = [*nearest, (simplify_script(title, rulebook), "issue")]
    schemes = name_schemes([words for words, _ in asked], rulebook)
    version = next(iter(rulebook.lists.get("taxonomy_version", ())), "")
    parts = frozenset(rulebook.lists.get("structural_words", ()))
    for words, source in asked:
        best = weigh_words(words, rulebook, parts if source == "heading" else frozenset())
        if best and (source == "issue" or best[1] > 0.5):
            return Category(*best, source, schemes, version, name_rule(best[0], best[2], rulebook))
    return Category(UNKNOWN, 0.0, (), None, schemes, version)


def classify_issues(nodes: Sequence[Node], rulebook: Rulebook) -> dict[int, Category]:
    """The category of every issue of a document, by node id."""
    return {
        node.id: classify_issue(node.text, headings_above(node, nodes), rulebook)
        for node in nodes
        if node.kind == "issue"
    }


def headings_above(node: Node, nodes: Sequence[Node]) -> list[str]:
    """The headings and outer issues over a node, the outermost first."""
    above: list[str] = []
    at = node.parent
    while at is not None:
        if nodes[at].kind in ("heading", "issue"):
            above.insert(0, nodes[at].text)
        at = nodes[at].parent
    return above


def weigh_words(
    words: str, rulebook: Rulebook, passed_over: frozenset[str]
) -> tuple[str, float, tuple[str, ...]] | None:
    """The heaviest category of the scheme 常用, its share and its words; None where no word is known.

    A word weighs the more the longer it is: a term of four characters tells more than one of two. Of two
    categories alike the one that is named first wins.
    """
    known = list_words(rulebook)
    weights: dict[str, float] = {}
    found: dict[str, list[str]] = {}
    for word in know_words(load_words(rulebook).cut(words), known):
        for category in () if word in passed_over else known[word]:
            weights[category] = weights.get(category, 0.0) + (len(word) - 1 or 0.5)
            found.setdefault(category, []).append(word)
    ranked = sorted(weights, key=lambda name: -weights[name])
    if not ranked:
        return None
    best = ranked[0]
    return best, round(weights[best] / sum(weights.values()), 2), tuple(found[best])


def know_words(cut: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The known words of a cut title, each once; of a longer word that is not known, the known ones in it."""
    found: dict[str, None] = {}
    for word in cut:
        if word in known:
            found[word] = None
        elif len(word) > 2:
            inside = [word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1)]
            found.update(dict.fromkeys(part for part in inside if part in known))
    return list(found)


def name_schemes(texts: Iterable[str], rulebook: Rulebook) -> dict[str, str]:
    """The first category of each other scheme that any of the texts names, the nearest text first."""
    named: dict[str, str] = {}
    for words in texts:
        for rule in rulebook.family(FAMILY):
            scheme = str(rule.set.get("scheme", COMMON))
            if scheme != COMMON and scheme not in named and rule.match(words):
                named[scheme] = rule.gives
    return named


def name_rule(category: str, words: Sequence[str], rulebook: Rulebook) -> str | None:
    """The first rule of a category that matches one of the words."""
    rules = [rule for rule in common_rules(rulebook) if rule.gives == category]
    return next((rule.id for rule in rules if any(rule.match(word) for word in words)), None)


@lru_cache(maxsize=8)
def list_words(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """The categories that know each word."""
    known: dict[str, tuple[str, ...]] = {}
    for rule in common_rules(rulebook):
        for word in words_of(rule):
            known[word] = (*known.get(word, ()), rule.gives)
    return known


def common_rules(rulebook: Rulebook) -> list[Rule]:
    return [rule for rule in rulebook.family(FAMILY) if rule.set.get("scheme") == COMMON]


def words_of(rule: Rule) -> list[str]:
    """The words of the lists that a rule's pattern names."""
    return sorted({word for words in rule.pattern.named_lists.values() for word in words})


@lru_cache(maxsize=4)
def load_words(rulebook: Rulebook) -> Cutter:
    """The cutter with the words of all lists."""
    return load_cutter((*rulebook.lists.get("jieba_words", ()), *list_words(rulebook)))
