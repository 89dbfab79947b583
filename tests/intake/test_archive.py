"""Zip archives: names of Chinese Windows tools, one document or many."""

from __future__ import annotations

import zipfile

import pytest

from feedbackparse.errors import Refusal
from feedbackparse.intake import DEFAULT, is_archive, is_passed_over, read_members
from feedbackparse.intake.archive import decode_name

from .packages import docx, p, read, zipped


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_unicode_flag(encoding: str) -> None:
    info = zipfile.ZipInfo("整改报告.docx".encode(encoding).decode("cp437"))
    assert decode_name(info) == "整改报告.docx"


def test_names_with_the_unicode_flag() -> None:
    info = zipfile.ZipInfo("整改报告.docx")
    info.flag_bits |= 0x800
    assert decode_name(info) == "整改报告.docx"


def test_members_in_order_without_junk() -> None:
    data = zipped(
        {
            "一/甲.txt": "甲",
            "~$甲.docx": "x",
            "Thumbs.db": "x",
            "__MACOSX/一/._甲.txt": "x",
            "图.png": "x",
            "乙.docx": docx(p("乙")),
        }
    )
    assert [member.name for member in read_members(data, "a.zip", DEFAULT)] == ["一/甲.txt", "乙.docx"]


def test_the_one_document_of_an_archive_is_read() -> None:
    taken = read(zipped({"乙.docx": docx(p("乙"))}), "a.zip")
    assert [block.text for block in taken.blocks] == ["乙"]
    assert taken.source.name == "a.zip/乙.docx"


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"a.txt": "甲", "b.txt": "乙"}, "archive-of-many"),
        ({"a.png": "x"}, "archive-without-document"),
        ({"a.zip": zipped({"a.txt": "甲"})}, "archive-in-archive"),
        ({"a.txt": ""}, "empty-file"),
    ],
)
def test_refused(entries: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(zipped(entries), "a.zip")
    assert caught.value.code == code


def test_what_is_an_archive() -> None:
    assert is_archive(zipped({"a.txt": "甲"}))
    assert not is_archive(docx(p("甲")))
    assert not is_archive(b"PK\x03\x04")
    assert not is_archive("甲".encode())


@pytest.mark.parametrize(
    "name", ["~$报告.docx", "Thumbs.db", "a/.~lock.x.docx#", "__MACOSX/a.docx", "desktop.ini", "a/"]
)
def test_passed_over(name: str) -> None:
    assert is_passed_over(name)
    assert not is_passed_over("报告.docx")
