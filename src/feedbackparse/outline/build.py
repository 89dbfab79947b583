"""Sections with their kinds -> the tree.

Source: outline.md, "Kinds", "Who is whose parent", "Issues and responses without a marker".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.outline.answers import Answer
from feedbackparse.outline.fields import add_fields, bracketed_fields, trailing_fields
from feedbackparse.outline.flow import Flow
from feedbackparse.outline.items import find_mentions, quoted_ranges, split_items
from feedbackparse.outline.kinds import Judge, find_inline_label
from feedbackparse.outline.ledgers import add_table
from feedbackparse.outline.lines import Grid, Line
from feedbackparse.outline.marks import ASIDE, Mark
from feedbackparse.outline.sections import Section
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook

LABELLED = {"labelled", "lead"}
SHORT = 60
"""The longest first sentence, in characters, that names a problem."""


@dataclass(slots=True)
class Builder:
    """Adds nodes in document order."""

    tree: Tree
    rulebook: Rulebook
    judge: Judge
    letter: bool
    """Whether enumerations in the part on findings are issues."""

    # -- paragraphs with a role --------------------------------------------------------------

    def add_roles(self, marks: Sequence[Mark | Grid]) -> None:
        """Paragraphs round the text, at the root."""
        title: int | None = None
        for mark in marks:
            if isinstance(mark, Grid):
                add_table(self.tree, mark, None, None, self.rulebook)
            elif mark.role == "title":
                title = self.tree.add("title", "", mark.words, None, mark.line.start, mark.rule)
            elif mark.role == ASIDE:
                self.tree.add_aside(mark.line, mark.rule)
            elif mark.role == "title-continued" and title is not None:
                self.tree.drafts[title].text += mark.text
            else:
                label = label_of(mark)
                flow = Flow(self.tree, self.rulebook, None, letter=self.letter)
                if mark.role in {"preamble", "closing"}:
                    flow.paragraph(mark.line, 0, label, mark.rule)
                else:
                    self.tree.add("text", label, mark.text, None, mark.line.start, mark.rule)

    # -- sections ----------------------------------------------------------------------------

    def add_entries(self, section: Section, node: int | None, flow: Flow) -> None:
        """What stands below a heading or the root."""
        caption: Line | None = None
        for index, entry in enumerate(section.entries):
            below = section.entries[index + 1] if index + 1 < len(section.entries) else None
            if isinstance(entry, Grid):
                add_table(self.tree, entry, node, caption, self.rulebook)
                caption = None
                flow.cut()
            elif isinstance(entry, Section):
                self.add_section(entry, node, flow)
            elif isinstance(below, Grid) and is_caption(entry):
                caption = entry.line
            else:
                self.add_line(entry, section, node, flow)

    def add_line(self, mark: Mark, section: Section, node: int | None, flow: Flow) -> None:
        """A paragraph below a heading or the root: a stray mark of the page, fields, an issue, or text."""
        if mark.role == ASIDE:
            self.tree.add_aside(mark.line, mark.rule)
        elif mark.role:
            self.tree.add("text", label_of(mark), mark.text, flow.below, mark.line.start, mark.rule)
        elif mark.field:
            add_fields(self.tree, self.rulebook, mark.line, mark.body, node, 0 if mark.body else None)
            flow.cut()
        elif self.letter and self.is_issue_paragraph(mark, section):
            self.add_issue(Section(mark, "plain", section.rank + 1, 0, section, kind="issue"), node)
            flow.cut()
        else:
            flow.paragraph(mark.line, opens=mark.opens)

    def is_issue_paragraph(self, mark: Mark, section: Section) -> bool:
        """Whether an unmarked paragraph in a letter's part on findings opens with what is wanting."""
        plain = mark.enumeration is None and mark.first_sentence() <= SHORT and mark.closed
        return plain and section_part(section) == "findings" and self.judge.wanting(mark)

    def add_section(self, section: Section, parent: int | None, flow: Flow) -> None:
        if section.kind == "item":
            self.add_item(section, parent, flow)
            return
        flow.cut()
        if section.kind == "heading":
            self.add_heading(section, parent)
        elif section.kind == "issue":
            self.add_issue(section, parent)
        else:
            self.add_response(section, parent)

    def add_heading(self, section: Section, parent: int | None) -> None:
        mark = section.head
        end = mark.first_sentence()
        label = mark.number.label if mark.number else ""
        rule = mark.number.rule if mark.number else "place-bare-heading"
        words = mark.text[mark.body : end].strip(" 　")
        node = self.tree.add("heading", label, words, parent, mark.line.start, mark.aspect or rule)
        letters = self.letter and section_part(section) == "findings"
        flow = Flow(self.tree, self.rulebook, node, "issue" if letters else "item", self.letter)
        if mark.text[end:].strip(" 　*"):
            flow.paragraph(mark.line, skip_blank(mark.text, end))
            flow.last_item = None
        self.add_entries(section, node, flow)

    def add_item(self, section: Section, parent: int | None, flow: Flow) -> None:
        """A numbered paragraph that is an item: with its inner enumeration, paragraphs and items."""
        mark = section.head
        number, rule = (mark.number.label, mark.number.rule) if mark.number else ("", "")
        node = flow.numbered(mark.line, number, mark.body, rule)
        self.add_entries(section, node, Flow(self.tree, self.rulebook, node))
        flow.last_item = node

    # -- issues and their answers --------------------------------------------------------------

    def add_issue(self, section: Section, parent: int | None) -> None:
        mark = section.head
        number, rule = (mark.number.label, mark.number.rule) if mark.number else ("", "")
        start, end, rest = self.issue_span(section)
        start, end = inside_quotes(mark.text, start, end)
        marker = ""
        if mark.issue and self.judge.explicit(mark):
            marker, rule = mark.issue.marker, mark.issue.rule
        node = self.tree.add("issue", number + marker, mark.text[start:end].strip(), parent, mark.line.start, rule)
        answer = Answer(self, node)
        if rest < len(mark.text):
            self.add_rest(mark, rest, node, answer)
        for entry in section.entries:
            answer.entry(entry)

    def issue_span(self, section: Section) -> tuple[int, int, int]:
        """``(start, end, rest)`` in the line: what the problem is, and where the rest begins."""
        mark = section.head
        text = mark.text
        label = find_inline_label(text, mark.body, self.rulebook)
        limit = label[0] if label else trailing_fields(text, mark.body, self.rulebook)
        if mark.issue and self.judge.explicit(mark) and mark.issue.form not in LABELLED:
            return *mark.issue.text, mark.issue.end
        start = mark.issue.text[0] if mark.issue and mark.issue.form in LABELLED else mark.body
        items = split_items(find_mentions(text, start, self.rulebook), start, limit)
        if items and items[0].mention.start > start:
            limit = min(limit, items[0].mention.start)
            return start, limit, limit
        if label or not self.judge.answers or (mark.issue and mark.issue.form in LABELLED):
            return start, limit, limit
        end = mark.first_sentence()
        answered = any(s.kind == "response" for s in section.sections)
        if answered or not text[end:limit].strip() or self.continues_issue(text[end:limit], section):
            return start, limit, limit
        return start, end, end

    def continues_issue(self, rest: str, section: Section) -> bool:
        """Whether sentences behind the first still say what is wrong: an answer stands elsewhere."""
        hit = self.rulebook.first("tenor", rest)
        wanting = hit is not None and hit[0].gives == "wanting"
        elsewhere = bool(section.entries)
        return elsewhere and wanting

    def add_rest(self, mark: Mark, rest: int, node: int, answer: Answer) -> None:
        """What stands behind the problem in its own paragraph: fields, sub-issues, or the answer."""
        text = mark.text
        rest = skip_blank(text, rest)
        inside = bracketed_fields(text, rest, self.rulebook)
        if inside is not None:
            add_fields(self.tree, self.rulebook, mark.line, inside, node, begin=rest)
            return
        hit = self.rulebook.first("response", text, rest)
        if hit and hit[0].gives == "response":
            answer.open_response(mark.line, hit[1].group("label"), rest, hit[1].end(), hit[0].id)
        elif hit:
            add_fields(self.tree, self.rulebook, mark.line, rest, node)
        elif not self.judge.answers:
            flow = Flow(self.tree, self.rulebook, node, "issue")
            flow.paragraph(mark.line, rest)
        elif rest < len(text):
            answer.open_response(mark.line, "", rest, rest, "place-same-paragraph")

    def add_response(self, section: Section, parent: int | None) -> None:
        """A response that stands under no issue (an orphan), or below a heading."""
        Answer(self, parent).entry(section)


def label_of(mark: Mark) -> str:
    """The label of a paragraph with a role."""
    return {"attachment": "", "contents": "metadata", "metadata-inside": "metadata"}.get(mark.role, mark.role)


def section_part(section: Section) -> str:
    """findings, unless an ancestor's title says that advice or what comes next stands there."""
    at: Section | None = section
    while at is not None and at.mark is not None:
        if at.part in {"advice", "next", "praise", "organisation"}:
            return at.part
        at = at.parent
    return "findings" if any_part(section) else ""


def any_part(section: Section) -> bool:
    at: Section | None = section
    while at is not None:
        if at.part == "findings":
            return True
        at = at.parent
    return False


def inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the outer quotes, where one pair takes in all of it but a closing mark."""
    words = text[start:end].rstrip("。；; 　")
    ranges = quoted_ranges(words)
    if len(ranges) == 1 and ranges[0] == (0, len(words) - 1) and words[0] != "《":
        return start + 1, start + len(words) - 1
    return start, end


def is_caption(mark: Mark) -> bool:
    """Whether a line right above a table names it."""
    return not mark.closed and len(mark.text) <= 60 and not (mark.role or mark.response or mark.field)


def skip_blank(text: str, index: int) -> int:
    while index < len(text) and text[index] in " 　*\t":
        index += 1
    return index
