"""The report as Word files: plain, one run a paragraph, and rich, as Word itself writes one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.document import Line, write_report

COPIES = {80: 12, 1600: 2}
"""Paragraphs of a report, and of the longest that an office sends -> how many of them, each of other words."""
_CLAUSES = re.compile(r"(?:[^，；。]+[，；。]+){1,3}|[^，；。]+")
"""A run holds up to three clauses: four runs in a long paragraph."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LIST = "77"
"""Id of the list that counts parts, aspects and issues."""
_LOOKS = (
    '<w:rFonts w:ascii="FangSong" w:eastAsia="仿宋" w:hAnsi="FangSong" w:cs="Times New Roman" w:hint="eastAsia"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/>',
    '<w:rFonts w:ascii="FangSong" w:eastAsia="仿宋" w:hAnsi="FangSong"/><w:b/><w:bCs/><w:color w:val="000000"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports of one size and form, of different words: a reader that remembers paragraphs gains nothing."""

    size: int
    form: str
    paths: tuple[Path, ...]
    text: str
    """What stands in the first, automatic numbers too."""

    @property
    def name(self) -> str:
        return f"{self.size:,} {self.form}"


def write_batches(folder: Path) -> list[Batch]:
    """Shape: one batch a form and size, the plain ones first."""
    forms: tuple[tuple[str, Callable[[Line], str]], ...] = (("plain", print_plain), ("rich", _print_rich))
    return [_write_batch(folder, size, form, printer) for form, printer in forms for size in COPIES]


def _write_batch(folder: Path, size: int, form: str, printer: Callable[[Line], str]) -> Batch:
    reports = [write_report(size, seed) for seed in range(COPIES[size])]
    paths = tuple(folder / f"{form}-{size}-{seed}.docx" for seed in range(len(reports)))
    for path, report in zip(paths, reports, strict=True):
        write_word(path, [printer(line) for line in report])
    return Batch(size, form, paths, "\n".join(line.text for line in reports[0]))


def write_word(path: Path, paragraphs: Sequence[str]) -> None:
    import docx

    document = docx.Document()
    _append(document.element.body, paragraphs)
    _add_list(document.part.numbering_part.element)
    document.save(str(path))


def _append(body: object, paragraphs: Sequence[str]) -> None:
    """Put the paragraphs before the section's properties, which stand last."""
    from docx.oxml import parse_xml

    made = parse_xml(f"<w:body {_W}>{''.join(paragraphs)}</w:body>")
    body[-1:-1] = list(made)  # type: ignore[index]


def print_plain(line: Line) -> str:
    return f"<w:p><w:r><w:t>{escape(line.text)}</w:t></w:r></w:p>"


def _print_rich(line: Line) -> str:
    """Headings by style, numbers by Word, several runs, each with its font."""
    runs = "".join(
        f"<w:r><w:rPr>{_LOOKS[at % 2]}</w:rPr><w:t>{escape(piece)}</w:t></w:r>"
        for at, piece in enumerate(_CLAUSES.findall(line.words))
    )
    layout = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    if line.level is not None:
        style = f'<w:pStyle w:val="Heading{line.level + 1}"/>' if line.level < 2 else ""
        number = f'<w:numPr><w:ilvl w:val="{line.level}"/><w:numId w:val="{_LIST}"/></w:numPr>'
        layout = style + number + layout
    return f"<w:p><w:pPr>{layout}</w:pPr>{runs}</w:p>"


def _add_list(numbering: object) -> None:
    """一、 （一） 1. as one list of three levels."""
    from docx.oxml import parse_xml

    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(
            (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
        )
    )
    abstract = f'<w:abstractNum {_W} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))  # type: ignore[attr-defined]
    number = f'<w:num {_W} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'
    numbering.append(parse_xml(number))  # type: ignore[attr-defined]
