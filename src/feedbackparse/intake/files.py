"""One file -> its Intake: read this first.

    bytes ──sniff──▶ text · web page · package (Word, workbook, archive) · old format ──▶ Blocks, findings

Old formats go through a converter, all of one call together; the rest is read in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedbackparse.codes import finding
from feedbackparse.errors import Refusal
from feedbackparse.intake import legacy
from feedbackparse.intake.limits import DEFAULT, Limits
from feedbackparse.intake.package import Package
from feedbackparse.intake.plain import read_plain
from feedbackparse.intake.refusals import print_size, refuse
from feedbackparse.intake.sniff import sniff_format
from feedbackparse.model import Block, Finding, Source
from feedbackparse.paths import extend, show_name

_WORD, _BOOK = "word/document.xml", "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read from one file: its Blocks in reading order and what intake was not sure of."""

    source: Source
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


def read_file(file: Path, *, encoding: str | None = None, limits: Limits = DEFAULT) -> Intake:
    """Read one file, whatever its name says. Raises: Refusal."""
    return read_data(load_file(file, limits), show_name(file.name), encoding=encoding, limits=limits)


def load_file(file: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file. Raises: Refusal where it cannot be opened or is too large."""
    name = show_name(file.name)
    try:
        size = extend(file).stat().st_size
        if size > limits.file:
            raise refuse("file-too-large", name, size=print_size(size), limit=print_size(limits.file))
        return extend(file).read_bytes()
    except OSError as error:
        raise refuse("unreadable-file", name, detail=error.strerror or type(error).__name__) from error


def read_files(
    files: Sequence[Path], *, encoding: str | None = None, limits: Limits = DEFAULT
) -> list[Intake | Refusal]:
    """Read many files; those in old formats are converted by one call.

    Shape: one Intake or Refusal a file, in their order.
    """
    results: list[Intake | Refusal] = []
    old: list[tuple[int, legacy.Old]] = []
    for at, file in enumerate(files):
        name = show_name(file.name)
        try:
            data = load_file(file, limits)
            kind = sniff_kind(data, name, limits)
            if kind in legacy.NAMES:
                old.append((at, legacy.Old(name, kind, data)))
                results.append(legacy.say_unconverted(old[-1][1]))
            else:
                results.append(read_data(data, name, encoding=encoding, limits=limits))
        except Refusal as refusal:
            results.append(refusal)
    for (at, file_data), converted in zip(old, legacy.convert([item for _, item in old], limits), strict=True):
        try:
            results[at] = _read_converted(file_data, converted, limits)
        except Refusal as refusal:
            results[at] = refusal
    return results


def read_data(data: bytes, name: str, *, encoding: str | None = None, limits: Limits = DEFAULT) -> Intake:
    """Read the bytes of one file; ``name`` is only for messages. Raises: Refusal."""
    kind: str = sniff_format(data, name)
    package = Package(data, name, limits) if kind == "zip" else None
    if package is not None:
        kind = sniff_package(package)
        if kind in ("docx", "xlsx"):
            return _read_package(data, package)
    if kind in legacy.NAMES:
        old = legacy.Old(name, kind, data)
        return _read_converted(old, legacy.convert([old], limits)[0], limits)
    if kind in ("txt", "html", "mht"):
        return _read_text(data, name, kind, encoding, limits)
    return _read_archive(data, name, encoding, limits)


def sniff_kind(data: bytes, name: str, limits: Limits = DEFAULT) -> str:
    """The format of these bytes, of zip files also what they hold. Raises: Refusal."""
    kind = sniff_format(data, name)
    return kind if kind != "zip" else sniff_package(Package(data, name, limits))


def sniff_package(package: Package) -> str:
    """What a zip file holds. Raises: Refusal where it is a format that is not read."""
    name = package.place
    if package.find("OFD.xml"):
        raise refuse("unread-format", name, detail="OFD 文件", remedy="请索取 Word 原件，或转换为 .docx 并校对后再转换")
    if package.find("ppt/presentation.xml"):
        raise refuse("unread-format", name, detail="PowerPoint 演示文稿", remedy="请把文字另存为 .docx")
    if package.find("content.xml") and package.find("mimetype"):
        return "odt"
    if package.find(_BOOK):
        return "xlsx"
    if package.find("[Content_Types].xml") or package.find(_WORD):
        return "docx"
    return "archive"


def _read_package(data: bytes, package: Package) -> Intake:
    """A Word document or a workbook."""
    from feedbackparse.intake.word import find_main_part, read_word

    part = find_main_part(package)
    if part is not None and not part.startswith("xl/"):
        words, kind = read_word(package, part), "docx"
    elif package.find(_BOOK):
        from feedbackparse.intake.workbook import read_workbook

        words, kind = read_workbook(data, package), "xlsx"
    else:
        raise refuse("missing-part", package.place)
    return Intake(_describe(data, package.place, kind), words.blocks, words.findings)


def _read_converted(old: legacy.Old, converted: legacy.Converted | Refusal, limits: Limits) -> Intake:
    """What came out of a converter, under the name and hash of the file that went in."""
    if isinstance(converted, Refusal):
        raise converted
    if converted.blocks is not None:
        taken = Intake(_describe(old.data, old.name, old.kind), converted.blocks)
    else:
        read = _read_package(converted.data, Package(converted.data, old.name, limits))
        taken = replace(read, source=_describe(old.data, old.name, old.kind))
    doubt = converted.doubt
    if not any(block.text for block in taken.blocks):
        doubt = doubt or "转换结果没有文字"
    found = (finding("degraded-conversion", doubt),) if doubt else ()
    return replace(taken, findings=taken.findings + found)


def _read_archive(data: bytes, name: str, encoding: str | None, limits: Limits) -> Intake:
    """The one document of an archive; several are for a folder."""
    from feedbackparse.intake.archive import read_members

    members = list(read_members(data, name, limits))
    if len(members) > 1:
        raise refuse("archive-of-many", name, size=len(members))
    member = members[0]
    if sniff_kind(member.data, name, limits) == "archive":
        raise refuse("archive-in-archive", name)
    return read_data(member.data, f"{name}/{member.name}", encoding=encoding, limits=limits)


def _read_text(data: bytes, name: str, kind: str, encoding: str | None, limits: Limits) -> Intake:
    if len(data) > limits.text:
        raise refuse("file-too-large", name, size=print_size(len(data)), limit=print_size(limits.text))
    if kind == "txt":
        found, blocks, findings = read_plain(data, name, encoding, limits.lines)
        return Intake(_describe(data, name, kind, found), blocks, findings)
    from feedbackparse.intake.sheet import Sheet
    from feedbackparse.intake.web import lay_page, unwrap_mail

    sheet = Sheet(name, limits.lines)
    page, named = unwrap_mail(data) if kind == "mht" else (data, None)
    decoded = lay_page(page, name, sheet, encoding=encoding or named)
    doubts = (finding("doubtful-encoding", decoded.doubt),) if decoded.doubt else ()
    return Intake(_describe(data, name, kind, decoded.encoding), tuple(sheet.blocks), doubts)


def _describe(data: bytes, name: str, kind: str, encoding: str | None = None) -> Source:
    return Source(name, hashlib.sha256(data).hexdigest(), kind, encoding)
