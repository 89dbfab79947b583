"""Lines -> Marks: what the rules say of each paragraph by itself.

A Mark keeps every claim; what the paragraph is in its place is decided later (series, kinds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from feedbackparse.outline.fields import bracketed_fields
from feedbackparse.outline.lines import Grid, Line, join
from feedbackparse.outline.numbers import value_of
from feedbackparse.rulebook import Rule, Rulebook, quicken, read_group

_SENTENCE = quicken(
    regex.compile(
        r"(?:(?!(?<=[\p{Han}”）)])\.(?![\dA-Za-z]))[^。！？!?“‘「『]|[“「『](?:[^“”「」『』]|[“「『][^“”「」『』]*[”」』])*[”」』]|[“‘「『])*(?:[。！？!?][”’」』]?|(?<=[\p{Han}”）)])\.(?![\dA-Za-z])|$)"
    )
)
WORDED = {"shi", "first", "di", "yao"}
"""Enumerations by words, which may stand at the head of a paragraph of their own."""
ASIDE = "aside"
_ASIDE = regex.compile(r"textbox\[|(?P<note>footnote|endnote)\[")
_CLOSING = tuple("。；;，,！!？?：:.")


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the head of a paragraph."""

    style: str
    rank: int
    """Place in the standard order."""
    value: int
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Label:
    """A response label or a field's name."""

    words: str
    end: int
    """Where the value begins."""
    rule: str
    colon: bool
    """Whether a colon, bracket or full stop closes it (else it is merely alone on its line)."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An issue's wrapper."""

    form: str
    """quoted, bare, labelled, or lead: a label behind which an enumeration of problems begins"""
    marker: str
    text: tuple[int, int]
    end: int
    """Where the wrapper with its closing punctuation ends; the rest of the line is the answer."""
    tail: str
    rule: str


@dataclass(slots=True, eq=False)
class Mark:
    """One paragraph with all that the rules say of it."""

    line: Line
    number: Number | None = None
    body: int = 0
    """Index in the line's text where the words behind the number begin."""
    response: Label | None = None
    field: Label | None = None
    issue: Wrapper | None = None
    enumeration: Rule | None = None
    """The enumeration whose mark stands at the line's head."""
    opens: bool = False
    """Whether that mark is the first of its series and the next paragraph begins with the second."""
    aspect: str = ""
    """The rule that calls the body a group heading."""
    role: str = ""
    """The role that its place gave it; empty for the text proper."""
    rule: str = ""
    """The rule that gave the role."""
    tenor: str = "?"
    """wanting, doing or '' once asked."""
    title: str | None = None
    """The first sentence without its closing, once asked."""
    part: tuple[str, str] | None = None
    """What the title's words announce and the rule that says so, once asked."""
    explicit: bool | None = None
    """Whether a wrapper marks it as an issue, once asked."""
    several: bool | None = None
    """Whether its answer is one to several problems, once asked."""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def words(self) -> str:
        """The text behind the number."""
        return self.line.text[self.body :]

    @property
    def closed(self) -> bool:
        """Whether the line ends in punctuation, as a sentence does and a title does not."""
        return self.line.text.rstrip("*”’」』）)").endswith(_CLOSING)

    def first_sentence(self) -> int:
        """The index behind the first sentence of the body (quotes keep their stops inside)."""
        match = _SENTENCE.match(self.line.text, self.body)
        return match.end() if match and match.end() > self.body else len(self.line.text)


def mark_lines(lines: Sequence[Line | Grid], rulebook: Rulebook) -> list[Mark | Grid]:
    """All paragraphs with their claims; a number alone on its line belongs to the next paragraph."""
    entries: list[Mark | Grid] = []
    for line in lines:
        before = entries[-1] if entries else None
        if isinstance(line, Grid):
            entries.append(line)
        elif isinstance(before, Mark) and before.number and not before.words.strip():
            entries[-1] = mark_line(join(before.line, line), rulebook)
        else:
            entries.append(mark_line(line, rulebook))
    for mark, below in pairwise(entries):
        if isinstance(mark, Mark) and isinstance(below, Mark) and mark.enumeration is not None:
            same = below.enumeration is mark.enumeration
            mark.opens = same and mark_value(mark) == 1 and mark_value(below) == 2
    number_answered(entries)
    set_aside(entries)
    return entries


def set_aside(entries: Sequence[Mark | Grid]) -> None:
    """Notes and text boxes: no paragraph of the text, but words beside the one that anchors them.

    A box whose anchor holds no words stands for itself: it may be the title.
    """
    for above, mark in pairwise(entries):
        if not isinstance(above, Mark) or not isinstance(mark, Mark):
            continue
        story = _ASIDE.match(mark.line.blocks[0].place)
        anchored = above.line.blocks[-1].end + 1 == mark.line.blocks[0].start
        if story and (anchored or story["note"]):
            mark.role, mark.rule = ASIDE, "place-aside"


def number_answered(entries: Sequence[Mark | Grid]) -> None:
    """Paragraphs headed by 一是, 二是, …, of which two and more are each answered by a labelled paragraph, are
    numbered as others are by 1. and 2.: what answers stands between them, and they are no measures."""
    headed = [(m, below) for m, below in pairwise(entries) if isinstance(m, Mark) and m.enumeration and not m.number]
    answered = {m.enumeration.id for m, below in headed if m.enumeration and isinstance(below, Mark) and below.response}
    for rule in answered:
        series = [(mark, below) for mark, below in headed if mark.enumeration and mark.enumeration.id == rule]
        if sum(isinstance(below, Mark) and below.response is not None for _, below in series) < _ANSWERED:
            continue
        for mark, below in series:
            if isinstance(below, Mark) and below.response is not None:
                number_by_word(mark)


def number_by_word(mark: Mark) -> None:
    """The enumeration at a paragraph's head as its number."""
    rule, value = mark.enumeration, mark_value(mark)
    found = rule.stands(mark.text) if rule else None
    if rule and found:
        mark.number = Number(f"word-{rule.gives}", _WORD_RANK, value, found["label"], rule.id)
        mark.body = found.end()
        mark.enumeration = None


_ANSWERED = 2
_WORD_RANK = 70
"""一是 as a number stands below all others (GB/T 9704 has no place for it)."""


def mark_value(mark: Mark) -> int:
    """The value of the enumeration mark at a paragraph's head; 0 where there is none."""
    found = mark.enumeration.stands(mark.text) if mark.enumeration else None
    return value_of(read_group(found, "value")) if found else 0


def mark_line(line: Line, rulebook: Rulebook) -> Mark:
    """All claims of the rules on one paragraph."""
    mark = Mark(line)
    hit = rulebook.first("numbering", line.text)
    if hit:
        rule, match = hit
        value = read_group(match, "value")
        last = value or regex.split("[.．－—-]", match.group("label").strip("、.． 　"))[-1]
        style, rank = rule.gives, int(rule.set["rank"])
        if style == "decimal":
            depth = len(regex.findall(r"\d+", match.group("label")))
            style, rank = f"{style}-{depth}", rank + depth
        mark.number = Number(style, rank, value_of(last), match.group("label"), rule.id)
        mark.body = match.end()
    elif line.text.startswith("#"):
        mark.body = len(line.text) - len(line.text.lstrip("# 　"))
    text, at = line.text, mark.body
    label = rulebook.first("response", text, at)
    if label:
        claim = label_of(*label, text)
        if label[0].gives == "response":
            mark.response = claim
        else:
            mark.field = claim
        return mark
    inside = bracketed_fields(text, at, rulebook) if mark.number is None else None
    if inside is not None:
        mark.field, mark.body = Label("", inside, "field-label", colon=True), inside
        return mark
    mark.issue = wrapper_of(rulebook, text, at, numbered=mark.number is not None)
    aspect = rulebook.first("aspect", text, at)
    mark.aspect = aspect[0].id if aspect else ""
    if mark.number is None:
        words = (rule for rule in rulebook.family("enumeration") if rule.gives in WORDED)
        mark.enumeration = next((rule for rule in words if rule.stands(text)), None)
    return mark


def label_of(rule: Rule, match: regex.Match[str], text: str) -> Label:
    between = text[match.end("label") : match.end()]
    closed = any(c in between for c in "：:】〕］]。")
    return Label(match.group("label"), match.end(), rule.id, closed)


def wrapper_of(rulebook: Rulebook, text: str, at: int, *, numbered: bool) -> Wrapper | None:
    """The issue's wrapper that wins at ``at``; a mere closing 问题 counts behind a number only."""
    hit = rulebook.first("issue", text, at)
    if not hit or (hit[0].id == "issue-tailed" and not numbered):
        return None
    rule, match = hit
    end = match.end()
    while end < len(text) and text[end] in "*。；;，,：: 　":
        end += 1
    groups = match.groupdict()
    span = (match.start("text"), match.end("text"))
    form = rule.gives
    if form == "labelled" and any(r.stands(text[span[0] :]) for r in rulebook.family("enumeration")):
        form = "lead"
    return Wrapper(form, groups.get("marker") or "", span, end, groups.get("tail") or "", rule.id)
