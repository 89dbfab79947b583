"""Paragraphs without a mark of their own, and their enumerations, below a heading, response or item.

Source: outline.md, "Who is whose parent" 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from feedbackparse.model import Kind
from feedbackparse.outline.items import BULLET, LAST, Item, find_mentions, split_items
from feedbackparse.outline.lines import Line
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook

_LEAD_END = ("：", ":")


@dataclass(slots=True)
class Flow:
    """Where the next paragraph under one node goes."""

    tree: Tree
    rulebook: Rulebook
    base: int | None
    """The heading, response, item or text that the paragraphs stand under; None for the root."""
    item_kind: Kind = "item"
    """issue in the part of a feedback letter that names the problems."""
    letter: bool = False
    """Whether what a lead-in calls problems are issues."""
    lead: int | None = None
    """The last paragraph, where it ends in a colon: items that are paragraphs stand under it."""
    last_item: int | None = None
    """The last item that was a paragraph of its own."""
    going: dict[str, int] = field(default_factory=dict)
    """Open series and their last values."""

    @property
    def below(self) -> int | None:
        """The node that a paragraph without a mark stands under now."""
        return self.base if self.last_item is None else self.last_item

    def cut(self) -> None:
        """Something else came between: neither the last lead-in nor the last item goes on behind it."""
        self.lead = self.last_item = None

    def paragraph(
        self, line: Line, start: int = 0, label: str = "", rule: str = "paragraph", *, opens: bool = False
    ) -> None:
        """Place ``line`` from ``start`` on: text, items, or both; ``opens`` as split_items has it."""
        mentions = find_mentions(line.text, start, self.rulebook)
        items = split_items(mentions, start, len(line.text), self.going, opens=opens)
        if items and not line.text[start : items[0].mention.start].strip(BULLET):
            below = self.base if self.lead is None else self.lead
            self.add_items(line, items, below, start)
            return
        end = items[0].mention.start if items else len(line.text)
        below = self.below
        words = line.text[start:end].strip()
        node = self.tree.add("text", label, words, below, line.at(start), rule)
        self.lead = node if words.endswith(_LEAD_END) else None
        if self.lead is not None:
            self.going = {}
        if items:
            self.add_inline(line, items, node, self.kind_behind(words))

    def kind_behind(self, lead: str) -> Kind:
        """What an enumeration behind these words is."""
        said = any(r.gives == "issues-lead" and r.match(lead) for r in self.rulebook.family("heading"))
        return "issue" if self.item_kind == "issue" or (self.letter and said) else "item"

    def add_items(self, line: Line, items: tuple[Item, ...], parent: int | None, start: int = 0) -> None:
        """Items of a paragraph that begins with one."""
        self.last_item = self.add_inline(line, items, parent, self.item_kind, start)

    def add_inline(
        self, line: Line, items: tuple[Item, ...], parent: int | None, kind: Kind = "item", start: int | None = None
    ) -> int:
        """Items inside a paragraph, the first from ``start`` on; returns the last one."""
        node = 0
        for index, item in enumerate(items):
            begin = start if index == 0 and start is not None else item.mention.start
            node = self.add_item(line, item, parent, kind, begin)
        last = items[-1].mention
        self.going[last.series] = 0 if last.value == LAST else last.value
        return node

    def add_item(self, line: Line, item: Item, parent: int | None, kind: Kind, begin: int) -> int:
        """One item with the enumeration that its own words may hold."""
        mention = item.mention
        inner: tuple[Item, ...] = ()
        if kind == "item":
            mentions = find_mentions(line.text, 0, self.rulebook)
            inner = split_items(mentions, mention.body, item.end)
        end = inner[0].mention.start if inner else item.end
        words = line.text[mention.body : end].strip()
        node = self.tree.add(kind, mention.label, words, parent, line.at(begin), mention.rule)
        for below in inner:
            self.add_item(line, below, node, kind, below.mention.start)
        return node

    def first_words(self, line: Line, start: int, *, opens: bool = False) -> None:
        """The base's own first paragraph: its text runs to the first item."""
        assert self.base is not None
        items = split_items(find_mentions(line.text, start, self.rulebook), start, len(line.text), {}, opens=opens)
        if items and start == 0 and not line.text[: items[0].mention.start].strip(BULLET):
            self.add_items(line, items, self.base)
            return
        end = items[0].mention.start if items else len(line.text)
        words = line.text[start:end].strip()
        self.tree.drafts[self.base].text = words
        if words:
            self.tree.again(self.base, line.at(start))
        if items:
            self.add_inline(line, items, self.base)

    def numbered(self, line: Line, label: str, body: int, rule: str, begin: int = 0) -> int:
        """A numbered paragraph (from ``begin`` on) that is an item, with the enumeration inside it."""
        parent = self.base if self.lead is None else self.lead
        items = split_items(find_mentions(line.text, body, self.rulebook), body, len(line.text))
        end = items[0].mention.start if items else len(line.text)
        node = self.tree.add("item", label, line.text[body:end].strip(), parent, line.at(begin), rule)
        if items:
            Flow(self.tree, self.rulebook, node).add_inline(line, items, node)
        self.last_item = node
        return node
