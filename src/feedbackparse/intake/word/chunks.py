"""Embedded chunks (altChunk): a document within the document, read in its place.

Source: ECMA-376 part 1 §17.17.2 (external content import).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from feedbackparse.errors import Refusal
from feedbackparse.intake.encoding import decode_text
from feedbackparse.intake.package import Package
from feedbackparse.intake.relations import find_part
from feedbackparse.intake.sniff import sniff_format
from feedbackparse.intake.web import lay_page, unwrap_mail
from feedbackparse.intake.word.names import R

if TYPE_CHECKING:
    from feedbackparse.intake.word.story import Story


def read_chunk(story: Story, element: etree._Element) -> None:
    """Lay down the text of a chunk; one that cannot be read is reported.

    Raises: Refusal where chunks are nested too deeply.
    """
    reading = story.reading
    reading.chunks += 1
    place = f"altChunk[{reading.chunks}]"
    relation = reading.relations.get(element.get(R + "id", ""))
    part = find_part(reading.package, relation) if relation is not None else None
    reading.go_down(element)
    try:
        if part is None:
            reading.tally.note("unknown-element", "altChunk 指向的内容缺失")
        else:
            _lay_part(story, reading.package.read(part), place)
    except Refusal as refusal:
        if refusal.code in ("too-deep", "inflation-bomb", "part-too-large", "dtd"):
            raise
        reading.tally.note("unknown-element", f"altChunk（{refusal.message}）")
    reading.depth -= 1


def _lay_part(story: Story, data: bytes, place: str) -> None:
    reading = story.reading
    kind = sniff_format(data, reading.package.place)
    if kind == "zip":
        _lay_document(story, data)
    elif kind in ("html", "mht"):
        page = unwrap_mail(data) if kind == "mht" else (data, None)
        lay_page(page[0], reading.package.place, reading.sheet, f"{place}/", page[1])
    elif kind == "txt":
        text = decode_text(data, reading.package.place).text.replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
            reading.sheet.add(line, f"{place}/line[{number}]", cell=story.cell)
    else:
        reading.tally.note("unknown-element", f"altChunk（{kind} 格式）")


def _lay_document(story: Story, data: bytes) -> None:
    """A whole Word document in its place, with its own styles and lists."""
    from feedbackparse.intake.word.document import find_main_part
    from feedbackparse.intake.word.reading import Reading

    outer = story.reading
    package = Package(data, outer.package.place, outer.package.limits)
    part = find_main_part(package)
    if part is None:
        outer.tally.note("unknown-element", "altChunk（不是 Word 文档）")
        return
    inner = Reading(package, part, outer.sheet, outer.tally)
    inner.depth, inner.tables, inner.boxes = outer.depth, outer.tables, outer.boxes
    inner.chunks = outer.chunks
    for body in inner.bodies():
        type(story)(inner, f"altChunk[{outer.chunks}]/body", cell=story.cell).read(body)
    outer.tables, outer.boxes, outer.chunks = inner.tables, inner.boxes, inner.chunks
