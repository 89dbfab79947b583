"""What a run's properties and white space make of its text: hidden, bold, symbol font, trimmed ends.

Source: ECMA-376 part 1 §17.3.2 (run properties), §17.7.3 (toggle properties), XML 1.0 §2.10 (xml:space).
"""

from __future__ import annotations

import re

from lxml import etree

from feedbackparse.intake.word.names import VAL, W, is_on
from feedbackparse.intake.word.sentence import Sentence
from feedbackparse.intake.word.styles import Styles
from feedbackparse.intake.word.symbols import is_symbol_font
from feedbackparse.intake.word.tally import Tally

_B, _VANISH, _RSTYLE, _CHANGE = W + "b", W + "vanish", W + "rStyle", W + "rPrChange"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE_END = re.compile(r"[\n\r]+")


def read_look(properties: etree._Element, sentence: Sentence, styles: Styles, tally: Tally) -> tuple[bool, bool]:
    """Whether a run is hidden and whether it is bold; a style turns over what its paragraph's style says."""
    hidden, bold = sentence.hidden, sentence.bold_base
    own_hidden: bool | None = None
    own_bold: bool | None = None
    for child in properties:
        tag = child.tag
        if tag == _B:
            own_bold = is_on(child)
        elif tag == _VANISH:
            own_hidden = is_on(child)
        elif tag == _RSTYLE:
            look = styles.find(child.get(VAL, ""))
            hidden, bold = hidden ^ bool(look.hidden), bold ^ bool(look.bold)
        elif tag == _CHANGE:
            tally.note("tracked-changes", "格式修订")
    return hidden if own_hidden is None else own_hidden, bold if own_bold is None else own_bold


def find_symbol_font(text: etree._Element) -> str:
    """The symbol font in which a text is typed, or nothing."""
    fonts = text.find(f"../{W}rPr/{W}rFonts")
    if fonts is None:
        return ""
    names = (fonts.get(W + name, "") for name in ("ascii", "hAnsi", "eastAsia"))
    return next((name for name in names if is_symbol_font(name)), "")


def trim(element: etree._Element, text: str, *, preserved: bool) -> str:
    """White space as Word shows it: at the ends only where it is preserved, never as a line end."""
    text = flatten(text)
    if preserved or element.get(_SPACE) == "preserve":
        return text
    return text.strip(" \t")


def flatten(text: str) -> str:
    """A text of the markup on one line: line ends in it, with the indent around, are one space."""
    if "\n" not in text and "\r" not in text:
        return text
    lines = _LINE_END.split(text)
    middle = (line.strip(" \t") for line in lines[1:-1])
    return " ".join([lines[0].rstrip(" \t"), *middle, lines[-1].lstrip(" \t")])
