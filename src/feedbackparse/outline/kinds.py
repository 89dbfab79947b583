"""Sections -> heading, issue or item: the part and the siblings decide, not the mark.

Source: design.md §4, outline.md "Issues and responses without a marker".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.outline.marks import Mark
from feedbackparse.outline.sections import WORDS, Section
from feedbackparse.rulebook import Rulebook

_TITLE_END = re.compile(r"(?:[（(][^（）()]{1,24}[）)])?[\s　*。：:；;]*(?:[（(][^（）()]{1,24}[）)])?[\s　*]*$")
_SENTENCE_END = re.compile(r"[。；;！？][”’」』）)]?[\s　]*")
_SENTENCE_LIKE = re.compile(r"\d|《|“[^”]{12,}”")
SURE = {"quoted", "labelled", "lead"}
"""Wrappers that leave no doubt."""
APART = {"next", "advice", "praise"}
"""Parts in which numbered paragraphs are no issues, whatever stands below them."""
LIKELY = "issue?"
"""Its words say that something is wanting; its siblings decide."""
RUN_IN = 32
"""The longest first sentence, in characters, that can be a run-in title."""


@dataclass(slots=True)
class Judge:
    """What the words of one paragraph say, asked once each."""

    rulebook: Rulebook
    answers: bool = True
    """Whether the genre holds answers."""

    def title(self, mark: Mark) -> str:
        """The first sentence of the body without number, closing punctuation and count in brackets."""
        if mark.title is None:
            mark.title = _TITLE_END.sub("", mark.text[mark.body : mark.first_sentence()]).strip("*　 ")
        return mark.title

    def part(self, mark: Mark) -> str:
        """What kind of part a heading's words announce: next, advice, praise, organisation, findings or ''.

        A problem in quotes announces none, whatever stands in it (“大棚后续管护跟不上”).
        """
        if mark.part is None:
            named = mark.issue is not None and mark.issue.form in SURE
            hit = None if named else self.rulebook.first("part", self.title(mark))
            mark.part = (hit[0].gives, hit[0].id) if hit else ("", "")
        return mark.part[0]

    def generic(self, mark: Mark) -> bool:
        """Whether the words only say that problems follow."""
        self.part(mark)
        return mark.part is not None and mark.part[1] == "part-generic"

    def wanting(self, mark: Mark) -> bool:
        """Whether the first sentence says that something is wanting."""
        if mark.tenor == "?":
            hit = self.rulebook.first("tenor", self.title(mark))
            mark.tenor = hit[0].gives if hit else ""
        return mark.tenor == "wanting"

    def explicit(self, mark: Mark) -> bool:
        """Whether a wrapper marks the paragraph as an issue, and not as the title of a part."""
        if mark.explicit is None:
            mark.explicit = self.is_explicit(mark)
        return mark.explicit

    def is_explicit(self, mark: Mark) -> bool:
        wrapper = mark.issue
        if wrapper is not None and wrapper.form in SURE:
            return True
        if wrapper is None or self.generic(mark):
            return False
        if wrapper.form == "bare" and not wrapper.marker:
            named = self.wanting(mark) or (mark.tenor != "doing" and not mark.aspect and "的" in wrapper.tail[:3])
            return named and not self.counted(mark)
        core = mark.text[wrapper.text[0] : wrapper.text[1]]
        return not (wrapper.form == "bare" and self.rulebook.first("vague", core))

    def names_wanting(self, mark: Mark) -> bool:
        """Whether the words inside the wrapper say that something is wanting."""
        if mark.issue is None:
            return self.wanting(mark)
        hit = self.rulebook.first("tenor", mark.text[mark.issue.text[0] : mark.issue.text[1]])
        return hit is not None and hit[0].gives == "wanting"

    def answers_several(self, mark: Mark) -> bool:
        """Whether an answer begins with 针对上述问题 and so answers the problems above it together."""
        if mark.several is None:
            start = mark.response.end if mark.response else mark.body
            hit = self.rulebook.first("issue", mark.text, start)
            named = hit[1].group("text") if hit and hit[0].id == "issue-marked" else ""
            mark.several = bool(named) and self.rulebook.first("several", named) is not None
        return mark.several

    def counted(self, mark: Mark) -> bool:
        return mark.aspect == "aspect-counted"

    def states_issue(self, mark: Mark) -> bool:
        """Whether the paragraph states a problem, by its wrapper or by its words."""
        return self.explicit(mark) or (self.wanting(mark) and not mark.aspect)


def decide_kinds(root: Section, judge: Judge, part: str) -> None:
    """Set ``kind`` of every section below the root; ``part`` is what the whole text is a part of."""
    decide_series(root, judge, part, "root")


def decide_series(parent: Section, judge: Judge, part: str, above: str) -> None:
    """The kinds of one parent's sections, and of all below them."""
    sections = parent.sections
    open_ones = [s for s in sections if s.style != "response"]
    for section in sections:
        if section.style == "response":
            section.kind = "response"
            mark_items(section)
    if parent.joint:
        for section in open_ones:
            section.kind, section.part = "issue", part
            decide_series(section, judge, part, "issue")
        return
    if above in {"item", "response"}:
        for section in open_ones:
            section.kind = "item"
            mark_items(section)
        return
    parts = {id(s): part_of(s, judge, part) for s in open_ones}
    for section in open_ones:
        section.part = parts[id(section)]
        section.kind = first_guess(section, judge, parts[id(section)], above)
    settle(open_ones, parts, judge, above)
    for section in open_ones:
        if section.kind == "heading" and section.joint:
            hand_down_answers(section)
        if section.kind == "item":
            mark_items(section)
        else:
            decide_series(section, judge, parts[id(section)], section.kind)


def hand_down_answers(section: Section) -> None:
    """Give the joint answers below a heading, which asks nothing itself, to the issues right above them."""
    section.joint = False
    for above, answer in zip(section.sections, section.sections[1:], strict=False):
        if answer.style == "response" and above.style != "response":
            section.entries.remove(answer)
            above.entries.append(answer)
            answer.parent = above


def mark_items(section: Section) -> None:
    for inner in section.walk():
        inner.kind = "response" if inner.style == "response" else "item"


def is_answered(section: Section) -> bool:
    """Whether a response label or a field stands right below the section, or in its line."""
    return any(s.style == "response" for s in section.sections) or any(m.field for m in section.lines)


def is_worded(section: Section) -> bool:
    """Whether the mark itself says that a problem follows: 关于, 针对, 问题1."""
    return section.style in WORDS or section.style == "problem"


def holds_issues(section: Section, judge: Judge) -> bool:
    """Whether something below the section is an issue without doubt."""
    return any(
        is_worded(s) or judge.explicit(s.head) or is_answered(s) for s in section.walk() if s.style != "response"
    )


def part_of(section: Section, judge: Judge, inherited: str) -> str:
    """The part that a section opens or stands in: its content first, then its words."""
    mark = section.head
    if is_worded(section):
        return "findings"
    own = judge.part(mark)
    if own in APART and not judge.wanting(mark) and not any(is_answered(s) for s in section.walk()):
        return own
    if holds_issues(section, judge):
        return "findings"
    if inherited in {"next", "advice", "praise", "organisation"}:
        return inherited
    if mark.aspect and not judge.answers:
        return "findings"
    return own or inherited or ("findings" if judge.answers and mostly_wanting(section, judge) else "")


def mostly_wanting(section: Section, judge: Judge) -> bool:
    """Whether most of the numbered paragraphs right below state what is wanting."""
    marks = [s.head for s in section.sections if s.style != "response"]
    return len(marks) > 1 and 2 * sum(judge.states_issue(m) for m in marks) > len(marks)


def first_guess(section: Section, judge: Judge, part: str, above: str) -> str:
    """What the section is by itself; '' where its siblings decide."""
    mark = section.head
    if section.style == "bare":
        return "heading"
    subs = [s for s in section.sections if s.style != "response"]
    sub_issues = any(is_worded(s) or judge.states_issue(s.head) or is_answered(s) for s in subs)
    if is_worded(section):
        return "issue"
    if part in APART and (judge.part(mark) in APART or not is_answered(section)):
        return ""
    if mark.aspect and (sub_issues or not is_answered(section)) and not (judge.explicit(mark) and is_quoted(mark)):
        if judge.counted(mark) and not subs and judge.wanting(mark):
            return "issue"
        direct = judge.answers and not subs and bool(section.lines) and part == "findings"
        return "issue" if direct else "heading"
    if judge.generic(mark) or (section.style == "part" and subs and not judge.explicit(mark)):
        return "heading"
    if judge.explicit(mark) or is_answered(section) or has_inline_answer(mark, judge):
        return "issue"
    measure = above == "issue" and section.parent is not None and bool(section.parent.lines)
    if (
        judge.wanting(mark)
        and not measure
        and (part == "findings" or above == "issue")
        and (judge.answers or part == "findings")
    ):
        return LIKELY
    return ""


def is_quoted(mark: Mark) -> bool:
    """Whether the whole problem stands in quotes and 问题 closes it (and not 方面 alone)."""
    return mark.issue is not None and mark.issue.form == "quoted" and bool(mark.issue.tail)


def has_inline_answer(mark: Mark, judge: Judge) -> bool:
    """Whether a response label stands inside the paragraph (…。整改情况：…)."""
    return find_inline_label(mark.text, mark.body, judge.rulebook) is not None


def find_inline_label(text: str, start: int, rulebook: Rulebook) -> tuple[int, str, int] | None:
    """``(index, label, index behind it)`` of the first response label that opens a sentence inside a text."""
    if not any(c in text for c in "：:】]］"):
        return None
    for stop in _SENTENCE_END.finditer(text, start):
        hit = rulebook.first("response", text, stop.end())
        if hit and hit[0].gives == "response" and stop.end() < len(text):
            between = text[hit[1].end("label") : hit[1].end()]
            if any(c in between for c in "：:】]］"):
                return stop.end(), hit[1].group("label"), hit[1].end()
    return None


def settle(sections: Sequence[Section], parts: dict[int, str], judge: Judge, above: str) -> None:
    """Decide what first_guess left open, by the siblings of the same style."""
    for style in dict.fromkeys(s.style for s in sections):
        members = [s for s in sections if s.style == style]
        sure = sum(s.kind == "issue" for s in members)
        likely = sum(s.kind == LIKELY for s in members)
        issues = sure or 2 * likely >= len(members)
        for section in members:
            if section.kind == LIKELY:
                section.kind = "issue" if issues else ""
        undecided = [s for s in members if not s.kind]
        form = form_of(undecided) if undecided else ""
        for section in undecided:
            section.kind = settle_one(section, parts[id(section)], judge, above, bool(issues), form, members)
        headings = sum(s.kind == "heading" for s in members)
        for section in members:
            if 2 * headings > len(members) and only_answered(section, judge):
                section.kind = "heading"


def only_answered(section: Section, judge: Judge) -> bool:
    """Whether nothing but an answer right below says that the section is an issue, and it has answered ones below."""
    below = any(s.style != "response" and is_answered(s) for s in section.sections)
    return below and section.kind == "issue" and not is_worded(section) and not judge.explicit(section.head)


def settle_one(
    section: Section,
    part: str,
    judge: Judge,
    above: str,
    among_issues: bool,
    form: str,
    members: Sequence[Section],
) -> str:
    mark = section.head
    if part in APART:
        return form
    own = judge.part(mark)
    if above == "issue":
        if not judge.answers:
            return "issue"
        wanting = sum(judge.wanting(s.head) for s in members)
        if among_issues and (judge.wanting(mark) or (mark.tenor != "doing" and wanting * 2 > len(members))):
            return "issue"
        return "item"
    if not judge.answers and part == "findings":
        return "issue"
    fits = judge.wanting(mark) or (part == "findings" and mark.tenor != "doing")
    if among_issues and own in {"", "findings"} and fits:
        return "issue"
    if own == "" and judge.answers and states_fact(section, judge):
        facts = sum(states_fact(s, judge) for s in members)
        if facts * 3 >= len(members) * 2 and (part == "findings" or (above == "root" and mark.closed)):
            return "issue"
    if judge.answers and above == "root" and own == "" and judge.wanting(mark) and not part:
        wanting = sum(judge.wanting(s.head) for s in members)
        if wanting * 2 >= len(members):
            return "issue"
    return form


def states_fact(section: Section, judge: Judge) -> bool:
    """Whether a numbered sentence with an answer below it says neither what is done nor what comes next."""
    mark = section.head
    judge.wanting(mark)
    return bool(section.lines) and mark.tenor != "doing" and judge.part(mark) in {"", "findings"} and not mark.aspect


def form_of(sections: Sequence[Section]) -> str:
    """Headings where the members are short titles or run in, items where they are sentences."""
    titles = sum(is_title_like(s) for s in sections)
    return "heading" if titles * 2 >= len(sections) else "item"


def is_title_like(section: Section) -> bool:
    mark = section.head
    if section.sections:
        return True
    end = mark.first_sentence()
    first, rest = mark.text[mark.body : end], mark.text[end:].strip(" 　*")
    if not mark.closed and not rest:
        return len(first) <= 60
    if rest:
        return len(first) <= RUN_IN and not _SENTENCE_LIKE.search(first) and first.count("，") <= 2
    return bool(section.lines) and len(first) <= 45
