"""HTML and MHT: what a browser shows."""

from __future__ import annotations

from contextlib import suppress

import pytest

from feedbackparse.errors import Refusal

from .packages import read

CASES = {
    "paragraphs": ("<p>甲</p><p>乙<b>丙</b>\n  丁</p>", "甲\n乙丙 丁"),
    "text between blocks": ("前<div>甲<p>乙</p>丙</div>后", "前\n甲\n乙\n丙\n后"),
    "line break": ("<p>甲<br>乙<br/></p>", "甲\n乙"),
    "kept white space": ("<pre>甲\n乙</pre>", "甲\n乙"),
    "not shown": (
        "<style>x</style><script>y</script><title>z</title><p style='display: none'>藏</p><p hidden>藏</p><p>甲</p>",
        "甲",
    ),
    "comments": ("<p>甲<!-- 藏 -->乙</p>", "甲乙"),
    "ordered list": ('<ol start="3"><li>甲</li><li>乙<ul><li>丙</li></ul></li></ol>', "3.甲\n4.乙\n丙"),
    "letters of a list": ('<ol type="a"><li>甲</li><li value="5">乙</li></ol>', "a.甲\ne.乙"),
    "ruby": ("<p><ruby>拼<rp>(</rp><rt>pin</rt></ruby></p>", "拼"),
    "entities": ("<p>&ldquo;甲&rdquo;&nbsp;&amp;&#x20bb7;</p>", "“甲”\xa0&𠮷"),
    "control characters": ("<p>甲\x01乙&#1;</p>", "甲乙"),
}


@pytest.mark.parametrize("case", CASES)
def test_text(case: str) -> None:
    markup, text = CASES[case]
    taken = read(f"<html><body>{markup}</body></html>".encode(), "a.doc")
    assert "\n".join(block.text for block in taken.blocks) == text
    assert taken.source.format == "html"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('<html><meta charset="gb2312"><p>甲'.encode("gbk"), "gb18030"),
        ("<html><p>整改情况，已经完成。".encode("gbk"), "gb18030"),
        ("<html><p>甲".encode(), "utf-8"),
        ("<html><p>甲".encode("utf-16"), "utf-16"),
        ('<html><meta http-equiv="Content-Type" content="text/html; charset=big5"><p>甲'.encode("big5"), "big5"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    taken = read(data)
    assert taken.blocks[0].text in ("甲", "整改情况，已经完成。")
    assert taken.source.encoding == encoding


def test_an_encoding_that_lies_is_said() -> None:
    taken = read('<html><meta charset="utf-8"><p>整改情况，已经完成。'.encode("gbk"))
    assert taken.blocks[0].text == "整改情况，已经完成。"
    assert [found.code for found in taken.findings] == ["doubtful-encoding"]


def test_a_table_of_data_has_cells() -> None:
    markup = (
        "<html><table><thead><tr><th>序号<th>问题</thead><tr><td rowspan=2>1<td>甲<tr><td>乙<br>丙<tr><td><td></table>"
    )
    cells = [(block.text, block.cell) for block in read(markup.encode()).blocks]
    assert [(text, cell.row, cell.column, cell.rows, cell.header) for text, cell in cells if cell] == [
        ("序号", 1, 1, 1, True), ("问题", 1, 2, 1, True), ("1", 2, 1, 2, False), ("甲", 2, 2, 1, False),
        ("乙", 3, 2, 1, False), ("丙", 3, 2, 1, False), ("", 4, 1, 1, False), ("", 4, 2, 1, False),
    ]  # fmt: skip


def test_a_table_for_layout_has_none() -> None:
    markup = "<html><table><tr><td>导航<td><table><tr><td>甲</table></table>"
    assert [(block.text, block.cell) for block in read(markup.encode()).blocks] == [("导航", None), ("甲", None)]


def test_mht() -> None:
    page = "<html><body><p>=E7=94=B2</p></body></html>"
    data = (
        "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        f"{page}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    taken = read(data.encode())
    assert (taken.source.format, [block.text for block in taken.blocks]) == ("mht", ["甲"])


@pytest.mark.parametrize(
    "data",
    [b"<html>", b"<html><body></body></html>", b"MIME-Version: 1.0\r\n\r\nx", b"<html>" + b"<div>" * 5000 + b"x"],
)
def test_pages_without_words_are_no_error(data: bytes) -> None:
    with suppress(Refusal):
        assert not any("<" in block.text for block in read(data).blocks)
