"""Marks -> Sections: which number stands below which, as the document itself uses them.

Styles stack in one order for each document. The standard order (一、 （一） 1. （1） ①) is tried first;
where numbers then double, miss or restart, orders with one style moved are tried, and the one with the
fewest breaks is taken (continuity as evidence). Source: design.md §4, outline.md "Who is whose parent".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Mark

Entry = Mark | Grid
Ranks = dict[str, float]
WORDS: Ranks = {"guanyu": 100.0, "zhendui": 101.0}
"""关于 stands over 针对, and both below all numbers, until the document says otherwise."""
RESPONSE = 1000.0


class Asks(Protocol):
    """What the grower asks of a paragraph's words (kinds.Judge answers)."""

    def states_issue(self, mark: Mark) -> bool:
        """Whether it states a problem, by its wrapper or its words."""

    def names_wanting(self, mark: Mark) -> bool:
        """Whether the words inside its wrapper say that something is wanting."""

    def part(self, mark: Mark) -> str:
        """What kind of part its words announce, as a heading."""


@dataclass(slots=True, eq=False)
class Section:
    """A numbered or marked paragraph with all that stands below it."""

    mark: Mark | None
    """None for the root."""
    style: str
    rank: float
    value: int
    parent: Section | None
    entries: list[Section | Mark | Grid] = field(default_factory=list)
    kind: str = ""
    """heading, issue, item, response: decided in kinds."""
    part: str = ""
    """The part that it opens or stands in: findings, organisation, next, advice, praise or ''."""

    @property
    def sections(self) -> list[Section]:
        return [entry for entry in self.entries if isinstance(entry, Section)]

    @property
    def lines(self) -> list[Mark]:
        return [entry for entry in self.entries if isinstance(entry, Mark)]

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield section
            yield from section.walk()


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

    def grow(self) -> Section:
        self.stack = [self.root]
        for index, entry in enumerate(self.entries):
            if isinstance(entry, Grid) or entry.role:
                self.top.entries.append(entry)
            elif entry.number:
                self.place_number(entry, index)
            elif entry.issue and self.opens_issue(entry, index):
                self.place_word(entry)
            elif entry.response:
                self.place_response(entry, index)
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
        return next((i for i in range(len(self.stack) - 1, 0, -1) if self.stack[i].style == "response"), 0)

    @property
    def in_response(self) -> bool:
        return self.response > 0

    def open(self, mark: Mark, style: str, rank: float, value: int) -> None:
        section = Section(mark, style, rank, value, self.top)
        self.top.entries.append(section)
        self.stack.append(section)

    def close_response(self) -> None:
        if self.in_response:
            del self.stack[self.response :]

    def pop_to(self, rank: float) -> None:
        """Close all that stands at this rank or deeper."""
        while len(self.stack) > 1 and self.top.rank >= rank:
            self.stack.pop()

    # -- numbers -----------------------------------------------------------------------------

    def place_number(self, mark: Mark, index: int) -> None:
        number = mark.number
        assert number is not None
        if mark.response and self.answers_numbered(mark):
            return
        if mark.field and any(s.mark and s.mark.issue for s in self.stack):
            self.close_response()
            self.top.entries.append(mark)
            return
        if self.in_response:
            inner = self.inner_place(mark)
            if inner is not None:
                del self.stack[inner:]
                self.open(mark, number.style, RESPONSE + 1 + inner, number.value)
                return
            self.close_response()
        rank = self.ranks[number.style]
        self.pop_to(rank)
        self.count_break(number.style, number.value)
        self.last[number.style] = number.value
        self.open(mark, number.style, rank, number.value)

    def answers_numbered(self, mark: Mark) -> bool:
        """（二）整改情况：… behind （一）反馈问题：…, or below 1.关于…: the response of that issue."""
        assert mark.number
        for depth in range(len(self.stack) - 1, 0, -1):
            section = self.stack[depth]
            if section.mark and section.style != "response" and self.judge.states_issue(section.mark):
                deeper = self.ranks[mark.number.style] > section.rank or section.rank >= min(WORDS.values())
                if section.style == mark.number.style or deeper:
                    del self.stack[depth + 1 :]
                    self.last[mark.number.style] = mark.number.value
                    self.open(mark, "response", RESPONSE, 0)
                    return True
                return False
        return False

    def inner_place(self, mark: Mark) -> int | None:
        """Where in the open response a number belongs: a stack depth, or None for outside.

        A series that the response has begun goes on; a new one begins at 1. A number that goes on with
        an open section outside belongs there where the paragraph states a problem, or where the
        response holds no such series.
        """
        number = mark.number
        assert number is not None
        bottom = self.response
        outer = [s for s in self.stack[1:bottom] if s.style == number.style]
        inner = [d for d in range(len(self.stack) - 1, bottom, -1) if self.stack[d].style == number.style]
        goes_on_outside = bool(outer) and number.value == outer[-1].value + 1
        if mark.issue and mark.issue.form != "bare":
            return None
        if inner:
            goes_on_inside = number.value == self.stack[inner[0]].value + 1
            if goes_on_outside and (self.judge.states_issue(mark) or not goes_on_inside):
                return None
            if goes_on_inside or not outer:
                return inner[0]
            return None
        if goes_on_outside or mark.issue:
            return None
        if number.value == 1 or not outer:
            if number.value != 1 and self.ranks[number.style] < self.stack[bottom - 1].rank:
                return None
            return None if self.judge.states_issue(mark) and not outer and number.value == 1 and mark.issue else len(self.stack)
        return None

    def count_break(self, style: str, value: int) -> None:
        """A number that neither begins its series nor goes on with it speaks against the order.

        So do, less, children of two styles under one parent, and a series that runs on through parents.
        """
        elder = [s for s in self.top.sections if s.mark and s.mark.number]
        same = [s for s in elder if s.style == style]
        self.breaks += 0.5 * bool(elder and elder[-1].style != style)
        if same:
            self.breaks += (value != same[-1].value + 1) + 0.5 * (value == 1)
        elif value != 1:
            self.breaks += 0.1 if value == self.last.get(style, 0) + 1 else 1

    # -- words -------------------------------------------------------------------------------

    def opens_issue(self, mark: Mark, index: int) -> bool:
        """Whether an unnumbered paragraph with an issue's wrapper is one.

        Quoted or labelled ones are. One without quotes is, where it is the whole paragraph; with its
        answer behind it, where its elders are such issues, or where it says what is wanting and no
        answer is open.
        """
        wrapper = mark.issue
        assert wrapper is not None
        if not self.judge.states_issue(mark):
            return False
        if wrapper.form != "bare":
            return True
        if wrapper.end >= len(mark.text):
            return True
        if any(s.style == "zhendui" for s in self.stack):
            return True
        below = self.entries[index + 1] if index + 1 < len(self.entries) else None
        in_turn = isinstance(below, Mark) and below.issue is not None and below.issue.marker == wrapper.marker
        if self.holds_issue():
            fresh = not self.in_response and not any(isinstance(e, Mark) for e in self.top.entries)
            return fresh and (in_turn or self.judge.names_wanting(mark))
        return self.judge.names_wanting(mark)

    def holds_issue(self) -> bool:
        """Whether an issue is open."""
        return any(s.mark is not None and s.style != "response" and self.judge.states_issue(s.mark) for s in self.stack)

    def place_word(self, mark: Mark) -> None:
        assert mark.issue is not None
        style = "guanyu" if mark.issue.marker in {"关于", "關於"} else "zhendui"
        self.close_response()
        rank = self.ranks[style]
        self.pop_to(rank)
        self.open(mark, style, rank, 0)

    # -- responses and bare headings -----------------------------------------------------------

    def place_response(self, mark: Mark, index: int) -> None:
        """A response label opens the response of the section right above it."""
        assert mark.response is not None
        self.close_response()
        if not mark.response.colon and not any(s.mark and (s.mark.number or s.mark.issue) for s in self.stack[1:]):
            if is_bare_heading(self.entries, index, inside=False):
                self.place_bare(mark, index)
                return
        self.open(mark, "response", RESPONSE, 0)

    def place_bare(self, mark: Mark, index: int) -> None:
        """A short line without number opens a part: beside the one before it, else right above the
        style that follows it."""
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
        styles = {s.style for s in self.stack}
        for entry in self.entries[index + 1 :]:
            if isinstance(entry, Grid) or entry.role:
                continue
            if entry.number:
                rank = self.ranks[entry.number.style]
                if entry.number.value == 1:
                    return rank
                if entry.number.style in styles:
                    open_rank = next(s for s in self.stack if s.style == entry.number.style)
                    return rank if entry.number.value != open_rank.value + 1 else rank + 0.75
            if entry.issue and self.judge.states_issue(entry) and not any(s.rank >= 0 and s.mark and s.mark.number for s in self.stack):
                return self.ranks["guanyu" if entry.issue.marker == "关于" else "zhendui"]
        return 0.0


def is_bare_heading(entries: Sequence[Entry], index: int, inside: bool) -> bool:
    """Whether a short line without number and closing punctuation opens a part."""
    mark = entries[index]
    if not isinstance(mark, Mark) or mark.closed or len(mark.text.strip("*")) > 36 or mark.enumeration or mark.field:
        return False
    if index + 1 >= len(entries):
        return False
    above = entries[index - 1] if index else None
    if isinstance(above, Mark) and is_open_label(above):
        return False
    below = entries[index + 1]
    if isinstance(below, Grid):
        return False
    if below.number:
        return not inside or below.number.value == 1
    if below.issue or below.enumeration:
        return not inside or bool(below.issue)
    return not inside and not below.field and (below.closed or is_bare_heading(entries, index + 1, inside))


def is_open_label(mark: Mark) -> bool:
    """Whether a label stands alone on its line, so that the next paragraph is its value."""
    label = mark.response or mark.field
    return label is not None and label.end >= len(mark.text)


def grow_sections(entries: Sequence[Entry], judge: Asks) -> Section:
    """The section tree under the order of styles with the fewest breaks; ties go to the standard."""
    styles: Ranks = {}
    for entry in entries:
        if isinstance(entry, Mark) and entry.number and not entry.role:
            styles.setdefault(entry.number.style, float(entry.number.rank))
    best = {**styles, **WORDS}
    tree, cost = try_order(entries, best, judge)
    for _ in range(3):
        if not cost or len(styles) < 1:
            break
        found = None
        for ranks in moved_orders(best, entries):
            other, price = try_order(entries, ranks, judge)
            if price < cost - 0.4:
                tree, cost, found = other, price, ranks
        if found is None:
            break
        best = found
    return tree


def try_order(entries: Sequence[Entry], ranks: Ranks, judge: Asks) -> tuple[Section, float]:
    grower = Grower(entries, ranks, judge)
    root = grower.grow()
    return root, grower.breaks


def moved_orders(ranks: Ranks, entries: Sequence[Entry]) -> Iterator[Ranks]:
    """All orders that differ by one style moved to another place."""
    words = {"guanyu", "zhendui"} & {
        "guanyu" if entry.issue.marker in {"关于", "關於"} else "zhendui"
        for entry in entries
        if isinstance(entry, Mark) and entry.issue and not entry.number
    }
    used = sorted((style for style in ranks if style not in WORDS or style in words), key=lambda s: ranks[s])
    for style in used:
        rest = [s for s in used if s != style]
        for place in range(len(rest) + 1):
            order = [*rest[:place], style, *rest[place:]]
            if order != used:
                yield {**WORDS, **{s: 10.0 * (i + 1) for i, s in enumerate(order)}}
