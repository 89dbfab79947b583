"""Plain text: its encoding by evidence, a Block per line, every other character as it stands."""

from __future__ import annotations

import pytest

from feedbackparse.errors import Refusal
from feedbackparse.intake import read_data

from .packages import read

_TEXT = "一、关于“最后一公里”未打通的问题。\n整改情况：已完成，问责**人。\n"
_LINES = ["一、关于“最后一公里”未打通的问题。", "整改情况：已完成，问责**人。"]
_TRADITIONAL = "關於巡視整改情況的報告。\n一、黨的領導弱化問題，整改進展如下：我們認真學習，召開會議。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_TEXT.encode(), "utf-8"),
        (_TEXT.encode("utf-8-sig"), "utf-8"),
        (_TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + _TEXT.encode("utf-16-be"), "utf-16"),
        (_TEXT.encode("utf-16-le"), "utf-16-le"),
        (_TEXT.encode("utf-16-be"), "utf-16-be"),
        (_TEXT.encode("utf-32"), "utf-32"),
        (_TEXT.encode("gb18030"), "gb18030"),
        (_TEXT.encode("gb2312"), "gb18030"),
    ],
)
def test_encoding_is_found(data: bytes, encoding: str) -> None:
    taken = read(data, "报告.txt")
    assert [block.text for block in taken.blocks] == _LINES
    assert (taken.source.encoding, taken.source.format) == (encoding, "txt")
    assert taken.findings == ()


@pytest.mark.parametrize("text", ["甲\r\n乙", "甲\r乙", "甲\n乙\n", "甲\r\n乙\r\n"])
def test_line_ends(text: str) -> None:
    blocks = read(text.encode()).blocks
    assert [(block.text, block.place) for block in blocks] == [("甲", "line[1]"), ("乙", "line[2]")]


def test_empty_lines_are_lines() -> None:
    assert [block.text for block in read("甲\n\n乙\n\n".encode()).blocks] == ["甲", "", "乙", ""]


@pytest.mark.parametrize(
    "text",
    ["甲\f乙", "甲\v乙", "甲\x85乙", "甲\u2028乙", "甲\x1c乙", "\x00甲\x01", "\x00" * 999, "*" * 200_000, "“" * 3000],
)
def test_other_characters_stay(text: str) -> None:
    assert [block.text for block in read(text.encode()).blocks] == [text]


def test_big5_is_named_and_read_when_asked() -> None:
    data = _TRADITIONAL.encode("big5")
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code == "big5-encoding"
    assert "--encoding big5" in caught.value.remedy
    assert read_data(data, "x", encoding="big5").blocks[0].text == "關於巡視整改情況的報告。"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 3,
        "Übergrößenträger ändern öfter.".encode("latin-1"),
        _TEXT.encode()[:30] + b"\xff\xfe\xff" + _TEXT.encode()[30:],
        "報告書を提出しました。ありがとうございます。".encode("shift_jis"),
    ],
)
def test_what_cannot_be_known_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code in ("unknown-encoding", "unknown-format")


def test_rare_characters_are_doubtful() -> None:
    text = "彧翀旻昉頔犇骉喆喆淼。的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    codes = [found.code for found in read(text.encode("gb18030")).findings]
    assert codes in ([], ["doubtful-encoding"])
    assert read(("彧翀旻" * 3 + "的一是在不了有和人这").encode("gb18030")).findings[0].code == "doubtful-encoding"


def test_a_text_cut_within_a_character_is_read_and_said() -> None:
    taken = read(_TEXT.rstrip().encode()[:-1])
    assert taken.blocks[1].text == _LINES[1][:-1]
    assert [found.code for found in taken.findings] == ["doubtful-encoding"]
    assert [found.code for found in read(_TEXT.encode("utf-16")[:-1]).findings] == ["doubtful-encoding"]


@pytest.mark.parametrize("encoding", ["ascii", "no-such", "rot13", "base64", "idna", "utf-32", "x\0y"])
def test_a_wrong_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_data(_TEXT.encode() + b"x", "x", encoding=encoding)
    assert caught.value.code == "wrong-encoding"


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "utf-7"])
def test_no_encoding_gives_lone_surrogates(encoding: str) -> None:
    text = "".join(block.text for block in read_data(b"a\\ud800b+2AA-", "x", encoding=encoding).blocks)
    assert text.encode()


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code == "empty-file"
