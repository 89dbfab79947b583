"""A zip of documents -> its members, with names as Chinese Windows tools wrote them.

Source: APPNOTE of the zip format, 4.4.4 bit 11 (names in UTF-8; else in the writer's code page).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.intake.limits import DEFAULT, Limits
from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse

_UTF8 = 0x800
_JUNK = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_WANTED = tuple(".docx .docm .dotx .doc .wps .rtf .odt .html .htm .mht .mhtml .txt .xlsx .xlsm .xls .et .zip".split())


@dataclass(frozen=True, slots=True)
class Member:
    """One document in an archive."""

    name: str
    """With its folders, in Unicode."""
    data: bytes


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is no document: lock files, thumbnails, folders of the system."""
    folders, _, last = name.replace("\\", "/").rpartition("/")
    folded = last.lower()
    return folded.startswith(("~$", ".~", "._")) or folded in _JUNK or not folded or "__MACOSX" in folders.split("/")


def read_members(data: bytes, place: str, limits: Limits = DEFAULT) -> Iterator[Member]:
    """The documents of an archive, one at a time, in the order of its directory.

    Raises: Refusal where the archive is damaged, encrypted or too large, or holds no document.
    """
    package = Package(data, place, limits)
    for name, shown in name_members(package):
        yield Member(shown, package.read(name))


def list_members(data: bytes, place: str, limits: Limits = DEFAULT) -> list[tuple[str, str]]:
    """Entry and readable name of each document of an archive. Raises: Refusal, as ``read_members``."""
    return name_members(Package(data, place, limits))


def read_member(data: bytes, place: str, entry: str, limits: Limits = DEFAULT) -> bytes:
    """One document of an archive. Raises: Refusal."""
    return Package(data, place, limits).read(entry)


def name_members(package: Package) -> list[tuple[str, str]]:
    named = [(name, decode_name(info)) for name, info in package.infos()]
    wanted = [(name, shown) for name, shown in named if not is_passed_over(shown) and shown.lower().endswith(_WANTED)]
    limits = package.limits
    if not wanted:
        raise refuse("archive-without-document", package.place)
    if len(wanted) > limits.members:
        raise refuse("too-many-entries", package.place, size=len(wanted), limit=limits.members)
    return wanted


def decode_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry: UTF-8 where it says so, else UTF-8 or GB18030 by what it is."""
    name = info.filename.replace("\\", "/").lstrip("/")
    if info.flag_bits & _UTF8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def is_archive(data: bytes) -> bool:
    """Whether these bytes are a zip that is no package of an office program."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # damaged: the reader will say how
        return False
    return not names & {"[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml"}
