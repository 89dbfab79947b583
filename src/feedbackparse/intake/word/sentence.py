"""One paragraph while it is being read: its pieces of text, what is anchored in it, its properties.

Source: ECMA-376 part 1 §17.3.1 (paragraph properties), §17.13.5 (revisions of the paragraph mark).
"""

from __future__ import annotations

from lxml import etree

from feedbackparse.intake.word.known import ARRIVED, GONE
from feedbackparse.intake.word.names import VAL, W, is_on, read_number
from feedbackparse.intake.word.styles import Look, Styles, read_num_pr
from feedbackparse.intake.word.tally import Tally

_PSTYLE, _NUMPR, _JC, _OUTLINE, _RPR = (W + name for name in ("pStyle", "numPr", "jc", "outlineLvl", "rPr"))
_VANISH = W + "vanish"
_CHANGE = W + "pPrChange"

STAYS, DELETED, HIDDEN = 0, 1, 2
"""What becomes of the paragraph mark: it ends the line; it is deleted, or hidden, and joins two paragraphs."""


class Sentence:
    """The paragraph that the inline walk fills."""

    anchors: list[etree._Element] = []  # noqa: RUF012 - replaced, never changed
    """Text boxes, notes and diagrams that follow the paragraph."""
    bold = True
    """Whether every run so far is bold."""
    worded = False
    """Whether a run with words was seen."""
    mark = STAYS
    num_id: str | None = None
    level: int | None = None
    align: str | None = None
    outline: int | None = None

    def __init__(self, look: Look, hidden: bool, bold: bool) -> None:
        self.pieces: list[str] = []
        """Text in order; LF is a soft line break, FF a page break."""
        self.look = look
        self.hidden = hidden
        self.bold_base = bold
        """Hidden and bold where a run says nothing of it."""

    def text(self) -> str:
        """The text; a page break at either end is no line break."""
        text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        return text.strip("\f").replace("\f", "\n") if "\f" in text else text


def read_properties(element: etree._Element, sentence: Sentence, styles: Styles, tally: Tally) -> None:
    """Take what a ``pPr`` says."""
    for child in element:
        tag = child.tag
        if tag == _PSTYLE:
            look = sentence.look = styles.find(child.get(VAL, ""))
            sentence.hidden, sentence.bold_base = bool(look.hidden), bool(look.bold)
        elif tag == _JC:
            sentence.align = child.get(VAL)
        elif tag == _RPR:
            _read_mark(child, sentence, tally)
        elif tag == _NUMPR:
            sentence.num_id, sentence.level = read_num_pr(child)
        elif tag == _OUTLINE:
            sentence.outline = read_number(child.get(VAL), 9)
        elif tag == _CHANGE:
            tally.note("tracked-changes", "格式修订")


def _read_mark(element: etree._Element, sentence: Sentence, tally: Tally) -> None:
    """What became of the paragraph mark."""
    for child in element:
        tag = child.tag
        if tag in GONE:
            sentence.mark = DELETED
            tally.note("tracked-changes", "删除段落标记")
        elif tag in ARRIVED:
            tally.note("tracked-changes", "插入段落标记")
        elif tag == _VANISH and sentence.mark == STAYS and is_on(child):
            sentence.mark = HIDDEN
