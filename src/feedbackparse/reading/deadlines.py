"""Until when something is to be done, as EDTF, as a duration, or without end.

A date is resolved against the document's own date, never the clock. A duration stays one (P3M) unless the
text says from which day it runs and the document knows that day.

Source: design.md §6, rules/deadline*.toml; EDTF (ISO 8601-2), ISO 8601 durations.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from feedbackparse.model import Meta
from feedbackparse.reading.dates import PART_OF_YEAR, DateMention, find_dates
from feedbackparse.reading.facts.laid import group_of, lay_family
from feedbackparse.reading.facts.numerals import parse_number
from feedbackparse.reading.joined import join_family
from feedbackparse.reading.resolving import YEARS
from feedbackparse.reading.stated import Stated
from feedbackparse.rulebook import Rulebook

OPEN = ".."
"""EDTF for no end: 长期."""
QUARTER_ENDS = {"一": "03", "二": "06", "三": "09", "四": "12"}
HALF_ENDS = {"上": "06", "下": "12"}
MEASURES = {
    "日": "D",
    "天": "D",
    "自然日": "D",
    "工作日": "D",
    "周": "W",
    "星期": "W",
    "月": "M",
    "季度": "Q",
    "年": "Y",
}
"""The designators of ISO 8601; a quarter is three months, half a year six, half a month fifteen days."""
HALVES = {"年": "P6M", "月": "P15D", "季度": "P45D"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that set a time, and the time."""

    start: int
    end: int
    value: str | None
    """EDTF (2024-12, 2024-06-30), a duration (P3M), ``..``; None where the document gives no year."""
    planned: str | None
    """预计, 力争: the word that makes it something still to come; of a field, its name."""
    unit: str | None
    """工作日 where the duration counts working days."""
    rule: str


def find_deadlines(plain: str, dates: Sequence[DateMention], meta: Meta, rulebook: Rulebook) -> Iterator[Deadline]:
    """Every deadline in the sentences of a text: at dates, then in words."""
    at_dates = join_family(rulebook, "deadline-date")
    dates = [mention for mention in dates if mention.rule != PART_OF_YEAR and mention.sense != "until"]
    for mention in dates:
        hit = at_dates.match(plain, mention.start) if mention.type in ("date", "period") else None
        if hit:
            end = max(mention.end, hit[1].end())
            yield Deadline(mention.start, end, mention.resolved, group_of(hit[1], "word"), None, hit[0].id)
    at = 0
    for rule, found in lay_family(plain, rulebook, "deadline"):
        begin = found.start("number") if group_of(found, "number") else found.start()
        while at < len(dates) and dates[at].end <= begin:
            at += 1
        if at == len(dates) or dates[at].start >= found.end():
            value, unit = resolve_words(rule.gives, found.groupdict(), meta)
            if not tells_past(found, value, meta):
                yield Deadline(begin, found.end(), value, group_of(found, "word"), unit, rule.id)


def tells_past(found: regex.Match[str], value: str | None, meta: Meta) -> bool:
    """Whether a bare half or quarter was over when the paper was written: 二季度完成交接 tells what was done."""
    own = own_date(meta)
    bare = found[0].endswith(("季度", "半年")) and not group_of(found, "word")
    return bool(bare and value and own and value < own[: len(value)])


def read_stated_deadlines(plain: str, stated: Iterable[Stated], meta: Meta, rulebook: Rulebook) -> Iterator[Deadline]:
    """What a field or a column 整改时限 sets: its last date, or else its words."""
    for one in stated:
        if one.rule.gives != "deadline":
            continue
        words = plain[one.start : one.end]
        said = find_dates(words, rulebook, own_date(meta))
        inside = [mention for mention in said if mention.type in ("date", "period") and mention.rule != PART_OF_YEAR]
        if inside:
            yield Deadline(one.start, one.end, inside[-1].resolved, one.label, None, one.rule.id)
            continue
        hit = rulebook.first("deadline-field", words)
        if hit:
            value, unit = resolve_words(hit[0].gives, hit[1].groupdict(), meta)
            yield Deadline(one.start, one.end, value, one.label, unit, hit[0].id)


def resolve_words(gives: str, groups: Mapping[str, str | None], meta: Meta) -> tuple[str | None, str | None]:
    """The value of a time that stands in words, and 工作日 where it counts those."""
    if gives == "open":
        return OPEN, None
    if gives == "duration":
        return resolve_duration(groups, meta)
    own = own_date(meta)
    if not own:
        return None, None
    year = int(own[:4])
    if gives == "year-end":
        named = (groups.get("relative") or "本") + "年"
        return f"{year + YEARS.get(named, 0)}-12", None
    if gives == "quarter-end":
        return f"{year}-{QUARTER_ENDS[str(groups['quarter'])]}", None
    if gives == "half-end":
        return f"{year}-{HALF_ENDS[str(groups['half'])]}", None
    return (own[:7] if len(own) >= 7 and "X" not in own[5:7] else None), None


def own_date(meta: Meta) -> str | None:
    """The document's own date with a known year; None where it has none."""
    return next((d for d in (meta.published, meta.feedback_date) if d and d[:4].isdecimal()), None)


def resolve_duration(groups: Mapping[str, str | None], meta: Meta) -> tuple[str | None, str | None]:
    """``P3M``; a date where the duration runs from the feedback and its day is known."""
    measure = (groups["measure"] or "").removeprefix("个")
    unit = measure if measure == "工作日" else None
    if groups["number"] == "半":
        return HALVES.get(measure), unit
    number = parse_number(groups["number"] or "")
    if number is None:
        return None, unit
    count, sign = (int(number) * 3, "M") if MEASURES[measure] == "Q" else (int(number), MEASURES[measure])
    start = known_day(meta.feedback_date) if "反馈" in (groups.get("from") or "") else None
    if not start or unit or not 0 < count <= 120:
        return f"P{count}{sign}", unit
    return add_duration(start, count, sign).isoformat(), None


def known_day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None


def add_duration(start: date, count: int, sign: str) -> date:
    """The day so many days, weeks, months or years later; the last of the month where there is no such day."""
    if sign in "DW":
        return start + timedelta(days=count * (7 if sign == "W" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if sign == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
