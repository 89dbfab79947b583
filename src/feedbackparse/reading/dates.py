"""Text -> dates and periods, masked or not, as EDTF; resolved against the document's own date, never the clock.

    heads of figures -> shapes with 年月日 (mask-dates.toml) or dates.toml -> EDTF -> resolved -> bounds

Source: issue 5 item 2; design.md §6. EDTF is ISO 8601-2, level 1 (``?`` is a date of doubt).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from feedbackparse.model import Span
from feedbackparse.reading.edtf import compose_date, compose_period, read_part
from feedbackparse.reading.joined import Joined, join_family, join_rules
from feedbackparse.reading.resolving import UNKNOWN_YEAR, Ground, read_half, resolve_mention
from feedbackparse.reading.script import simplify_script
from feedbackparse.reading.spans import bound_days
from feedbackparse.rulebook import Rule, Rulebook

PARTS = ("y1", "m1", "d1", "y2", "m2", "d2")
PART_OF_YEAR = "part-of-year"
"""The rule of halves and quarters without a year, whose end a deadline means."""
SENTENCE_END = re.compile("[。；;！？\n]")
SENSES = ("before", "since", "until")
"""What the words next to a date make of it, in the order in which they win."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, a period, or words that stand for a time."""

    start: int
    end: int
    raw: str
    type: str
    """date, period, now (目前) or during (整改期间)."""
    edtf: str | None
    """What stands there; None where no figures do."""
    resolved: str | None
    """With the year that the document's own date gives; None where it gives none."""
    earliest: date | None
    latest: date | None
    sense: str
    """on, before (2024年底前), since (…以来), until (截至…), now or during."""
    doubtful: bool
    """Whether signs were lost (2024717日), or there is no such day."""
    rule: str


def find_dates(
    text: str, rulebook: Rulebook, own: str | None = None, after: Sequence[Span] = ()
) -> tuple[DateMention, ...]:
    """Every date and period of the text.

    ``own`` is the document's own date as EDTF (published, or of the feedback); ``after`` holds the spans, in order,
    that speak of what came after it. Shape: in document order, non-overlapping. Raises: RuleTimeout.
    """
    plain = simplify_script(text, rulebook)
    found: list[DateMention] = []
    reached = 0
    for rule, match in sorted(candidates(plain, rulebook), key=lambda hit: (hit[1].start(), -hit[1].end())):
        if match.start() >= reached:
            ground = Ground(
                own, *read_ground(plain, match.start(), found[-1] if found else None), lies_in(match, after)
            )
            mention = make_mention(text, plain, rule, match, ground, rulebook)
            if mention:
                found.append(mention)
                reached = mention.end
    return tuple(found)


def candidates(plain: str, rulebook: Rulebook) -> Iterator[tuple[Rule, regex.Match[str]]]:
    """Matches of words over the whole text, and at each head of figures the shape that wins."""
    rules = {rule.id: rule for rule in rulebook.family("dates")}
    shapes, friends = join_family(rulebook, "mask-dates"), join_friends(rulebook)
    for name, rule in rules.items():
        needed = str(rule.set.get("needs", "")).split()
        if needed and not any(word in plain for word in needed):
            continue
        if rule.gives in ("relative", "now", "during", "doubtful") or name == PART_OF_YEAR:
            yield from ((rule, match) for match in rule.finditer(plain))
        elif name == "head":
            heads = [at for match in rule.finditer(plain) if not friends.match(plain, at := match.start())]
            known = [rules[other] for other in ("year-half", "year") if other in rules]
            yield from (hit for at in heads if (hit := read_head(plain, at, known, shapes)))


def read_head(plain: str, at: int, known: list[Rule], shapes: Joined) -> tuple[Rule, regex.Match[str]] | None:
    """The longest of what the shapes and the known years read at a head."""
    hits = [(rule, match) for rule in known if (match := rule.stands(plain, at))]
    shaped = shapes.match(plain, at)
    return max([*hits, *([shaped] if shaped else [])], key=lambda hit: hit[1].end(), default=None)


def make_mention(
    text: str, plain: str, rule: Rule, match: regex.Match[str], ground: Ground, rulebook: Rulebook
) -> DateMention | None:
    """The record of one match; None where it is no date (a number with a dot, 次月 behind no month)."""
    start, end = match.span()
    sense = read_sense(plain, start, end, rulebook) if rule.gives not in ("now", "during") else rule.gives
    parts = {name: value for name in rule.pattern.groupindex if (value := match[name])}
    edtf = read_edtf(rule, parts)
    if edtf is None and (
        rule.gives in ("date", "period", "span") or (rule.gives == "relative" and ground.lacks(parts))
    ):
        return None
    past = bool(sense == "before" and speaks_of_past(plain, start, end, rulebook))
    resolved = resolve_mention(rule, parts, edtf, ground, sense, past)
    earliest, latest = bound_days(resolved) if resolved else (None, None)
    lost = bool(resolved) and earliest is None and "X" not in (resolved or "")
    if lost and edtf:
        edtf = resolved = edtf.removesuffix("?") + "?"
    kind = rule.gives if rule.gives in ("now", "during") else "period" if "/" in (resolved or "") else "date"
    doubtful = lost or rule.gives == "doubtful"
    return DateMention(start, end, text[start:end], kind, edtf, resolved, earliest, latest, sense, doubtful, rule.id)


def read_ground(plain: str, start: int, last: DateMention | None) -> tuple[str | None, str | None]:
    """The date that was named last in the same sentence and in the same paragraph, of a period its end."""
    named = (last.resolved or last.edtf) if last and last.type in ("date", "period") else None
    if not last or not named or plain.find("\n", last.end, start) >= 0:
        return None, None
    named = named.rpartition("/")[2].removesuffix("?")
    return (None if SENTENCE_END.search(plain, last.end, start) else named), named


def lies_in(match: regex.Match[str], spans: Sequence[Span]) -> bool:
    """Whether one of the spans holds the begin of a match."""
    at = bisect_right(spans, match.start(), key=lambda span: span[0])
    return at > 0 and match.start() < spans[at - 1][1]


def speaks_of_past(plain: str, start: int, end: int, rulebook: Rulebook) -> bool:
    """已于6月底前, 6月底前已: no time to come, although 前 stands behind it."""
    past = join_senses(rulebook, "past")
    return bool(past.match(plain, start) or past.match(plain, end))


def read_sense(plain: str, start: int, end: int, rulebook: Rulebook) -> str:
    """What the words behind a date, or before it, make of it."""
    for sense in SENSES:
        if join_senses(rulebook, sense).match(plain, start if sense == "until" else end):
            return sense
    return "on"


@lru_cache(maxsize=32)
def join_senses(rulebook: Rulebook, sense: str) -> Joined:
    return join_rules(tuple(rule for rule in rulebook.family("dates") if rule.gives == sense))


@lru_cache(maxsize=8)
def join_friends(rulebook: Rulebook) -> Joined:
    """False friends that outrank a date: 人数×月标准."""
    return join_rules(tuple(rule for rule in rulebook.family("mask-friends") if rule.set.get("early")))


def read_edtf(rule: Rule, parts: dict[str, str]) -> str | None:
    """What stands in the text, as EDTF."""
    if "fused" in parts:
        return split_fused(parts["y1"], parts["fused"])
    if "half" in parts and "y1" in parts:
        return read_half(read_part(parts["y1"], 4), parts["half"])
    if "half" in parts and rule.gives == "span":
        return read_half(UNKNOWN_YEAR, parts["half"])
    if rule.gives in ("now", "during", "relative"):
        return None
    if any(name in parts for name in ("y2", "m2", "d2")):
        return compose_period({name: parts.get(name) for name in PARTS})
    return compose_date(parts.get("y1"), parts.get("m1"), parts.get("d1"))


def split_fused(year: str, rest: str) -> str:
    """``2024717``: month and day where only one reading is a day, with doubt; else only the year."""
    readings = set()
    for cut in (1, 2):
        edtf = f"{year}-{rest[:cut].zfill(2)}-{rest[cut:].zfill(2)}"
        natural = rest[0] != "0" and rest[cut] != "0" and len(rest) - cut in (1, 2)
        if natural and bound_days(edtf)[0]:
            readings.add(edtf)
    return (readings.pop() if len(readings) == 1 else f"{year}-XX-XX") + "?"
