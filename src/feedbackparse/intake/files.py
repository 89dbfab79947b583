"""One file -> its Intake: read this first.

    bytes ──sniff──▶ text · web page · package (Word, workbook, archive) · old format ──▶ Blocks, findings
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.codes import finding
from feedbackparse.intake.limits import DEFAULT, Limits
from feedbackparse.intake.package import Package
from feedbackparse.intake.plain import read_plain
from feedbackparse.intake.refusals import print_size, refuse
from feedbackparse.intake.sniff import sniff_format
from feedbackparse.model import Block, Finding, Source

_OLD = {"doc": "旧版 Word 文件（.doc 或 .wps）", "rtf": "RTF 文件", "odt": "ODT 文件", "wordml": "Word XML 文件", "xls": "旧版 Excel 文件（.xls 或 .et）"}


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read from one file: its Blocks in reading order and what intake was not sure of."""

    source: Source
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


def read_file(file: Path, *, encoding: str | None = None, limits: Limits = DEFAULT) -> Intake:
    """Read one file, whatever its name says. Raises: Refusal."""
    try:
        size = file.stat().st_size
        if size > limits.file:
            raise refuse("file-too-large", file.name, size=print_size(size), limit=print_size(limits.file))
        data = file.read_bytes()
    except OSError as error:
        raise refuse("unreadable-file", file.name, detail=error.strerror or type(error).__name__) from error
    return read_data(data, file.name, encoding=encoding, limits=limits)


def read_data(data: bytes, name: str, *, encoding: str | None = None, limits: Limits = DEFAULT) -> Intake:
    """Read the bytes of one file; ``name`` is only for messages. Raises: Refusal."""
    kind = sniff_format(data, name)
    if kind == "zip":
        return _read_zip(data, name, limits)
    if kind in ("txt", "html", "mht"):
        return _read_text(data, name, kind, encoding, limits)
    raise refuse("no-converter", name, detail=_OLD[kind])


def _read_zip(data: bytes, name: str, limits: Limits) -> Intake:
    """A package is what its main part is."""
    from feedbackparse.intake.word import find_main_part, read_word

    package = Package(data, name, limits)
    _refuse_other_packages(package)
    part = find_main_part(package)
    if part is None:
        raise refuse("missing-part", name)
    words = read_word(package, part)
    return Intake(_describe(data, name, "docx"), words.blocks, words.findings)


def _refuse_other_packages(package: Package) -> None:
    if package.find("OFD.xml"):
        raise refuse("unread-format", package.place, detail="OFD 文件", remedy="请索取 Word 原件，或转换为 .docx 并校对后再转换")
    if package.find("ppt/presentation.xml"):
        raise refuse("unread-format", package.place, detail="PowerPoint 演示文稿", remedy="请把文字另存为 .docx")
    if package.find("xl/workbook.xml"):
        raise refuse("unread-format", package.place, detail="Excel 工作簿", remedy="请把表格另存为 .docx")
    if package.find("content.xml") and package.find("mimetype"):
        raise refuse("no-converter", package.place, detail=_OLD["odt"])


def _read_text(data: bytes, name: str, kind: str, encoding: str | None, limits: Limits) -> Intake:
    if len(data) > limits.text:
        raise refuse("file-too-large", name, size=print_size(len(data)), limit=print_size(limits.text))
    if kind == "txt":
        found, blocks, findings = read_plain(data, name, encoding)
        return Intake(_describe(data, name, kind, found), blocks, findings)
    from feedbackparse.intake.web import lay_page, unwrap_mail
    from feedbackparse.intake.word.sheet import Sheet

    sheet = Sheet()
    page, named = unwrap_mail(data) if kind == "mht" else (data, None)
    decoded = lay_page(page, name, sheet, encoding=encoding or named)
    doubts = (finding("doubtful-encoding", decoded.doubt),) if decoded.doubt else ()
    return Intake(_describe(data, name, kind, decoded.encoding), tuple(sheet.blocks), doubts)


def _describe(data: bytes, name: str, kind: str, encoding: str | None = None) -> Source:
    return Source(name, hashlib.sha256(data).hexdigest(), kind, encoding)
