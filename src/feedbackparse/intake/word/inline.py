"""The walk through one paragraph: runs, and all that stands between and around them.

A reader for every element that shows text; what has none is passed over by name (``known``) or reported.
Source: ECMA-376 part 1 §17.3 (runs), §17.5 (smart tags, custom XML), §17.13 (revisions), §17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from feedbackparse.intake.word.drawing import choose_branch, find_anchors
from feedbackparse.intake.word.fields import OpenFields, show_code
from feedbackparse.intake.word.formula import read_formula
from feedbackparse.intake.word.known import ARRIVED, GONE, PASSED_OVER
from feedbackparse.intake.word.looks import find_symbol_font, flatten, read_look, trim
from feedbackparse.intake.word.names import MC, M, W
from feedbackparse.intake.word.sentence import Sentence, read_properties
from feedbackparse.intake.word.symbols import read_symbol

if TYPE_CHECKING:
    from feedbackparse.intake.word.reading import Reading

_T, _R, _RPR, _PPR, _FIELD = W + "t", W + "r", W + "rPr", W + "pPr", W + "fldChar"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_CONSTANTS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}

Reader = Callable[[etree._Element, Sentence], None]


class Inline:
    """Fills Sentences. Holds the fields that are open, as they run on over paragraphs."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tally = reading.tally
        self._styles = reading.styles
        self._has_looks = reading.has_looks
        self._has_symbols = reading.has_symbols
        self.fields = OpenFields()
        """The story's own; a text box or note has others."""
        self._readers: dict[str, Reader] = self._list_readers()

    def _list_readers(self) -> dict[str, Reader]:
        around = "hyperlink smartTag customXml sdt sdtContent dir bdo ruby rubyBase"
        readers: dict[str, Reader] = {W + name: self.content for name in around.split()}
        readers |= dict.fromkeys(_CONSTANTS, self._constant)
        readers |= {W + name: self._drawn for name in ("drawing", "pict", "object")}
        readers |= dict.fromkeys(ARRIVED, self._inserted)
        readers |= dict.fromkeys(GONE, self._removed)
        readers |= {W + name: self._note for name in ("footnoteReference", "endnoteReference")}
        return readers | {
            _R: self._run,
            _T: self._text,
            _PPR: self._properties,
            W + "br": self._break,
            W + "sym": self._symbol,
            W + "fldChar": self._field_char,
            W + "fldSimple": self._simple_field,
            W + "instrText": self._code,
            W + "commentReference": self._comment,
            M + "oMath": self._formula,
            M + "oMathPara": self._formula,
            MC + "AlternateContent": self._alternate,
        }

    def __contains__(self, tag: str) -> bool:
        return tag in self._readers

    def paragraph(self, element: etree._Element, sentence: Sentence) -> None:
        """Read a paragraph."""
        readers, strange = self._readers, self._strange
        for child in element:
            readers.get(child.tag, strange)(child, sentence)

    def content(self, parent: etree._Element, sentence: Sentence) -> None:
        """Read something that stands in a paragraph. Raises: Refusal where it is nested too deeply."""
        self._reading.go_down(parent)
        self.paragraph(parent, sentence)
        self._reading.depth -= 1

    def _run(self, run: etree._Element, sentence: Sentence) -> None:
        """The fast path: most runs hold one ``rPr`` and one ``t``."""
        if sentence.hidden and run.find(_RPR) is None:
            self._hidden_run(run)
            return
        bold = sentence.bold_base
        for child in run:
            tag = child.tag
            if tag == _T:
                self._text(child, sentence)
                if not bold and sentence.bold and sentence.pieces and sentence.pieces[-1].strip():
                    sentence.bold = False
            elif tag == _RPR:
                if not sentence.bold and not self._has_looks:
                    continue
                hidden, bold = read_look(child, sentence, self._styles, self._tally)
                if hidden:
                    self._hidden_run(run)
                    return
            else:
                self._readers.get(tag, self._strange)(child, sentence)

    def _hidden_run(self, run: etree._Element) -> None:
        """Leave out a hidden run; the fields that begin or end in it still do."""
        if any((text.text or "").strip() for text in run.iterchildren(_T)):
            self._tally.note("hidden-text", "隐藏文字")
        for child in run.iterchildren(_FIELD):
            self.fields.take(child)

    def _text(self, element: etree._Element, sentence: Sentence) -> None:
        text = element.text
        if not text or self.fields.in_code:
            return
        if text[0] <= " " or text[-1] <= " " or "\n" in text or "\r" in text:
            text = trim(element, text, preserved=self._reading.preserves_space)
        if self._has_symbols and _PRIVATE.search(text):
            font = find_symbol_font(element)
            text = _PRIVATE.sub(lambda match: self._show_symbol(font, ord(match[0])), text)
        sentence.pieces.append(text)
        sentence.worded = True

    def _show_symbol(self, font: str, code: int) -> str:
        shown = read_symbol(font, code)
        if shown is None:
            self._tally.note("unknown-element", f"符号 {font or '?'} {code:04X}")
            return chr(code) if 0xE000 <= code <= 0xF8FF else "\ufffd"
        return shown

    def _symbol(self, element: etree._Element, sentence: Sentence) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            code = 0
        self._put(self._show_symbol(element.get(W + "font", ""), code), sentence)

    def _put(self, text: str, sentence: Sentence) -> None:
        if not self.fields.in_code:
            sentence.pieces.append(text)

    def _constant(self, element: etree._Element, sentence: Sentence) -> None:
        self._put(_CONSTANTS[element.tag], sentence)

    def _break(self, element: etree._Element, sentence: Sentence) -> None:
        self._put("\f" if element.get(W + "type") in ("page", "column") else "\n", sentence)

    def _properties(self, element: etree._Element, sentence: Sentence) -> None:
        read_properties(element, sentence, self._styles, self._tally)

    def _inserted(self, element: etree._Element, sentence: Sentence) -> None:
        self._tally.note("tracked-changes", "移入" if element.tag.endswith("moveTo") else "插入")
        self.content(element, sentence)

    def _removed(self, element: etree._Element, sentence: Sentence) -> None:
        self._tally.note("tracked-changes", "移走" if element.tag.endswith("moveFrom") else "删除")

    def _comment(self, element: etree._Element, sentence: Sentence) -> None:
        self._tally.note("comments", "批注")

    def _field_char(self, element: etree._Element, sentence: Sentence) -> None:
        if self._reading.fields_broken:
            return
        if element.get(W + "fldCharType") == "begin":
            self._tally.note("left-out", "域代码")
        self._put(self.fields.take(element), sentence)

    def _code(self, element: etree._Element, sentence: Sentence) -> None:
        self.fields.take_code(element.text or "")

    def _simple_field(self, element: etree._Element, sentence: Sentence) -> None:
        self._tally.note("left-out", "域代码")
        before = len(sentence.pieces)
        self.content(element, sentence)
        if len(sentence.pieces) == before:
            self._put(show_code(element.get(W + "instr", "")), sentence)

    def _formula(self, element: etree._Element, sentence: Sentence) -> None:
        self._put(flatten(read_formula(element)), sentence)

    def _note(self, element: etree._Element, sentence: Sentence) -> None:
        """Keep the note for later; a mark of one's own behind its reference is no text."""
        if self.fields.in_code:
            return
        sentence.anchors = [*sentence.anchors, element]
        if element.get(W + "customMarkFollows", "0") in ("1", "true", "on"):
            for mark in element.itersiblings(_T, W + "sym"):
                mark.tag = W + "footnoteRef"

    def _drawn(self, element: etree._Element, sentence: Sentence) -> None:
        if not self.fields.in_code:
            if element.tag == W + "object":
                self._tally.note("pictures", "嵌入对象")
            sentence.anchors = [*sentence.anchors, *find_anchors(element, self._tally)]

    def _alternate(self, element: etree._Element, sentence: Sentence) -> None:
        branch = choose_branch(element)
        if branch is not None:
            self.content(branch, sentence)

    def _strange(self, element: etree._Element, sentence: Sentence) -> None:
        """Report an element that has no reader; its content is read unless it may be ignored."""
        if element.tag not in PASSED_OVER and self._reading.report_strange(element):
            self.content(element, sentence)
