"""Text -> Masks: each run of mask characters is judged by what stands round it.

    runs -> date or period? -> false friend? -> typed by its neighbours -> Markdown and unproven signs out -> bounds

Source: design.md §5; docs/masks.md is the manual. The rules are rules/mask-*.toml and rules/units.toml.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import regex

from feedbackparse.model import Mask, Span
from feedbackparse.reading.columns import type_cells
from feedbackparse.reading.edtf import ROUND, compose_date, compose_period, read_part
from feedbackparse.reading.emphasis import blank_bold, drop_emphasis
from feedbackparse.reading.evidence import gather_evidence
from feedbackparse.reading.folds import unfold_lines
from feedbackparse.reading.habits import drop_unproven
from feedbackparse.reading.joined import Dispatch, Joined, join_family, join_rules
from feedbackparse.reading.script import characters_of, simplify_script
from feedbackparse.reading.series import type_series
from feedbackparse.reading.widths import bound_masks
from feedbackparse.rulebook import Rule, Rulebook

REACH = 24
"""How far before its first mask a date's expression may begin."""
PARTS = ("y1", "m1", "d1", "y2", "m2", "d2", "q1")
"""The groups of a date rule."""
FRIENDS = "mask-friends"
LARGE_SCALES = ("万", "亿", "萬", "億")
"""What becomes part of a unit of money although 余 stands between: ×万余元."""
DIGITS = frozenset("0123456789０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Judges:
    """The joined rules that a run is tried against, and the characters that say which."""

    dates: Joined
    early: Joined
    """False friends that outrank a date: 本金×日利率."""
    others: Dispatch
    """False friends, then the types of masks."""
    in_cells: Dispatch
    """The same in a line that is a table's cell, where no line is a rule between parts."""
    signs: frozenset[str]
    """Mask signs."""
    behind: frozenset[str]
    """What stands right behind a run that is part of a date."""
    before: frozenset[str]
    """What stands right before a run that goes on with a date."""
    within: frozenset[str]
    """Over what a date's expression may reach back from its first mask."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under reading."""

    text: str
    """As printed: raw forms and units come from it."""
    plain: str
    """In simplified characters and without bold stars, of the same length: the rules are laid on it."""
    judges: Judges
    cells: Collection[int]
    """Offsets of the lines that are cells of a table."""


def find_masks(text: str, rulebook: Rulebook, cells: Collection[int] = ()) -> tuple[Mask, ...]:
    """Every masked expression of the text; ``cells`` are the offsets of the lines that are cells of a table.

    Shape: in document order, non-overlapping; ``node`` is None until place_masks. Raises: RuleTimeout.
    """
    unfolded = unfold_lines(text, rulebook, cells)
    if unfolded is None:
        return read_masks(text, rulebook, cells)
    return tuple(unfolded.lay_back(mask, text) for mask in read_masks(unfolded.text, rulebook, unfolded.cells(cells)))


def read_masks(text: str, rulebook: Rulebook, cells: Collection[int]) -> tuple[Mask, ...]:
    """The masks of a text without folds."""
    plain = blank_bold(simplify_script(text, rulebook))
    evidence = gather_evidence(plain, rulebook)
    if not evidence.runs:
        return ()
    reading = Reading(text, plain, judges_of(rulebook), cells)
    found: list[Mask] = []
    reached = passed = 0
    for run in evidence.runs:
        if run[0] >= passed:
            mask, passed = judge_run(reading, run, reached)
            if mask:
                found.append(mask)
                reached = mask.end
    kept = drop_unproven(drop_emphasis(plain, found, evidence, rulebook), rulebook)
    return bound_masks(type_series(plain, type_cells(text, kept, rulebook)), rulebook)


@lru_cache(maxsize=8)
def judges_of(rulebook: Rulebook) -> Judges:
    friends = rulebook.family(FRIENDS)
    signs = characters_of(rulebook, "mask_signs")
    behind = characters_of(rulebook, "date_signs") | DIGITS
    return Judges(
        dates=join_family(rulebook, "mask-dates"),
        early=join_rules(tuple(rule for rule in friends if rule.set.get("early"))),
        others=Dispatch((*friends, *rulebook.family("masks"))),
        in_cells=Dispatch((*(rule for rule in friends if rule.gives != "rule"), *rulebook.family("masks"))),
        signs=signs,
        behind=behind,
        before=characters_of(rulebook, "date_closers"),
        within=behind | signs | characters_of(rulebook, "date_inner"),
    )


def judge_run(reading: Reading, run: Span, reached: int) -> tuple[Mask | None, int]:
    """The mask that begins with this run, None for a false friend; and where to go on.

    ``reached`` is the end of the last mask: the next one does not begin before it.
    """
    start, end = run
    plain, judges = reading.plain, reading.judges
    if plain[end : end + 1] in judges.behind or plain[start - 1 : start] in judges.before:
        friend = judges.early.match(plain, start)
        if friend:
            return None, friend[1].end()
        dated = find_date(reading, start, reached)
        if dated:
            return dated, dated.end
    in_cell = reading.cells and plain.rfind("\n", 0, start) + 1 in reading.cells
    hit = (judges.in_cells if in_cell else judges.others).match(plain, start)
    if not hit:
        return None, end
    if hit[0].family == FRIENDS:
        return None, hit[1].end()
    mask = type_mask(reading, *hit, reached)
    return mask, mask.end


def find_date(reading: Reading, start: int, reached: int) -> Mask | None:
    """The date or period that holds the run at ``start``, if it hides a digit."""
    plain, judges = reading.plain, reading.judges
    begin = start
    while begin > max(reached, start - REACH) and plain[begin - 1] in judges.within:
        begin -= 1
    for at in range(begin, start + 1):
        inside = at > 0 and (plain[at - 1] in judges.signs or plain[at - 1] in DIGITS)
        hit = None if inside else judges.dates.match(plain, at)
        if hit and hit[1].end() > start:
            return date_mask(reading, *hit)
    return None


def date_mask(reading: Reading, rule: Rule, match: regex.Match[str]) -> Mask | None:
    """A date, or a period where it has two ends; None where no digit of it is hidden."""
    parts = {name: match.group(name) for name in PARTS}
    if not hides_digit(parts, reading.judges.signs):
        return None
    if any(parts.get(name) for name in ("y2", "m2", "d2")):
        return make_mask(reading, match.span(), "period", rule, edtf=compose_period(parts))
    edtf = compose_date(parts.get("y1"), parts.get("m1"), parts.get("d1"))
    return make_mask(reading, match.span(), "date", rule, edtf=edtf)


def hides_digit(parts: dict[str, str | None], known: frozenset[str]) -> bool:
    """Whether a part has a sign for a digit; a round 〇 among numerals is a zero."""
    signs = {sign for part in parts.values() if part for sign in part if sign in known}
    if signs - ROUND:
        return True
    return bool(signs) and any(
        "X" in read_part(part, 4 if name[0] == "y" else 2) for name, part in parts.items() if part
    )


def type_mask(reading: Reading, rule: Rule, match: regex.Match[str], reached: int) -> Mask:
    """A mask of the type that the rule gives, with what belongs to it on its left."""
    start, left, year = match.start(), span_of("left", rule, match)[0], span_of("y1", rule, match)[0]
    if reached <= left < start:
        start = left
    edtf = None
    if year >= 0:
        start, edtf = year, compose_date(reading.plain[year : match.end()], None, None)
    unit = read_unit(reading, rule, match)
    return make_mask(reading, (start, match.end()), rule.gives, rule, unit=unit, edtf=edtf)


def read_unit(reading: Reading, rule: Rule, match: regex.Match[str]) -> str | None:
    """The measure word as printed; money keeps its scale (万元, but 元 in ×千余元), full-width per cent is %."""
    unit = printed(reading, span_of("unit", rule, match)) or str(rule.set.get("unit", ""))
    scale = printed(reading, span_of("scale", rule, match)) if rule.gives == "money" else ""
    if not scale.endswith(LARGE_SCALES) and span_of("scale", rule, match)[1] != span_of("unit", rule, match)[0]:
        scale = ""
    return (scale + unit).replace("％", "%") or None


def span_of(group: str, rule: Rule, match: regex.Match[str]) -> Span:
    """Where the group stands; (-1, -1) where the rule has none or it took no part."""
    return match.span(group) if group in rule.pattern.groupindex else (-1, -1)


def printed(reading: Reading, span: Span) -> str:
    """What stands there, in the text's own script; empty for a group that took no part."""
    start, end = span
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
