"""What is anchored in a paragraph, laid down behind it: text boxes, WordArt, diagrams, notes.

Source: outline.md, Word (text boxes after the paragraph that anchors them, notes after their paragraph).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from feedbackparse.intake.relations import find_part
from feedbackparse.intake.word import drawing
from feedbackparse.intake.word.fields import OpenFields
from feedbackparse.intake.word.names import DIAGRAM, ID, A, R, W
from feedbackparse.intake.word.reading import Reading

if TYPE_CHECKING:
    from feedbackparse.intake.word.story import Story

_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


def lay_anchors(story: Story, anchors: list[etree._Element]) -> None:
    """Lay down what is anchored, in order: drawings where they stand, notes where they are cited."""
    for anchor in anchors:
        tag = anchor.tag
        if tag == drawing.BOX:
            story.reading.boxes += 1
            _read_apart(story, anchor, f"textbox[{story.reading.boxes}]", "textbox")
        elif tag == drawing.ART:
            words = drawing.read_art(anchor)
            if words:
                story.reading.sheet.add(words, f"{story.place}/wordart", cell=story.cell)
        elif tag == drawing.PLAN:
            _lay_diagram(story, anchor)
        elif tag == drawing.BODY:
            _lay_words(story, anchor, "drawing")
        else:
            _lay_note(story, _NOTES[tag], anchor.get(ID, ""))


def _read_apart(story: Story, element: etree._Element, place: str, kind: str) -> None:
    """Read a story of its own: its fields and numbers are not those of the text around it."""
    inline = story.reading.inline
    kept, inline.fields = inline.fields, OpenFields()
    type(story)(story.reading, place, kind, story.cell).read(element)
    inline.fields = kept


def _lay_note(story: Story, kind: str, note_id: str) -> None:
    reading = story.reading
    note = reading.find_note(kind, note_id)
    if note is None or (kind, note_id) in reading.seen_notes:
        return
    reading.seen_notes.add((kind, note_id))
    first = next((text for text in note.iter(W + "t") if (text.text or "").strip()), None)
    if first is not None:
        first.text = (first.text or "").lstrip()
    elif next(note.iter(W + "tbl", W + "drawing", W + "sym", R + "id"), None) is None:
        return
    for text in note.iter(W + "t"):
        if text is first:
            break
        text.text = ""
    _read_apart(story, note, f"{kind}[{note_id[:12]}]", kind)


def _lay_diagram(story: Story, anchor: etree._Element) -> None:
    """The words of a diagram (SmartArt), a line a shape."""
    reading: Reading = story.reading
    relation = reading.relations.get(anchor.get(R + "dm", ""))
    part = find_part(reading.package, relation) if relation is not None else None
    if part is None:
        reading.tally.note("pictures", "图示")
        return
    for number, point in enumerate(reading.parse(part).root.iter(DIAGRAM + "pt"), 1):
        _lay_words(story, point, f"diagram/point[{number}]")


def _lay_words(story: Story, element: etree._Element, place: str) -> None:
    """The words of a shape, on one line."""
    lines = ["".join(text.text or "" for text in line.iter(A + "t")) for line in element.iter(A + "p")]
    words = " ".join(" ".join(line.split()) for line in lines if line.strip())
    if words:
        story.reading.sheet.add(words, place, cell=story.cell)
