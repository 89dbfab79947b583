"""The rules of a family as one pattern, so that a place in the text is tried against all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from feedbackparse.rulebook import Rule, Rulebook, quicken
from feedbackparse.rulebook.compiled import limited
from feedbackparse.rulebook.wordlists import write_out_lists


@dataclass(frozen=True, slots=True)
class Joined:
    """The rules of a family in the order in which they win, and the one pattern of all."""

    rules: tuple[Rule, ...]
    pattern: regex.Pattern[str]
    marks: tuple[int, ...]
    """The number of the empty group that closes each rule."""
    trusted: bool
    """Whether all rules ship with the program; others run under the time limit."""

    def match(self, text: str, start: int) -> tuple[Rule, regex.Match[str]] | None:
        """The first rule that matches at ``start``. Raises: RuleTimeout."""
        if self.trusted:
            found = self.pattern.match(text, start)
        else:
            found = limited(self.pattern.match, text, start, self.rules[0].family)
        return (self.rules[found.group(0, *self.marks)[1:].index("")], found) if found else None


@lru_cache(maxsize=64)
def join_family(rulebook: Rulebook, family: str) -> Joined:
    """The family's rules joined."""
    return join_rules(rulebook.family(family))


def join_rules(rules: Sequence[Rule]) -> Joined:
    """Rules joined in the order in which they win; compiled once for equal patterns."""
    trusted = all(rule.trusted for rule in rules)
    pattern = compile_alternatives(tuple(rule.pattern for rule in rules))
    if trusted:
        pattern = quicken(pattern)
    marks = tuple(pattern.groupindex[f"rule{number}"] for number in range(len(rules)))
    return Joined(tuple(rules), pattern, marks, trusted)


PART = 16
"""Rules of one pattern: a call costs the more the more groups its pattern has (measured)."""
LEAD = regex.compile(r"\(\?=(?P<class>\[[^\[\]\\]+\]|[^\W\d])")
"""What a pattern says of its first character, where it begins by saying so."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Many rules that are laid on one place, in parts; only those that may begin with the character there."""

    rules: tuple[Rule, ...]
    parts: dict[str, tuple[Joined, ...]] = field(default_factory=dict, repr=False, compare=False)
    """By the first character, joined when it is first met."""

    def match(self, text: str, start: int) -> tuple[Rule, regex.Match[str]] | None:
        """The first rule that matches at ``start``. Raises: RuleTimeout."""
        parts = self.parts.get(text[start])
        if parts is None:
            parts = self.parts[text[start]] = join_parts(self.rules, text[start])
        for part in parts:
            hit = part.match(text, start)
            if hit:
                return hit
        return None


def join_parts(rules: Sequence[Rule], character: str) -> tuple[Joined, ...]:
    """The rules that may begin with the character; the parts of others are the same for every character."""
    parts = (rules[at : at + PART] for at in range(0, len(rules), PART))
    return tuple(join_rules(part) for part in (may_begin(rules, character) for rules in parts) if part)


def may_begin(rules: Sequence[Rule], character: str) -> tuple[Rule, ...]:
    """The rules whose pattern does not rule the character out."""
    leads = ((rule, LEAD.match(rule.pattern.pattern)) for rule in rules)
    return tuple(rule for rule, lead in leads if not lead or regex.match(lead["class"], character))


@lru_cache(maxsize=128)
def compile_alternatives(patterns: tuple[regex.Pattern[str], ...]) -> regex.Pattern[str]:
    """``…(?P<rule0>)|…(?P<rule1>)|…``; without patterns one that never matches.

    The empty group at the end of each has a place only where its rule has won.
    """
    parts = [
        f"(?:{write_out_lists(pattern.pattern, pattern.named_lists)})(?P<rule{number}>)"
        for number, pattern in enumerate(patterns)
    ]
    return regex.compile("|".join(parts) or r"(?!)")
