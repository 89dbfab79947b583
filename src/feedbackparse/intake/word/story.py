"""The walk through paragraphs: body, a table cell, a text box, a note.

Paragraphs are joined where their mark is deleted or hidden; each is numbered, laid down, and followed by
what is anchored in it.
Source: ECMA-376 part 1 §17.2 (body), §17.3.1 (paragraphs), §17.13.5.15 (deleted mark), §17.15.1.86
(style separator); outline.md, Word.
"""

from __future__ import annotations

from lxml import etree

from feedbackparse.intake.word import anchors, chunks, tables
from feedbackparse.intake.word.drawing import choose_branch
from feedbackparse.intake.word.known import ARRIVED, GONE, PASSED_OVER
from feedbackparse.intake.word.names import MC, W, print_name
from feedbackparse.intake.word.reading import Reading
from feedbackparse.intake.word.sentence import HIDDEN, STAYS, Sentence
from feedbackparse.model import Cell

_P, _TBL = W + "p", W + "tbl"
_ALTERNATE, _CHUNK = MC + "AlternateContent", W + "altChunk"
_AROUND = frozenset({W + "sdt", W + "sdtContent", W + "customXml", W + "smartTag"}) | ARRIVED


class Story:
    """Lays down the paragraphs of one container, in order."""

    __slots__ = ("_after_table", "_count", "_default", "_waiting", "cell", "kind", "place", "reading")

    def __init__(self, reading: Reading, place: str, kind: str = "body", cell: Cell | None = None) -> None:
        self.reading = reading
        self.place = place
        self.kind = kind
        """body, textbox, footnote or endnote: each counts for itself."""
        self.cell = cell
        self._count = 0
        self._waiting: Sentence | None = None
        self._after_table = False
        self._default = reading.styles.default

    def read(self, container: etree._Element) -> None:
        """Read all of the container. Raises: Refusal where it is nested too deeply."""
        self._content(container)
        self._flush()

    def _content(self, container: etree._Element) -> None:
        self.reading.go_down(container)
        for element in container:
            tag = element.tag
            if tag == _P:
                self._paragraph(element)
            elif tag == _TBL:
                self._table(element)
            elif tag in _AROUND:
                self._content(element)
            else:
                self._rare(element, tag)
        self.reading.depth -= 1

    def _rare(self, element: etree._Element, tag: str) -> None:
        if tag in PASSED_OVER:
            return
        if tag == _CHUNK:
            self._flush()
            chunks.read_chunk(self, element)
        elif tag == _ALTERNATE:
            branch = choose_branch(element)
            if branch is not None:
                self._content(branch)
        elif tag in GONE:
            self.reading.tally.note("tracked-changes", "删除")
        elif tag in self.reading.inline:
            self._loose(element)
        elif self.reading.report_strange(element):
            self._content(element)

    def _paragraph(self, element: etree._Element) -> None:
        self._count += 1
        reading, default = self.reading, self._default
        reading.tally.story = self
        sentence = Sentence(default, bool(default.hidden), bool(default.bold))
        reading.inline.paragraph(element, sentence)
        if sentence.hidden and sentence.mark == STAYS:
            sentence.mark = HIDDEN
        if self._waiting is not None:
            sentence = self._join(self._waiting, sentence)
            self._waiting = None
        if sentence.mark != STAYS:
            self._waiting = sentence
        elif not (self._after_table and self._is_stub(element, sentence)):
            self._lay(sentence)
        self._after_table = False

    def _join(self, first: Sentence, second: Sentence) -> Sentence:
        """One paragraph of two: a hidden mark leaves the first its properties, a deleted one the second."""
        second.pieces[:0] = first.pieces
        second.anchors = [*first.anchors, *second.anchors]
        second.bold = second.bold and (first.bold or not first.worded)
        if first.mark == HIDDEN and first.worded:
            second.look, second.outline, second.align = first.look, first.outline, first.align
            second.num_id, second.level = first.num_id, first.level
        second.worded = second.worded or first.worded
        return second

    def _is_stub(self, element: etree._Element, sentence: Sentence) -> bool:
        """Whether this is the empty paragraph that Word wants behind a table that ends a cell."""
        return self.cell is not None and element.getnext() is None and not (sentence.text() or sentence.anchors)

    def _lay(self, sentence: Sentence) -> None:
        text, number = sentence.text(), self._number(sentence)
        if number:
            text = put_in_front(number, text)
        look = sentence.look
        style = self.reading.style(
            look.outline_level if sentence.outline is None else sentence.outline,
            look.name,
            look.centred if sentence.align is None else sentence.align == "center",
            sentence.bold and sentence.worded,
        )
        self.reading.sheet.add(text, self.print_place(), number, style, self.cell)
        if sentence.anchors:
            anchors.lay_anchors(self, sentence.anchors)

    def _number(self, sentence: Sentence) -> str:
        """Count this paragraph where it belongs to a list."""
        look = sentence.look
        num_id = look.num_id if sentence.num_id is None else sentence.num_id
        if num_id is None or num_id == "0":
            return ""
        styles = look.chain if sentence.num_id is None and sentence.level is None else ()
        level = (look.level or 0) if sentence.level is None else sentence.level
        return self.reading.counters(self.kind).advance(num_id, level, styles)

    def _table(self, element: etree._Element) -> None:
        self._flush()
        tables.read_table(self, element)
        self._after_table = True

    def _flush(self) -> None:
        """The end, a table or a chunk ends a paragraph whose mark does not."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            if waiting.text() or waiting.anchors:
                self._lay(waiting)

    def _loose(self, element: etree._Element) -> None:
        """A run or formula without paragraph around it."""
        if element.tag == W + "r":
            self.reading.tally.note("unknown-element", f"段落外的 {print_name(element)}")
        wrapper = etree.Element(_P)
        wrapper.append(element)
        self._paragraph(wrapper)

    def print_place(self) -> str:
        """Where the walk stands."""
        if self.cell is not None and self.kind == "body":
            return self.place if self._count <= 1 else f"{self.place}/p[{self._count}]"
        return f"{self.place}/p[{self._count}]"


def put_in_front(number: str, text: str) -> str:
    """A number as if typed: nothing between it and the words, but where two figures would run together."""
    last, first = number[-1], text[:1]
    if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
        return f"{number} {text}"
    return number + text
