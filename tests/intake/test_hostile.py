"""Hostile and broken input: a named verdict with a remedy, or a finding, in bounded time and memory."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from feedbackparse.errors import Refusal
from feedbackparse.intake import DEFAULT, REFUSALS, read_data, read_file

from .packages import NAMES, codes_of, docx, lists, num, p, part, read, text_of, zipped

_CHINESE = re.compile("[\u4e00-\u9fff]")


def _refusal(data: bytes, name: str = "报告.docx") -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(data, name)
    assert caught.value.place == name
    assert _CHINESE.search(caught.value.message)
    assert _CHINESE.search(caught.value.remedy)
    assert caught.value.code in REFUSALS
    return caught.value


def _document(content: str, head: str = "") -> bytes:
    return docx("", document=f"{head}<w:document {NAMES}><w:body>{content}</w:body></w:document>")


def _compound(*names: str, flags: int = 0) -> bytes:
    """An OLE file: header, one table sector, one directory sector, one stream sector."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<H", len(name) * 2 + 2)
        + b"\0" * 50
        + struct.pack("<III", 2, 512, 0)
        for name in names
    ).ljust(512, b"\0")
    return header + table + directory + struct.pack("<HHHHHH", 0xA5EC, 0, 0, 0, 0, flags).ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (docx(p("甲"))[:200], "cut-short"),
        (docx(p("甲"))[:-30], "cut-short"),
        (b"PK\x03\x04", "cut-short"),
        (zipped({"a.bin": b"x"}), "archive-without-document"),
        (zipped({}), "archive-without-document"),
        (docx("", document=part("workbook", "")), "missing-part"),
        (docx("", document=part("document", "")), "missing-part"),
        (_document("<w:p><w:r>"), "broken-markup"),
        (docx("", document=b""), "broken-markup"),
        (docx("", document=b"\0" * 100), "broken-markup"),
        (docx(p("甲"), target="../../etc/passwd"), "unsafe-path"),
        (_compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted-document"),
        (_compound("Root Entry", "WordDocument", flags=0x0100), "encrypted-document"),
        (_compound("Root Entry", "PowerPoint Document"), "unread-format"),
        (_compound("Root Entry", "Something"), "unknown-format"),
        (_compound("Root Entry")[:100], "cut-short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cut-short"),
        (b"%PDF-1.7\n", "unread-format"),
        (b"\x89PNG\r\n\x1a\n\0\0", "unread-format"),
        (b"\xff\xd8\xff\xe0\0\0", "unread-format"),
        (b"BM\x36\x00\x00\x00", "unread-format"),
        (b"MZ\x90\0", "unread-format"),
        (b"Rar!\x1a\x07\0", "unread-format"),
        (zipped({"OFD.xml": "<x/>"}), "unread-format"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}), "unread-format"),
        (bytes(range(256)) * 8, "unknown-format"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert _refusal(data).code == code


def test_pdf_is_named() -> None:
    assert "PDF" in _refusal(b"%PDF-1.7\n").message


def test_a_text_that_begins_like_a_picture_is_a_text() -> None:
    assert read("BM 项目整改".encode()).blocks[0].text == "BM 项目整改"


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.pdf", "a"])
def test_the_name_does_not_count(name: str) -> None:
    assert read(docx(p("甲")), name).source.format == "docx"
    assert read("甲".encode(), name).source.format == "txt"


def test_duplicate_entries() -> None:
    stream = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", f"<w:body>{p('乙')}</w:body>"))
    assert _refusal(stream.getvalue()).code == "duplicate-entry"


@pytest.mark.parametrize("path", ["../evil.xml", "word/../../evil.xml", "..\\evil.xml"])
def test_paths_that_climb(path: str) -> None:
    stream = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(path, "x")
    assert _refusal(stream.getvalue()).code == "unsafe-path"


def test_absolute_part_names() -> None:
    assert text_of(docx(p("甲"), target="/word/document.xml")) == "甲"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("甲")))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr("/" + name.replace("/", "\\"), old.read(name))
    assert text_of(stream.getvalue()) == "甲"


def test_an_encrypted_entry() -> None:
    data = bytearray(docx(p("甲")))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert _refusal(bytes(data)).code == "encrypted-archive"


def test_a_bomb_is_refused_from_the_directory() -> None:
    media = {f"media/{at}.bin": b"\0" * 10_000_000 for at in range(20)}
    data = docx(p("甲"), media)
    assert len(data) < 700_000
    start = time.perf_counter()
    assert _refusal(data).code == "inflation-bomb"
    assert time.perf_counter() - start < 1


def test_one_large_part_is_refused() -> None:
    data = docx("", document=part("document", " " * 60_000_000))
    assert _refusal(data).code == "part-too-large"


def test_a_directory_that_lies_is_refused_while_reading() -> None:
    data = bytearray(docx("", document=part("document", f"<w:body>{p('甲' * 100_000)}</w:body>")))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 500)
    assert _refusal(bytes(data)).code in ("broken-package", "broken-markup")


def test_limits_are_settings() -> None:
    small = replace(DEFAULT, part=100)
    with pytest.raises(Refusal) as caught:
        read_data(docx(p("甲")), "x", limits=small)
    assert caught.value.code == "part-too-large"
    with pytest.raises(Refusal) as caught:
        read_data(docx(p("甲")), "x", limits=replace(DEFAULT, entries=2))
    assert caught.value.code == "too-many-entries"
    with pytest.raises(Refusal) as caught:
        read_data("甲".encode(), "x", limits=replace(DEFAULT, text=2))
    assert caught.value.code == "file-too-large"


_BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        _BOMB,
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.invalid/x.dtd">',
        "<!DOCTYPE w:document>",
        '<?xml version="1.0"?><!-- x --><!DOCTYPE w:document []>',
    ],
)
def test_any_dtd_is_refused(head: str) -> None:
    start = time.perf_counter()
    assert _refusal(_document(p("甲"), head)).code == "dtd"
    assert _refusal(docx("", document=f"{head}<w:document {NAMES}/>".encode("utf-16"))).code == "dtd"
    assert time.perf_counter() - start < 1


def test_a_dtd_in_another_part_is_refused() -> None:
    data = docx(p("甲", '<w:pStyle w:val="x"/>'), {"styles.xml": f"<!DOCTYPE x><w:styles {NAMES}/>"})
    assert _refusal(data).code == "dtd"


def test_words_that_look_like_a_dtd_are_words() -> None:
    assert text_of(docx("<w:p><w:r><w:t><![CDATA[<!DOCTYPE html>]]></w:t></w:r></w:p>")) == "<!DOCTYPE html>"


@pytest.mark.parametrize("depth", [100, 2000])
@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "<w:p/></w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
        ("<w:p><w:smartTag>", "</w:smartTag></w:p>"),
        ("<w:novelty>", "</w:novelty>"),
    ],
)
def test_what_is_nested_too_deeply_is_refused(begin: str, end: str, depth: int) -> None:
    start = time.perf_counter()
    assert _refusal(docx(begin * depth + p("甲") + end * depth)).code == "too-deep"
    assert time.perf_counter() - start < 5


def test_nested_tables_that_people_write_are_read() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>"
    for _ in range(10):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    assert text_of(docx(body)) == "甲"


def test_deep_formulas_are_no_error() -> None:
    body = "<w:p><m:oMath>" + "<m:d><m:e>" * 100 + "</m:e></m:d>" * 100 + "</m:oMath></w:p>"
    assert read(docx(body)).blocks


def test_chunks_within_chunks_end() -> None:
    data = docx(p("底"))
    for _ in range(60):
        data = docx('<w:altChunk r:id="r-chunk1.docx"/>', {"chunk1.docx": data})
    assert _refusal(data).code == "too-deep"


@pytest.mark.parametrize("char", ["\x01", "&#1;", "&#x0B;", "\ufffe"])
def test_illegal_characters_are_taken_out_and_said(char: str) -> None:
    data = docx("", document=f"<w:document {NAMES}><w:body>{p(f'甲{char}乙')}</w:body></w:document>")
    assert text_of(data) == "甲乙"
    assert codes_of(data)["illegal-characters"].startswith("含非法控制字符：非法控制字符 1 处")


def test_pairs_written_as_two_references_are_joined() -> None:
    assert text_of(docx(p("&#xD842;&#xDFB7;田"))) == "𠮷田"


def test_utf16_parts() -> None:
    document = part("document", f"<w:body>{p('甲')}</w:body>").replace("UTF-8", "UTF-16")
    for data in (document.encode("utf-16"), b"\xfe\xff" + document.encode("utf-16-be"), document.encode("utf-16-le")):
        assert text_of(docx("", document=data)) == "甲"


def test_strict_names() -> None:
    strict = part("document", f"<w:body>{p('甲', num(1))}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    numbering = lists([("decimal", "%1.")])["numbering.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = docx("", {"numbering.xml": numbering}, document=strict)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".rels"):
                content = content.replace(
                    b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"
                )
            new.writestr(name, content)
    assert text_of(stream.getvalue()) == "1.甲"


def test_a_relationship_that_points_outside_is_reported_and_not_followed() -> None:
    relation = (
        '<Relationship Id="o" Type="x/attachedTemplate" Target="http://example.invalid/x.dotm" TargetMode="External"/>'
    )
    data = docx(p("甲"), relations=relation)
    assert text_of(data) == "甲"
    assert "attachedTemplate" in codes_of(data)["outside-reference"]


def test_many_paragraphs_in_linear_time() -> None:
    start = time.perf_counter()
    taken = read(docx(p("一、关于某问题的整改情况。", num(1)) * 20_000, lists([("decimal", "%1.")])))
    assert len(taken.blocks) == 20_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "data",
    [
        docx(f"<w:p><w:r><w:t>甲{' ' * 300_000}\t乙</w:t></w:r></w:p>"),
        docx(f"<w:p><w:r><w:t xml:space='preserve'> {' ' * 300_000}乙</w:t></w:r></w:p>"),
        docx('<w:p><w:fldSimple w:instr=" EQ ' + "\\o(\\s\\up 9(" * 20_000 + '"/></w:p>'),
        b"<!---->" * 500 + b"x",
        b"<!--" * 1000,
        b"a:\n" * 1000,
        b"<html>" + b"<p>" * 20_000 + b" " * 300_000 + b"x",
        b"<package " * 400,
    ],
)
def test_no_pattern_runs_away(data: bytes) -> None:
    start = time.perf_counter()
    assert read(data).blocks is not None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx("<w:p/>" * 1000), "too-many-tags"),
        (docx(p("甲") * 150), "too-many-lines"),
        (b"a\n" * 500, "too-many-lines"),
        (b"<html>" + b"<p>a" * 500, "too-many-lines"),
    ],
)
def test_documents_that_are_too_large(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_data(data, "x", limits=replace(DEFAULT, tags=1000, lines=100))
    assert caught.value.code == code


def test_long_runs_of_one_character() -> None:
    assert text_of(docx(p("*" * 200_000) + p("“" * 3000))) == "*" * 200_000 + "\n" + "“" * 3000


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(Refusal) as caught:
            read_file(path)
        assert caught.value.code == "unreadable-file"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲" * 100, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read_file(path, limits=replace(DEFAULT, file=10))
    assert caught.value.code == "file-too-large"


def test_every_refusal_is_in_chinese_with_a_remedy() -> None:
    for message, remedy in REFUSALS.values():
        assert _CHINESE.search(message)
        assert _CHINESE.search(remedy) or remedy == "{remedy}"
