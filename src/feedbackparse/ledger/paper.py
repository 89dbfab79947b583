"""A sheet of official paper: fonts, sizes, margins and page numbers of GB/T 9704, set with python-docx."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from feedbackparse.ledger.package import put_whole

BODY, HEAD, SUBHEAD, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
SIZE_2, SIZE_3, SIZE_4 = 22, 16, 14
"""二号, 三号, 四号 in points."""
LINE = 29
"""Points a line: 22 lines fill the type area of 225 mm."""


class Paper:
    """A Word document in the official form."""

    def __init__(self) -> None:
        import docx
        from docx.shared import Mm, Pt

        self._document: Any = docx.Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28)
        style = self._document.styles["Normal"]
        style.font.size = Pt(SIZE_3)
        set_font(style.element.get_or_add_rPr(), BODY)
        self._document.settings.odd_and_even_pages_header_footer = True
        self._number(section.footer, "right")
        self._number(section.even_page_footer, "left")
        properties = self._document.core_properties
        properties.author, properties.title = "feedbackparse", "督办函"
        properties.created = properties.modified = datetime(2000, 1, 1)

    def add_title(self, words: str) -> None:
        paragraph = self._add(words, TITLE, SIZE_2, "center", indent=False)
        from docx.shared import Pt

        paragraph.paragraph_format.line_spacing = Pt(36)
        paragraph.paragraph_format.space_before = Pt(LINE)
        paragraph.paragraph_format.space_after = Pt(LINE)

    def add_addressee(self, words: str) -> None:
        self._add(words, BODY, indent=False)

    def add_text(self, words: str) -> None:
        self._add(words, BODY)

    def add_heading(self, words: str) -> None:
        self._add(words, HEAD).paragraph_format.keep_with_next = True

    def add_subheading(self, words: str, body: str = "") -> None:
        """A heading of the second level; ``body`` runs on in the type of the text."""
        paragraph = self._add(words, SUBHEAD if not body else BODY)
        if body:
            self._run(paragraph, body, BODY, SIZE_3)
        else:
            paragraph.paragraph_format.keep_with_next = True

    def add_signature(self, sender: str, day: str) -> None:
        """Sender above the date, each centred on the other; the longer one two to four characters from the edge.

        The last paragraph goes with them: a page may not hold a signature alone (7.3.5.4).
        """
        from docx.shared import Pt

        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._add("", BODY).paragraph_format.keep_with_next = True
        wide = [sum(1.0 if c > "\xff" else 0.5 for c in words) for words in (sender, day)]
        least = 4.0 if wide[1] >= wide[0] else 2.0
        for words, width in zip((sender, day), wide, strict=True):
            paragraph = self._add(words, BODY, align="right", indent=False)
            paragraph.paragraph_format.right_indent = Pt(SIZE_3 * (least + (max(wide) - width) / 2))
            paragraph.paragraph_format.keep_with_next = words is sender

    def break_page(self) -> None:
        self._document.add_page_break()

    def save(self, path: Path) -> None:
        """Raises: OutputProblem."""
        buffer = BytesIO()
        self._document.save(buffer)
        buffer.seek(0)
        put_whole(path, lambda target: shutil.copyfileobj(buffer, target))

    def _add(self, words: str, font: str, size: int = SIZE_3, align: str = "justify", indent: bool = True) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
        form.space_before = form.space_after = Pt(0)
        if indent:
            form.first_line_indent = Pt(size * 2)
        self._run(paragraph, words, font, size)
        return paragraph

    def _run(self, paragraph: Any, words: str, font: str, size: int) -> None:
        from docx.shared import Pt

        run = paragraph.add_run(visible(words))
        run.font.size = Pt(size)
        set_font(run._element.get_or_add_rPr(), font)

    def _number(self, footer: Any, side: str) -> None:
        """— 1 —, one character in from the outer edge."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, side.upper())
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(SIZE_4)
        self._run(paragraph, "— ", "宋体", SIZE_4)
        add_field(paragraph, "PAGE", SIZE_4)
        self._run(paragraph, " —", "宋体", SIZE_4)


def set_font(properties: Any, font: str) -> None:
    """A typeface for all scripts: Chinese and Latin letters."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for script in ("w:eastAsia", "w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), font)


def add_field(paragraph: Any, code: str, size: int) -> None:
    """A field that Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for kind, words in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        set_font(run._element.get_or_add_rPr(), "宋体")
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._element.append(element)


def visible(text: str) -> str:
    """Text without what XML cannot carry."""
    return "".join(c if c >= " " or c in "\t\n" else "" for c in text)


def say_date(day: date) -> str:
    """2025年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
