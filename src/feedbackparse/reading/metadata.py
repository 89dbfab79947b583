"""The document's metadata: title, kind, team, inspected bodies, round, period, dates, publisher, contact.

Absent is None; a masked value keeps its stars, in dates as X. Source: design.md §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from feedbackparse.model import Meta, Node
from feedbackparse.reading.edtf import compose_date, compose_period
from feedbackparse.reading.pages import Pages, read_pages, says
from feedbackparse.reading.script import simplify_script
from feedbackparse.reading.totals import read_totals, value_of
from feedbackparse.rulebook import Rulebook, span_of

_QUOTED = regex.compile(r"[“”\"]")


def read_meta(text: str, nodes: Sequence[Node], given: Meta, rulebook: Rulebook) -> Meta:
    """``given`` (genre and its evidence) with all other fields filled."""
    pages = read_pages(nodes, rulebook)
    titles = [n.text for n in nodes if n.kind == "title"]
    letter = given.genre in {"feedback_letter", "problem_list"}
    period, team = read_period(pages, rulebook), read_team(pages, letter, rulebook)
    if given.genre == "audit_rectification" and team is None:
        team = first_value("auditor", [*pages.opening, *pages.properties], rulebook)
    signed = read_signed(pages, rulebook)
    published = first_date("published", pages.properties, rulebook) or signed
    inspected = read_inspected(pages, given.genre, team, rulebook)
    feedback = (
        signed if given.genre == "feedback_letter" and signed else read_feedback(pages, period, published, rulebook)
    )
    return replace(
        given,
        title=titles[0] if titles else None,
        kind=read_kind(pages, given.genre, rulebook),
        inspecting_team=team,
        inspected=inspected,
        round=first_value("round", [*pages.opening, pages.title], rulebook, longest=True),
        period=period,
        feedback_date=feedback,
        published=published,
        publisher=read_publisher(pages, rulebook),
        index_number=first_value("index_number", pages.properties, rulebook),
        contact=read_contact(pages, rulebook),
        totals=read_totals(text, nodes, rulebook),
    )


def matches(field: str, texts: Iterable[str], rulebook: Rulebook) -> Iterator[tuple[regex.Match[str], str]]:
    """``(match, text)``: all matches of a field's rules, text by text, the rules in their order.

    Traditional script is read as simplified, character by character, so that places stay.
    """
    for words in texts:
        plain = simplify_script(words, rulebook)
        for rule in rulebook.family("metadata"):
            if rule.gives == field:
                yield from ((match, words) for match in rule.finditer(plain))


def value_in(match: regex.Match[str], words: str) -> str:
    """What the group value holds, as it is printed."""
    return words[slice(*span_of(match, "value"))].strip(" 　")


def first_value(field: str, texts: Iterable[str], rulebook: Rulebook, *, longest: bool = False) -> str | None:
    values = [v for v in (value_in(*hit) for hit in matches(field, texts, rulebook)) if v]
    if not values:
        return None
    return max(values, key=len) if longest else values[0]


def date_of(match: regex.Match[str], year: str | None = None) -> str:
    """EDTF of a match's first date; ``year`` where it names none."""
    parts = match.groupdict()
    return compose_date(parts.get("y1") or year, parts.get("m1"), parts.get("d1"))


def first_date(field: str, texts: Iterable[str], rulebook: Rulebook) -> str | None:
    return next((date_of(match) for match, _ in matches(field, texts, rulebook)), None)


def read_period(pages: Pages, rulebook: Rulebook) -> str | None:
    found = next(iter(matches("period", pages.opening, rulebook)), None)
    return compose_period(found[0].groupdict()) if found else None


def read_feedback(pages: Pages, period: str | None, published: str | None, rulebook: Rulebook) -> str | None:
    """The day of the feedback; without year it is of the year in which the inspection ended, or of the paper."""
    found = next(iter(matches("feedback_date", pages.opening, rulebook)), None)
    if found is None:
        return None
    year = period.rpartition("/")[2][:4] if period else published[:4] if published else None
    return date_of(found[0], year)


def read_signed(pages: Pages, rulebook: Rulebook) -> str | None:
    """The date under the signature, fused dates (2024717日) too."""
    for words in reversed(pages.date):
        for match, _ in matches("signed", [words], rulebook):
            return compose_date(match["y1"], figures(match["m1"]), figures(match["d1"]))
        for match, _ in matches("signed-fused", [words], rulebook):
            return fused_date(match["value"])
    return None


def figures(part: str | None) -> str | None:
    """A month or day in Chinese numerals as figures; masks stay, a round ○ among them: no month or day is nought."""
    value = value_of(part) if part else 0
    return str(int(value)) if value else part


def fused_date(digits: str) -> str:
    """2024717 -> 2024-07-17, where only one reading is a day of the calendar; else the year alone.

    Shape: four digits of the year, then two to four of month and day.
    """
    year, rest = digits[:4], digits[4:]
    splits = [(rest[:cut], rest[cut:]) for cut in (1, 2) if 1 <= len(rest) - cut <= 2]
    days = [(m, d) for m, d in splits if (1 <= int(m) <= 12 and 1 <= int(d) <= 31 and m[0] != "0") or len(rest) == 4]
    return compose_date(year, *days[0]) if len(days) == 1 else year


def read_team(pages: Pages, letter: bool, rulebook: Rulebook) -> str | None:
    """The inspecting team as first named; a letter's own signature or title names it as well."""
    texts = [*pages.opening, pages.title, *pages.properties]
    if letter:
        texts = [*pages.opening, pages.title, *pages.signature]
    for match, words in matches("inspecting_team", texts, rulebook):
        value = value_in(match, words)
        for prefix, _ in matches("party-prefix", [value], rulebook):
            value = value[prefix.end() :]
        if len(value) > 3:
            return value
    return None


def read_inspected(pages: Pages, genre: str, team: str | None, rulebook: Rulebook) -> tuple[str, ...]:
    """The inspected bodies: the units of a report of several, else as the text or the title names them."""
    if len(pages.units) > 1:
        return pages.units
    for match, opening in matches("inspected", pages.opening, rulebook):
        words = _QUOTED.sub("", value_in(match, opening))
        if words and not says("own", words, rulebook) and says("body", words, rulebook):
            parts = tuple(part for part in regex.split("、|和", words) if part)
            return parts if all(says("body", part, rulebook) for part in parts) else (words,)
    titled = first_value("inspected_title", [pages.title], rulebook)
    itself = (genre == "positive_report" and team is None) or says("itself", pages.title, rulebook)
    if titled is None or itself or (genre == "audit_rectification" and titled.endswith("政府")):
        return ()
    return (titled,)


def read_kind(pages: Pages, genre: str, rulebook: Rulebook) -> str | None:
    """常规, 专项, 机动, 回头看 as named; 审计 and 督察 by the genre."""
    if genre == "audit_rectification":
        return "审计"
    if genre == "environment_plan":
        return "督察"
    for words in (*pages.opening[:2], pages.title):
        for rule in rulebook.family("metadata"):
            found = rule.match(words) if rule.gives == "kind" else None
            if found:
                plain = {"常規": "常规", "專項": "专项", "機動": "机动"}
                value = str(rule.set.get("kind", found.group("value")))
                return plain.get(value, value)
    return None


def read_publisher(pages: Pages, rulebook: Rulebook) -> str | None:
    """发布机构 or 来源, else who signed, else who filled the list in."""
    named = first_value("publisher", pages.properties, rulebook)
    if named:
        return named
    if pages.signature:
        return pages.signature[0]
    return first_value("filled_by", pages.properties, rulebook)


def read_contact(pages: Pages, rulebook: Rulebook) -> str | None:
    """From the first channel on; several paragraphs are joined by a line break."""
    values = [first_value("contact", [words], rulebook) for words in pages.contact]
    found = [v for v in values if v]
    return "\n".join(found) or None
