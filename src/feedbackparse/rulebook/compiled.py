"""Compiled rules, and which of them wins.

Patterns run under the ``regex`` package with a generous time limit; one that runs out of it raises
RulesTimeout, which is a verdict on the document and never another tree (design.md §3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import regex

from feedbackparse.errors import Refusal
from feedbackparse.rulebook.quick import quicken
from feedbackparse.rulebook.schema import RuleSpec, Value

SHORT = 2000
"""Characters of a text, or of each of its lines, on which a trusted pattern needs no time limit."""
NAMED = regex.compile(r"\(\?P<\w+>")
"""The head of a group with a name, which a sieve does not ask for."""
TIME_LIMIT = 10.0
"""Seconds that one pattern may take on one text."""


class RuleTimeout(Refusal):
    """A pattern ran out of its time on this document."""


@lru_cache(maxsize=8)
def has_short_lines(text: str) -> bool:
    """Whether no line is longer than a trusted pattern may have without time limit."""
    return len(text) <= SHORT or max(map(len, text.split("\n"))) <= SHORT


Run = Callable[..., regex.Match[str] | None]


def runner(pattern: regex.Pattern[str], mode: str, *, quick: bool = False) -> Run:
    """How a family lays its patterns: at a place (start), anywhere behind it (search), on all of it (full).

    ``re`` is the quicker at a place, ``regex``, which looks for what must stand there, in a search (measured).
    """
    if mode == "search":
        return pattern.search
    chosen = quicken(pattern) if quick else pattern
    return chosen.fullmatch if mode == "full" else chosen.match


def limited(run: Run, text: str, pos: int, name: str) -> regex.Match[str] | None:
    """Run a pattern under the time limit, which costs five times the match itself. Raises: RuleTimeout."""
    try:
        return run(text, pos, timeout=TIME_LIMIT)
    except TimeoutError as error:
        raise timed_out(name) from error


def timed_out(rule: str) -> RuleTimeout:
    return RuleTimeout(
        "rule-timeout",
        f"rules:{rule}",
        f"规则 {rule} 在本文档上超过 {TIME_LIMIT:.0f} 秒",
        "请检查该规则的正则表达式是否有回溯爆炸，或将文档分段后再试",
    )


@dataclass(frozen=True)
class Rule:
    """One compiled rule."""

    family: str
    id: str
    gives: str
    pattern: regex.Pattern[str]
    mode: str
    set: Mapping[str, Value]
    spec: RuleSpec = field(repr=False)
    place: str = ""
    """``file:line`` of its definition."""
    compete: str = "family"
    """family, or gives: whether all rules of the family vie with it or only those that give the same."""
    trusted: bool = False
    """Whether it ships with the program, whose tests hold its patterns to linear time on short texts."""

    def match(self, text: str, pos: int = 0) -> regex.Match[str] | None:
        """Lay the pattern on ``text`` from ``pos`` in the family's way."""
        if self.trusted and len(text) <= SHORT:
            return self.quick(text, pos)
        return limited(runner(self.pattern, self.mode), text, pos, self.id)

    def stands(self, text: str, pos: int = 0) -> regex.Match[str] | None:
        """Lay the pattern on one place, whatever the family's way."""
        if self.trusted and has_short_lines(text):
            return self.head(text, pos)
        return limited(self.pattern.match, text, pos, self.id)

    @cached_property
    def head(self) -> Run:
        """The pattern at a place, without time limit."""
        return runner(self.pattern, "start", quick=True)

    @cached_property
    def quick(self) -> Run:
        """The pattern in the family's way, without time limit."""
        return runner(self.pattern, self.mode, quick=True)

    def search(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """The first match that stands whole in ``text[start:end]``; what stands before is seen, what follows is not."""
        if self.trusted and has_short_lines(text):
            return self.pattern.search(text, start, end)
        try:
            return self.pattern.search(text, start, end, timeout=TIME_LIMIT)
        except TimeoutError as error:
            raise timed_out(self.id) from error

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """All matches over a whole text, left to right."""
        if self.trusted and has_short_lines(text):
            yield from self.pattern.finditer(text)
            return
        try:
            yield from self.pattern.finditer(text, timeout=TIME_LIMIT)
        except TimeoutError as error:
            raise timed_out(self.id) from error


@dataclass(frozen=True, slots=True)
class Sieve:
    """All patterns of a family as one."""

    quick: Run
    slow: Run
    """The same, under the time limit."""
    trusted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All rules, by family, in the order in which they win."""

    families: Mapping[str, tuple[Rule, ...]]
    lists: Mapping[str, tuple[str, ...]]
    version: str
    """First 12 hex digits of the SHA-256 of the rule files."""
    sieves: dict[str, Sieve] = field(default_factory=dict, repr=False, compare=False)
    """Of each family that is asked, all its patterns as one: most texts match none of them."""

    def family(self, name: str) -> tuple[Rule, ...]:
        return self.families.get(name, ())

    def first(self, family: str, text: str, pos: int = 0) -> tuple[Rule, regex.Match[str]] | None:
        """The rule of the family that wins on ``text``: the first that matches, in file order."""
        if not self.may_match(family, text, pos):
            return None
        for rule in self.families.get(family, ()):
            match = rule.match(text, pos)
            if match:
                return rule, match
        return None

    def may_match(self, family: str, text: str, pos: int) -> bool:
        """Whether any rule of the family matches, asked with one pattern."""
        sieve = self.sieves.get(family)
        if sieve is None:
            sieve = self.sieves[family] = make_sieve(self.families.get(family, ()))
        if sieve.trusted and len(text) <= SHORT:
            return sieve.quick(text, pos) is not None
        return limited(sieve.slow, text, pos, family) is not None

    def all(self, family: str, text: str, pos: int = 0) -> list[tuple[Rule, regex.Match[str]]]:
        """Every rule of the family that matches, the winner first."""
        hits = ((rule, rule.match(text, pos)) for rule in self.families.get(family, ()))
        return [(rule, match) for rule, match in hits if match]


def make_sieve(rules: Sequence[Rule]) -> Sieve:
    """One pattern that matches where any of the rules does; without rules nowhere."""
    lists = {name: sorted(words) for rule in rules for name, words in rule.pattern.named_lists.items()}
    sources = (rule.pattern.pattern for rule in rules)
    source = "|".join(f"(?:{NAMED.sub('(?:', one) if '(?P=' not in one else one})" for one in sources) or r"(?!)"
    joined = regex.compile(source, **lists)  # type: ignore[arg-type]
    mode = rules[0].mode if rules else "start"
    trusted = all(rule.trusted for rule in rules)
    quick = quicken(joined).search if mode == "search" else runner(joined, mode, quick=True)
    return Sieve(quick, runner(joined, mode), trusted)
