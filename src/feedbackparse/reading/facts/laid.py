"""Rules laid on a text: cheap anchors find the places, the joined rules of the family judge them.

The anchors of a family are the words of a list: of ``status-kind`` the list ``status_kind_anchors``. Where the family
has lists of set phrases (``status_said_done``) these are anchors too, so that a phrase is one line in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from feedbackparse.reading.joined import Joined, join_rules
from feedbackparse.rulebook import Rule, Rulebook


@lru_cache(maxsize=64)
def join_judges(rulebook: Rulebook, family: str) -> Joined:
    """The rules of a family, joined once."""
    return join_rules(rulebook.family(family))


def lay_family(text: str, rulebook: Rulebook, family: str) -> Iterator[tuple[Rule, regex.Match[str]]]:
    """Every match of the family's rules where an anchor stands, left to right, none over another."""
    judges, anchors = join_judges(rulebook, family), write_anchors(rulebook, family)
    anchor = anchors.search(text)
    while anchor:
        hit = judges.match(text, anchor.start())
        if hit:
            yield hit
        anchor = anchors.search(text, max(hit[1].end() if hit else 0, anchor.start() + 1))


def group_of(found: regex.Match[str], name: str) -> str | None:
    """What a named group holds; None also where no rule of the family has it. (groupdict is dear.)"""
    try:
        return found[name]
    except IndexError:
        return None


@lru_cache(maxsize=64)
def write_anchors(rulebook: Rulebook, family: str) -> re.Pattern[str]:
    """The places where a rule of the family may begin: the shortest words of its list.

    Where the family has a list of closers too (``fact_duty_closers``), one of them follows in the same clause.
    """
    name = family.replace("-", "_")
    phrases = (known for known in rulebook.lists if known.startswith(f"{name}_said_"))
    anchors = shortest_words(rulebook, f"{name}_anchors", *phrases)
    closers = shortest_words(rulebook, f"{name}_closers")
    if not anchors:
        return re.compile(r"(?!)")
    return re.compile(f"(?:{anchors})" + (f"(?=[^，,。；;：:\\n]*?(?:{closers}))" if closers else ""))


def shortest_words(rulebook: Rulebook, *names: str) -> str:
    """The words of some lists as a pattern, without those that begin with another."""
    words = sorted((word for name in names for word in rulebook.lists.get(name, ())), key=len)
    return "|".join(re.escape(word) for at, word in enumerate(words) if not word.startswith(tuple(words[:at])))
