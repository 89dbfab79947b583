"""Markdown's stars: ``**bold**`` is no mask; a document with real masks must not lose them.

Where every ``**`` of a text opens or closes a stretch of a line, they are emphasis throughout and are blanked
before any mask is read. Else a pair of equal runs is emphasis where its line is wrapped by it, or where nothing
round either run says that a value is hidden and what it wraps is short; in a text that is Markdown as a whole,
of any length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

import regex

from feedbackparse.model import Mask
from feedbackparse.reading.evidence import Evidence, giving
from feedbackparse.reading.joined import join_rules
from feedbackparse.rulebook import Rulebook

STARS = re.compile(r"\*{1,3}|_{2,3}")
WRAPPED_SHORT = regex.compile(
    r"(?!、)[\p{Han}A-Za-z0-9“”《》、]{4,16}(?<![的了着和与及在对、])(?<!^[的了着和与及等是为].*)"
)
WRAPPED_LONG = re.compile(r"\S(?:[^\n]*\S)?")
BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
OPENS = re.compile(r"(?:^|[\s，。；：、（(>|#+\-])\*\*(?=[^\s*])")
STOPS = "：:。；！？"
BREAKS = "\r，。；：、（(）) |"
PROOF = 5
"""Typed masks that prove that a run of stars hides values in a text."""
SLOGAN = 8
"""Characters of a phrase that is emphasis also where the same stars hide values: **举一反三**."""
LEAST_BOLD = 3
"""Stretches that prove that a text sets words in bold."""
NUMBERED = re.compile(r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3})")


def blank_bold(text: str) -> str:
    """The text with blanks for its ``**``, where all of them wrap stretches of lines; else as it is.

    Shape: as many characters.
    """
    if "**" not in text:
        return text
    lines = [(line, [hit.start() for hit in BOLD.finditer(line)]) for line in text.split("\n") if "**" in line]
    pairs = sum(len(stars) // 2 for _, stars in lines)
    if pairs < LEAST_BOLD or not all(is_bold(line, stars) for line, stars in lines):
        return text
    return BOLD.sub("  ", text)


def is_bold(line: str, stars: Sequence[int]) -> bool:
    """Whether the stars of a line stand in pairs that open behind a break and close before one."""
    pairs = zip(stars[::2], stars[1::2], strict=False)
    return len(stars) % 2 == 0 and all(
        OPENS.match(line, max(0, start - 1)) and closes_bold(line, start + 2, end) for start, end in pairs
    )


def closes_bold(line: str, start: int, end: int) -> bool:
    """Whether stars at ``end`` close the stretch from ``start``: a stop stands before them, or a break behind."""
    inner, behind = line[start:end], line[end + 2 : end + 3]
    return inner == inner.strip() != "" and (inner[-1] in STOPS or not behind or behind in BREAKS)


def drop_emphasis(text: str, masks: Sequence[Mask], evidence: Evidence, rulebook: Rulebook) -> list[Mask]:
    """The masks without Markdown's stars and without the stars of footnotes."""
    weak = {rule.id for rule in rulebook.family("masks") if rule.set.get("weak")}
    signs = Counter(found[0] for mask in masks if mask.rule not in weak and (found := STARS.search(mask.raw)))
    hiding = {run for run, times in signs.items() if times >= PROOF}
    kept: list[Mask] = []
    skip = False
    for mask, following in zip_longest(masks, masks[1:]):
        if skip:
            skip = False
        elif following and wraps(text, mask, following, evidence, weak, hiding):
            skip = True
        elif not (
            (evidence.footnotes and points_to_note(text, mask, evidence, rulebook, weak))
            or (evidence.markdown and mask.rule in weak and opens_line(text, mask))
        ):
            kept.append(mask)
    return kept


def wraps(text: str, left: Mask, right: Mask, evidence: Evidence, weak: set[str], hiding: set[str]) -> bool:
    """Whether two neighbouring runs are the two ends of emphasis; ``hiding`` are runs with which values are hidden."""
    if left.raw != right.raw or not STARS.fullmatch(left.raw) or right.start - left.end > 400:
        return False
    inner = text[left.end : right.start]
    if not WRAPPED_LONG.fullmatch(inner):
        return False
    untyped = left.rule in weak and right.rule in weak
    if len(left.raw) == 1:
        return evidence.markdown and untyped
    if at_line_start(text, left.start) and closes_heading(text, right.end):
        closed = right.rule in weak and len(inner) >= 4
        return untyped or closed or evidence.markdown or bool(NUMBERED.match(inner))
    short = bool(WRAPPED_SHORT.fullmatch(inner)) and (left.raw not in hiding or len(inner) <= SLOGAN)
    return untyped and (evidence.markdown or short)


def at_line_start(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t　>#-+0123456789.")


def closes_heading(text: str, end: int) -> bool:
    """Whether the line ends here, or a heading's colon or stop follows."""
    return text[end : end + 1] in {"", "\n", "\r", "：", ":", "。", "（"}


def points_to_note(text: str, mask: Mask, evidence: Evidence, rulebook: Rulebook, weak: set[str]) -> bool:
    """Whether a star points to a note at a line's head, or is one whose meaning the text explains."""
    ends = [mask.start] if mask.rule in weak and mask.raw in evidence.footnotes else []
    stars = [mask.start + at for at, sign in enumerate(mask.raw) if sign in evidence.footnotes][:1]
    return any(
        join_rules(giving(rulebook, gives)).match(text, at)
        for gives, places in (("pointer", ends), ("numbered", stars))
        for at in places
    )


def opens_line(text: str, mask: Mask) -> bool:
    """Whether stars at the head of a Markdown line open emphasis that ends in another line."""
    return bool(STARS.fullmatch(mask.raw)) and at_line_start(text, mask.start)
