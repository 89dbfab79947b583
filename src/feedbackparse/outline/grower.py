"""Places paragraphs one after another in the section tree, under one order of styles.

Source: outline.md, "Who is whose parent" 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from feedbackparse.outline.bare import is_bare_heading
from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Label, Mark, Number, Wrapper
from feedbackparse.outline.sections import RESPONSE, WORDS, Entry, Ranks, Section


class Asks(Protocol):
    """What the grower asks of a paragraph's words (kinds.Judge answers)."""

    answers: bool
    """Whether the genre holds answers."""

    def states_issue(self, mark: Mark) -> bool:
        """Whether it states a problem, by its wrapper or its words."""

    def explicit(self, mark: Mark) -> bool:
        """Whether a wrapper marks it as a problem."""

    def names_wanting(self, mark: Mark) -> bool:
        """Whether the words inside its wrapper say that something is wanting."""

    def answers_several(self, mark: Mark) -> bool:
        """Whether an answer says that it answers the problems above it together."""

    def part(self, mark: Mark) -> str:
        """What kind of part its words announce, as a heading."""


@dataclass(slots=True)
class Grower:
    """Places the entries of a document one after another under the ranks of one order."""

    entries: Sequence[Entry]
    ranks: Ranks
    judge: Asks
    root: Section = field(default_factory=lambda: Section(None, "root", -1.0, 0, None))
    stack: list[Section] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    """Of each style the last value anywhere: numbers may run on through their parents."""
    breaks: float = 0.0

    def grow(self, limit: float) -> Section | None:
        """All entries in their places; None as soon as the breaks reach the limit."""
        self.stack = [self.root]
        for index, entry in enumerate(self.entries):
            if isinstance(entry, Grid) or entry.role:
                self.top.entries.append(entry)
            elif entry.number:
                self.place_number(entry, entry.number, index)
                if self.breaks >= limit:
                    return None
            elif entry.issue and self.opens_issue(entry, entry.issue, index):
                self.place_word(entry, entry.issue)
            elif entry.response:
                self.place_response(entry, entry.response, index)
            elif entry.field:
                self.close_response()
                self.top.entries.append(entry)
            elif is_bare_heading(self.entries, index, self.in_response and not self.judge.part(entry)):
                self.place_bare(entry, index)
            else:
                self.top.entries.append(entry)
        return self.root

    @property
    def top(self) -> Section:
        return self.stack[-1]

    @property
    def response(self) -> int:
        """The stack index of the open response, 0 where there is none."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].style == "response":
                return depth
        return 0

    @property
    def in_response(self) -> bool:
        return self.response > 0

    def open(self, mark: Mark, style: str, rank: float, value: int) -> None:
        top = self.stack[-1]
        section = Section(mark, style, rank, value, top)
        top.entries.append(section)
        self.stack.append(section)

    def close_response(self) -> None:
        depth = self.response
        if depth:
            del self.stack[depth:]

    def pop_to(self, rank: float) -> None:
        """Close all that stands at this rank or deeper."""
        while len(self.stack) > 1 and self.stack[-1].rank >= rank:
            self.stack.pop()

    # -- numbers -----------------------------------------------------------------------------

    def place_number(self, mark: Mark, number: Number, index: int) -> None:
        """A numbered paragraph: in the open response, or where its style stands outside."""
        if mark.response and self.answers_numbered(mark, number):
            return
        if mark.field and any(section.mark and section.mark.issue for section in self.stack):
            self.close_response()
            self.top.entries.append(mark)
            return
        inner = self.inner_depth(mark, number, index) if self.in_response else None
        if inner is not None:
            del self.stack[inner:]
            self.open(mark, number.style, RESPONSE + 1 + inner, number.value)
            return
        self.close_response()
        rank = self.ranks[number.style]
        self.pop_to(rank)
        self.count_break(number)
        self.last[number.style] = number.value
        self.open(mark, number.style, rank, number.value)

    def answers_numbered(self, mark: Mark, number: Number) -> bool:
        """（二）整改情况：… behind （一）反馈问题：…, or below 1.关于…: the response of that issue."""
        nearest: Section | None = None
        for depth in range(len(self.stack) - 1, 0, -1):
            section = self.stack[depth]
            if section.style == "response":
                continue
            nearest = nearest or section
            if not (self.judge.states_issue(section.head) or (section is nearest and self.may_ask(section, mark))):
                continue
            deeper = self.ranks[number.style] > section.rank or section.style in WORDS
            if section.style != number.style and not deeper:
                return False
            del self.stack[depth + 1 :]
            self.last[number.style] = number.value
            self.open(mark, "response", RESPONSE, 0)
            return True
        return False

    def may_ask(self, section: Section, mark: Mark) -> bool:
        """Whether a numbered line, no part or group and without an answer yet, is what a closed label answers."""
        head, label = section.head, mark.response
        alone = head.number is not None and not (head.aspect or head.response or section.lines)
        return alone and label is not None and label.colon and not self.judge.part(head)

    def inner_depth(self, mark: Mark, number: Number, index: int) -> int | None:
        """Where in the open response a number belongs: a stack depth, or None for outside.

        A series that the response has begun goes on; a new one begins at 1. A number that goes on with
        an open section outside belongs there where the paragraph states a problem, or where the
        response holds no such series.
        """
        if mark.issue:
            return None if mark.issue.form != "bare" or mark.issue.marker else self.plain_depth(mark, number, index)
        return self.plain_depth(mark, number, index)

    def plain_depth(self, mark: Mark, number: Number, index: int) -> int | None:
        bottom = self.response
        outer = [s for s in self.stack[1:bottom] if s.style == number.style]
        inner = [d for d in range(len(self.stack) - 1, bottom, -1) if self.stack[d].style == number.style]
        follows_outer = bool(outer) and number.value == outer[-1].value + 1
        follows_inner = bool(inner) and number.value == self.stack[inner[0]].value + 1
        if inner:
            if follows_outer and (not follows_inner or self.judge.states_issue(mark)):
                return None
            return inner[0] if follows_inner or not outer else None
        if follows_outer or (mark.issue and self.judge.explicit(mark)) or (outer and self.asks_below(index, bottom)):
            return None
        if number.value == 1:
            return None if self.asks_nothing(self.stack[bottom - 1], number) else len(self.stack)
        if outer or self.ranks[number.style] < self.stack[bottom - 1].rank:
            return None
        self.breaks += 1
        return len(self.stack)

    def asks_below(self, index: int, bottom: int) -> bool:
        """Whether right below a number begin problems of the style that the answered one has: it heads a group, as the
        number of its style above does, and was only given a wrong value."""
        below, behind = (self.entries[at] if at < len(self.entries) else None for at in (index + 1, index + 2))
        if not isinstance(below, Mark) or not below.number or below.number.value != 1 or below.response:
            return False
        answered = isinstance(behind, Mark) and behind.response is not None
        return below.number.style == self.stack[bottom - 1].style and answered and self.judge.states_issue(below)

    def asks_nothing(self, above: Section, number: Number) -> bool:
        """Whether an answer stands right below a group heading, and its elders group such numbers."""
        known = number.style in self.last and self.ranks[number.style] > above.rank
        groups = above.mark is not None and bool(above.mark.aspect) and not self.judge.states_issue(above.mark)
        return known and groups

    def count_break(self, number: Number) -> None:
        """A number that neither begins its series nor goes on with it speaks against the order.

        So do, less, children of two styles under one parent, and a series that runs on through parents.
        """
        elder = [s for s in self.top.sections if s.head.number]
        same = [s for s in elder if s.style == number.style]
        self.breaks += 0.5 * bool(elder and elder[-1].style != number.style)
        if same:
            self.breaks += (number.value != same[-1].value + 1) + 0.5 * (number.value == 1)
        elif number.value != 1:
            self.breaks += 0.1 if number.value == self.last.get(number.style, 0) + 1 else 1

    # -- words -------------------------------------------------------------------------------

    def opens_issue(self, mark: Mark, wrapper: Wrapper, index: int) -> bool:
        """Whether an unnumbered paragraph with an issue's wrapper is one.

        Quoted or labelled ones are. One without quotes is, where it is the whole paragraph; with its
        answer behind it, where its elders are such issues, or where it says what is wanting and no
        answer is open.
        """
        if not self.judge.states_issue(mark):
            return False
        if wrapper.form == "lead":
            return self.judge.answers
        if wrapper.form != "bare" or wrapper.end >= len(mark.text):
            return True
        if any(section.style == "zhendui" for section in self.stack):
            return True
        below = self.entries[index + 1] if index + 1 < len(self.entries) else None
        in_turn = isinstance(below, Mark) and below.issue is not None and below.issue.marker == wrapper.marker
        if any(s.mark and s.style != "response" and self.judge.states_issue(s.mark) for s in self.stack):
            fresh = not self.in_response and not self.top.lines
            return fresh and (in_turn or self.judge.names_wanting(mark))
        return in_turn or self.judge.names_wanting(mark)

    def place_word(self, mark: Mark, wrapper: Wrapper) -> None:
        style = word_style(wrapper)
        self.close_response()
        rank = self.ranks[style]
        self.pop_to(rank)
        self.open(mark, style, rank, 0)

    # -- responses and bare headings -----------------------------------------------------------

    def place_response(self, mark: Mark, label: Label, index: int) -> None:
        """A response label opens the response of the section right above it."""
        self.close_response()
        answerable = any(s.mark and (s.mark.number or s.mark.issue) for s in self.stack)
        if not label.colon and not answerable and is_bare_heading(self.entries, index, inside=False):
            self.place_bare(mark, index)
            return
        if self.judge.answers_several(mark) and len(self.stack) > 2 and len(self.stack[-2].sections) > 1:
            self.stack.pop()
            self.top.joint = True
        self.open(mark, "response", RESPONSE, 0)

    def place_bare(self, mark: Mark, index: int) -> None:
        """A heading without number: beside the one before it, else right above the style that follows."""
        elder = next((depth for depth, s in enumerate(self.stack) if s.style == "bare"), 0)
        if elder:
            rank = self.stack[elder].rank
            del self.stack[elder:]
        else:
            rank = self.rank_below(index) - 0.5
            self.pop_to(rank)
        self.open(mark, "bare", rank, 0)

    def rank_below(self, index: int) -> float:
        """The rank of what begins behind a bare heading; 0 where nothing numbered follows."""
        opened = {section.style: section for section in self.stack}
        numbered = any(section.mark and section.mark.number for section in self.stack)
        for entry in self.entries[index + 1 :]:
            if isinstance(entry, Grid) or entry.role:
                continue
            if entry.number and (entry.number.value == 1 or entry.number.style in opened):
                rank = self.ranks[entry.number.style]
                goes_on = entry.number.value != 1 and entry.number.value == opened[entry.number.style].value + 1
                return rank + 0.75 if goes_on else rank
            if entry.issue and not numbered and self.judge.states_issue(entry):
                return self.ranks[word_style(entry.issue)]
        return 0.0


def word_style(wrapper: Wrapper) -> str:
    """关于 is one style; 针对, a bare quote and 问题： are the other."""
    return "guanyu" if wrapper.marker in {"关于", "關於"} else "zhendui"
