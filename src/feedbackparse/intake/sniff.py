"""What a file is, by its content and never by its name.

Source: the signatures that each format's own specification names.
"""

from __future__ import annotations

import re
from typing import Literal

from feedbackparse.intake import compound
from feedbackparse.intake.refusals import refuse

Format = Literal[
    "zip", "doc", "xls", "rtf", "html", "mht", "wordml", "txt"
]  # fmt: skip
"""What intake goes on to read; a zip is looked into by ``package``."""

_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx"
_SCAN = "请用文字识别（OCR）软件转成 Word 文件并校对后再转换"
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF 文件", "请索取 Word 原件，或转换为 .docx 并校对后再转换"),
    (b"\x89PNG\r\n", "PNG 图片", _SCAN),
    (b"\xff\xd8\xff", "JPEG 图片", _SCAN),
    (b"GIF8", "GIF 图片", _SCAN),
    (b"BM", "BMP 图片", _SCAN),
    (b"II*\0", "TIFF 图片", _SCAN),
    (b"MM\0*", "TIFF 图片", _SCAN),
    (b"Rar!\x1a\x07", "RAR 压缩包", "请解压后转换里面的文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请解压后转换里面的文件"),
    (b"\x1f\x8b\x08", "gzip 压缩包", "请解压后转换里面的文件"),
    (b"MZ", "可执行程序", "请确认来源，不要打开"),
    (b"\x7fELF", "可执行程序", "请确认来源，不要打开"),
    (b"SQLite format 3\0", "数据库文件", _RESAVE),
)
_TEXTUAL = {b"BM", b"MZ"}
"""Signatures that a text may begin with, too: they count only where control characters follow."""
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span)\b",
    re.I | re.S,
)
_MAIL = re.compile(rb"\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,20}?MIME-Version:", re.I)
_WORD_XML = re.compile(rb"<(?:\w+:)?(?:wordDocument|package)\b[^>]{0,4000}(?:wordml|xmlPackage)")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff_format(data: bytes, place: str) -> Format:
    """The format of these bytes.

    Raises: Refusal where the file is empty, encrypted, or of a format that is not read.
    """
    if not data:
        raise refuse("empty-file", place)
    head = data[:4096]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "zip"
    if head.startswith(compound.MAGIC):
        return _sniff_compound(data, place)
    _refuse_by_signature(head, place)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return _sniff_markup(head)


def _sniff_markup(head: bytes) -> Format:
    narrow = head.removeprefix(b"\xef\xbb\xbf")
    if narrow[:2] in (b"\xff\xfe", b"\xfe\xff") or narrow[1:2] == b"\0":
        narrow = narrow.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if _WORD_XML.search(narrow):
        return "wordml"
    if _MAIL.match(narrow):
        return "mht"
    return "html" if _PAGE.match(narrow) else "txt"


def _refuse_by_signature(head: bytes, place: str) -> None:
    for signature, name, remedy in _REFUSED:
        if head.startswith(signature) and (signature not in _TEXTUAL or _CONTROLS.search(head[:64])):
            raise refuse("unread-format", place, detail=name, remedy=remedy)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        raise refuse("unread-format", place, detail="WebP 图片", remedy=_SCAN)


def _sniff_compound(data: bytes, place: str) -> Format:
    found = compound.read_compound(data)
    if found is None:
        raise refuse("cut-short", place, detail="OLE 目录读不出来")
    if found.encrypted:
        raise refuse("encrypted-document", place)
    if "WordDocument" in found.names:
        return "doc"
    if found.names & {"Workbook", "Book"}:
        return "xls"
    if "PowerPoint Document" in found.names:
        raise refuse("unread-format", place, detail="PowerPoint 演示文稿", remedy="请把文字另存为 .docx")
    raise refuse("unknown-format", place)
