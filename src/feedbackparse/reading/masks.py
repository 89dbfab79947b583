"""Text -> Masks: each run of mask characters is judged by what stands round it.

    runs -> date or period? -> false friend? -> typed by its neighbours -> Markdown pairs out -> bounds

Source: design.md §5; docs/masks.md is the manual. The rules are rules/mask-*.toml and rules/units.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from feedbackparse.model import Mask, Span
from feedbackparse.reading.edtf import ROUND, compose_date, compose_period, read_part
from feedbackparse.reading.emphasis import drop_emphasis
from feedbackparse.reading.evidence import gather_evidence
from feedbackparse.reading.joined import Joined, join_family
from feedbackparse.reading.script import simplify_script
from feedbackparse.reading.series import type_series
from feedbackparse.reading.widths import bound_masks
from feedbackparse.rulebook import Rule, Rulebook

REACH = 24
"""How far before its first mask a date's expression may begin."""
DATE_SIGNS = frozenset("年月日号.．-/－—–─~～至到时 　0123456789０１２３４５６７８９")
"""What stands right behind a run that is part of a date."""
PARTS = ("y1", "m1", "d1", "y2", "m2", "d2")
"""The groups of a date rule."""
CLOSED_BY = frozenset("年月日号")
SIGNS = frozenset("*＊﹡∗×✕╳XxＸｘ□○◯〇_＿…●▲■█※某")
"""The mask signs: those of the macro mch."""
INSIDE_NUMBER = SIGNS | frozenset("0123456789０１２３４５６７８９")
"""Behind one of these a date's number cannot begin (the macro date_edge)."""
DATE_CHARACTERS = DATE_SIGNS | SIGNS | frozenset("起开始零一二三四五六七八九十廿度份底初末")
"""Over what a date's expression may reach back from its first mask."""


@dataclass(frozen=True, slots=True)
class Families:
    """The joined rules that a run is tried against."""

    dates: Joined
    friends: Joined
    masks: Joined


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reading of a text stands."""

    text: str
    """As printed: raw forms and units come from it."""
    plain: str
    """In simplified characters, of the same length: the rules are laid on it."""
    reached: int
    """The end of the last mask; the next one does not begin before it."""


def find_masks(text: str, rulebook: Rulebook) -> tuple[Mask, ...]:
    """Every masked expression of the text.

    Shape: in document order, non-overlapping; ``node`` is None until place_masks. Raises: RuleTimeout.
    """
    plain = simplify_script(text, rulebook)
    evidence = gather_evidence(plain, rulebook)
    if not evidence.runs:
        return ()
    families = Families(*(join_family(rulebook, name) for name in ("mask-dates", "mask-friends", "masks")))
    found: list[Mask] = []
    reading, passed = Reading(text, plain, 0), 0
    for run in evidence.runs:
        if run[0] >= passed:
            mask, passed = judge_run(reading, run, families)
            if mask:
                found.append(mask)
                reading = Reading(text, plain, mask.end)
    return bound_masks(type_series(plain, drop_emphasis(plain, found, evidence, rulebook)))


def judge_run(reading: Reading, run: Span, families: Families) -> tuple[Mask | None, int]:
    """The mask that begins with this run, None for a false friend; and where to go on."""
    start, end = run
    plain = reading.plain
    if plain[end : end + 1] in DATE_SIGNS or plain[start - 1 : start] in CLOSED_BY:
        dated = find_date(reading, start, families.dates)
        if dated:
            return dated, dated.end
    friend = families.friends.match(plain, start)
    if friend:
        return None, friend[1].end()
    hit = families.masks.match(plain, start)
    if not hit:
        return None, end
    mask = type_mask(reading, *hit)
    return mask, mask.end


def find_date(reading: Reading, start: int, dates: Joined) -> Mask | None:
    """The date or period that holds the run at ``start``, if it hides a digit."""
    plain = reading.plain
    begin = start
    while begin > max(reading.reached, start - REACH) and plain[begin - 1] in DATE_CHARACTERS:
        begin -= 1
    for at in range(begin, start + 1):
        hit = None if plain[at - 1 : at] in INSIDE_NUMBER else dates.match(plain, at)
        if hit and hit[1].end() > start:
            return date_mask(reading, *hit)
    return None


def date_mask(reading: Reading, rule: Rule, match: regex.Match[str]) -> Mask | None:
    """A date, or a period where it has two ends; None where no digit of it is hidden."""
    parts = {name: match.group(name) for name in PARTS}
    if not hides_digit(parts):
        return None
    if any(parts.get(name) for name in ("y2", "m2", "d2")):
        return make_mask(reading, match.span(), "period", rule, edtf=compose_period(parts))
    edtf = compose_date(parts.get("y1"), parts.get("m1"), parts.get("d1"))
    return make_mask(reading, match.span(), "date", rule, edtf=edtf)


def hides_digit(parts: dict[str, str | None]) -> bool:
    """Whether a part has a sign for a digit; a round 〇 among numerals is a zero."""
    signs = {sign for part in parts.values() if part for sign in part if sign in SIGNS}
    if signs - ROUND:
        return True
    return bool(signs) and any(
        "X" in read_part(part, 4 if name[0] == "y" else 2) for name, part in parts.items() if part
    )


def type_mask(reading: Reading, rule: Rule, match: regex.Match[str]) -> Mask:
    """A mask of the type that the rule gives, with what belongs to it on its left."""
    start, left, year = match.start(), match.start("left"), match.start("y1")
    if reading.reached <= left < start:
        start = left
    edtf = None
    if year >= 0:
        start, edtf = year, compose_date(reading.plain[year : match.end()], None, None)
    unit = read_unit(reading, rule, match)
    return make_mask(reading, (start, match.end()), rule.gives, rule, unit=unit, edtf=edtf)


def read_unit(reading: Reading, rule: Rule, match: regex.Match[str]) -> str | None:
    """The measure word as printed; money keeps its scale (万元), full-width per cent is %."""
    unit = printed(reading, match, "unit") or str(rule.set.get("unit", ""))
    scale = printed(reading, match, "scale") if rule.gives == "money" else ""
    return (scale + unit).replace("％", "%") or None


def printed(reading: Reading, match: regex.Match[str], group: str) -> str:
    """What the group holds, in the text's own script; empty where it took no part."""
    start, end = match.span(group)
    return reading.text[start:end] if start >= 0 else ""


def make_mask(
    reading: Reading, span: Span, kind: str, rule: Rule, *, unit: str | None = None, edtf: str | None = None
) -> Mask:
    value = edtf or unit
    return Mask(
        start=span[0],
        end=span[1],
        raw=reading.text[span[0] : span[1]],
        type=kind,
        unit=unit,
        edtf=edtf,
        lower=None,
        upper=None,
        normal=f"⟦{kind}:{value}⟧" if value else f"⟦{kind}⟧",
        rule=rule.id,
    )
