"""A Word package -> its Blocks and findings: the main part, then what stands round it."""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse
from feedbackparse.intake.relations import find_part, read_relations
from feedbackparse.intake.sheet import Sheet
from feedbackparse.intake.word.furniture import report_furniture
from feedbackparse.intake.word.reading import Reading
from feedbackparse.intake.word.story import Story
from feedbackparse.intake.word.tally import Tally
from feedbackparse.model import Block, Finding

_OUTSIDE = frozenset({"attachedTemplate", "subDocument", "frame", "oleObject", "aFChunk", "image", "mailMergeSource"})
"""Relationships that load something when the file is opened; a hyperlink does not."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was read from one Word package."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


def find_main_part(package: Package) -> str | None:
    """The part that the package calls its document."""
    for relation in read_relations(package, "").values():
        if relation.kind == "officeDocument":
            found = find_part(package, relation)
            if found is not None:
                return found
    return package.find("word/document.xml")


def read_word(package: Package, part: str) -> Words:
    """The canonical text of a Word document.

    Shape: one Block per line a reader sees, in reading order; one Finding per code.
    Raises: Refusal where a part that the text needs is damaged or hostile.
    """
    sheet = Sheet(package.place, package.limits.lines)
    tally = Tally(sheet)
    reading = Reading(package, part, sheet, tally)
    bodies = reading.bodies()
    if not bodies:
        raise refuse("missing-part", package.place)
    for body in bodies:
        Story(reading, "body").read(body)
    reading.report_formats()
    report_furniture(reading)
    _report_package(reading)
    return Words(tuple(sheet.blocks), tally.find())


def _report_package(reading: Reading) -> None:
    """Report macros, and what would be loaded from outside."""
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in reading.package):
        reading.tally.note("macro", "宏工程", place="")
    for relation in reading.relations.values():
        if relation.outside and relation.kind in _OUTSIDE:
            reading.tally.note("outside-reference", relation.kind, place="")
