"""The rules of a family as one pattern, so that a place in the text is tried against all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from feedbackparse.reading.wordlists import write_out_lists
from feedbackparse.rulebook import Rule, Rulebook
from feedbackparse.rulebook.compiled import TIME_LIMIT, timed_out


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
        found = self.pattern.match(text, start) if self.trusted else self._limited(text, start)
        return (self.rules[found.group(0, *self.marks)[1:].index("")], found) if found else None

    def _limited(self, text: str, start: int) -> regex.Match[str] | None:
        try:
            return self.pattern.match(text, start, timeout=TIME_LIMIT)
        except TimeoutError as error:
            raise timed_out(self.rules[0].family) from error

@lru_cache(maxsize=64)
def join_family(rulebook: Rulebook, *families: str) -> Joined:
    """The rules of one family, or of several in the order given, as one."""
    return join_rules(tuple(rule for family in families for rule in rulebook.family(family)))


def join_rules(rules: Sequence[Rule]) -> Joined:
    """Rules joined in the order in which they win; compiled once for equal patterns."""
    pattern = compile_alternatives(tuple(rule.pattern for rule in rules))
    marks = tuple(pattern.groupindex[f"rule{number}"] for number in range(len(rules)))
    return Joined(tuple(rules), pattern, marks, all(rule.trusted for rule in rules))


@lru_cache(maxsize=32)
def compile_alternatives(patterns: tuple[regex.Pattern[str], ...]) -> regex.Pattern[str]:
    """``…(?P<rule0>)|…(?P<rule1>)|…``; without patterns one that never matches.

    The empty group at the end of each has a place only where its rule has won.
    """
    parts = [
        f"(?:{write_out_lists(pattern.pattern, pattern.named_lists)})(?P<rule{number}>)"
        for number, pattern in enumerate(patterns)
    ]
    return regex.compile("|".join(parts) or r"(?!)")
