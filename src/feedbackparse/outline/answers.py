"""What stands below an issue: its response, opened when its words come, and what belongs to neither.

Source: outline.md, "Who is whose parent" 3, 5 and 7, "Issues and responses without a marker".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from feedbackparse.outline.fields import add_fields
from feedbackparse.outline.flow import Flow
from feedbackparse.outline.kinds import Judge
from feedbackparse.outline.ledgers import add_table
from feedbackparse.outline.lines import Grid, Line
from feedbackparse.outline.marks import ASIDE, Mark
from feedbackparse.outline.sections import Section
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook


class Adds(Protocol):
    """What an answer asks of the builder."""

    tree: Tree
    rulebook: Rulebook
    judge: Judge

    def add_section(self, section: Section, parent: int | None, flow: Flow) -> None: ...

    def add_item(self, section: Section, parent: int | None, flow: Flow) -> None: ...


@dataclass(slots=True)
class Answer:
    """What has been read below one issue so far: its response is opened when its words come."""

    builder: Adds
    issue: int | None
    flow: Flow | None = None
    closed: bool = False
    """Whether a field has come behind the response, which then cannot go on."""

    def entry(self, entry: Section | Mark | Grid) -> None:
        builder = self.builder
        if isinstance(entry, Grid):
            add_table(builder.tree, entry, self.flow.base if self.flow else self.issue, None, builder.rulebook)
            if self.flow is not None:
                self.flow.cut()
        elif isinstance(entry, Section):
            self.section(entry)
        elif entry.role == ASIDE:
            builder.tree.add_aside(entry.line, entry.rule)
        elif entry.role:
            builder.tree.add("text", "metadata", entry.text, self.below, entry.line.start, entry.rule)
        elif entry.field:
            self.entry_field(entry)
        else:
            self.paragraph(entry)

    def entry_field(self, mark: Mark) -> None:
        """A labelled value: it belongs to the issue, and the response above it is closed."""
        start, begin = (mark.body, 0) if mark.body else (0, None)
        add_fields(self.builder.tree, self.builder.rulebook, mark.line, start, self.issue, begin)
        self.closed = self.closed or self.flow is not None
        self.flow = None

    @property
    def below(self) -> int | None:
        """The node that a paragraph without a mark would stand under now."""
        return self.issue if self.flow is None else self.flow.below

    def section(self, section: Section) -> None:
        if self.flow is not None and self.says_status(section):
            self.entry_field(section.head)
            for stray in section.entries:
                self.entry(stray)
        elif section.kind == "response":
            self.labelled(section)
        elif section.kind == "item":
            flow = self.response_flow(section.head)
            self.builder.add_item(section, flow.base, flow)
        else:
            self.builder.add_section(section, self.issue, Flow(self.builder.tree, self.builder.rulebook, self.issue))
            self.flow = None

    def says_status(self, section: Section) -> bool:
        """Whether a second label asks and tells only how far the matter is (办结情况：已完成): a field of the issue."""
        label, words, rulebook = section.head.response, section.head.text, self.builder.rulebook
        if label is None or section.kind != "response" or not all(is_stray(entry) for entry in section.entries):
            return False
        asked, told = (
            rulebook.first(*one) for one in (("audit-label", label.words), ("status-field", words[label.end :]))
        )
        return asked is not None and asked[0].gives == "status" and told is not None

    def labelled(self, section: Section) -> None:
        """A response with its label; alone on its line, it takes the next paragraph's words."""
        mark, label = section.head, section.head.response
        words, end, rule = (label.words, label.end, label.rule) if label else ("", 0, "")
        number = mark.number.label if mark.number else ""
        entries = list(section.entries)
        numbered = bool(entries) and isinstance(entries[0], Section) and entries[0].kind == "item"
        hit = self.builder.rulebook.first("numbering", mark.text, end) if numbered else None
        if hit and isinstance(entries[0], Section) and entries[0].style == hit[0].gives:
            self.open_response(mark.line, number + words, 0, len(mark.text), rule)
            self.flow_now.numbered(mark.line, hit[1].group("label"), hit[1].end(), hit[0].id, end)
        else:
            self.open_response(mark.line, number + words, 0, end, rule)
        first = entries[0] if entries else None
        if end >= len(mark.text) and isinstance(first, Mark) and not (first.field or first.role):
            self.flow_now.first_words(first.line, 0, opens=first.opens)
            del entries[0]
        for entry in entries:
            self.entry(entry)

    def open_response(self, line: Line, label: str, begin: int, words: int, rule: str) -> None:
        """A response whose label begins at ``begin`` and whose words begin at ``words``."""
        node = self.builder.tree.add("response", label, "", self.issue, line.at(begin), rule)
        self.flow = Flow(self.builder.tree, self.builder.rulebook, node)
        if words < len(line.text):
            self.flow.first_words(line, words)

    @property
    def flow_now(self) -> Flow:
        if self.flow is None:
            raise ValueError("no response is open")
        return self.flow

    def response_flow(self, mark: Mark) -> Flow:
        """The open response, or a new one without label where the measures begin."""
        if self.flow is None:
            node = self.builder.tree.add("response", "", "", self.issue, mark.line.start, "place-measures")
            self.flow = Flow(self.builder.tree, self.builder.rulebook, node)
        return self.flow

    def paragraph(self, mark: Mark) -> None:
        """An unmarked paragraph: the response, or one more paragraph of it."""
        builder = self.builder
        if self.flow is not None:
            self.flow.paragraph(mark.line, opens=mark.opens)
        elif not builder.judge.answers:
            self.flow = Flow(builder.tree, builder.rulebook, self.issue, "issue")
            self.flow.paragraph(mark.line, opens=mark.opens)
        elif self.closed:
            Flow(builder.tree, builder.rulebook, self.issue).paragraph(mark.line, opens=mark.opens)
        else:
            self.open_response(mark.line, "", 0, len(mark.text), "place-below-issue")
            self.flow_now.first_words(mark.line, 0, opens=mark.opens)


def is_stray(entry: Section | Mark | Grid) -> bool:
    """Whether it is a mark of the page and no paragraph of the paper."""
    return isinstance(entry, Mark) and bool(entry.role)
