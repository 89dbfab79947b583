"""Excel's traps: text like a formula, illegal characters, escapes, over-long cells."""

from __future__ import annotations

import dataclasses
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackparse import ledger
from feedbackparse.ledger.celltext import (
    LIMIT,
    escape_text,
    fit_text,
    looks_like_formula,
    read_text,
    show_illegal,
    stored_length,
)
from feedbackparse.ledger.heights import count_lines
from feedbackparse.ledger.wording import name_place
from feedbackparse.model import Block, Document, Kind, Meta, Node, Source, Versions


def say(*issues: str) -> Document:
    """A Document of these issues, each with a response that says the same."""
    text = ""
    nodes: list[Node] = []
    blocks: list[Block] = []
    for words in issues:
        kinds: tuple[tuple[Kind, int | None], ...] = (("issue", None), ("response", len(nodes)))
        for kind, parent in kinds:
            start = len(text)
            whole = start + len(words) * (2 if kind == "issue" else 1) + (kind == "issue")
            own = ((start, start + len(words)),)
            nodes.append(Node(len(nodes), parent, kind, "", words, start, whole, own, "test"))
            blocks.append(Block(words, start, "line[1]"))
            text += words + "\n"
    source = Source("报告.txt", "0" * 64, "txt", "utf-8")
    versions = Versions("0", "0")
    return Document(source, Meta(inspected=("甲局",)), text, tuple(nodes), (), (), (), versions, tuple(blocks))


def rows_of(path: Path, *docs: Document) -> list[Any]:
    ledger.write(docs, [], path)
    return list(openpyxl.load_workbook(path)["问题台账"].iter_rows(min_row=2))


FORMULAS = ["=1+1", '=HYPERLINK("http://a","点")', "+5%", "-3人", "@某人", "\t=1", "＝1"]


@pytest.mark.parametrize("words", FORMULAS)
def test_text_like_a_formula_stays_text(tmp_path: Path, words: str) -> None:
    (row,) = rows_of(tmp_path / "a.xlsx", say(words))
    issue, response = row[9], row[11]
    assert (issue.value, issue.data_type) == (words, "s")
    assert issue.quotePrefix
    assert response.value == words.strip()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        calculated = [name for name in archive.namelist() if b"<f>" in archive.read(name)]
        texts = b"".join(re.findall(rb"<f>(.*?)</f>", archive.read("xl/worksheets/sheet4.xml")))
    assert calculated == ["xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml"]  # 汇总, links of 措施清单
    assert words.encode() not in texts


def test_fields_and_file_names_like_a_formula_stay_text(tmp_path: Path) -> None:
    document = say("问题")
    document = dataclasses.replace(document, source=dataclasses.replace(document.source, name="=cmd.docx"))
    (row,) = rows_of(tmp_path / "a.xlsx", document)
    assert (row[4].value, row[4].data_type) == ("=cmd.docx", "s")


def test_numbers_and_dates_as_text_stay_text(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.xlsx", say("2024-01-02", "007", "1E5", "TRUE", "#N/A"))
    assert [row[9].value for row in rows] == ["2024-01-02", "007", "1E5", "TRUE", "#N/A"]
    assert {row[9].data_type for row in rows} == {"s"}


def test_illegal_characters_are_shown_and_stop_nothing(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path / "a.xlsx", say("铃\x07撇\x0b页\ufffe半\ud800"))
    assert row[9].value == "铃␇撇␋页�半�"


def test_escapes_of_the_format_survive(tmp_path: Path) -> None:
    words = "换行_x000D_与_x005F_、_x4e2d_、x000D"
    (row,) = rows_of(tmp_path / "a.xlsx", say(words))
    assert read_text(row[9].value) == words
    assert row[9].value.count("_x005F_") == 3


def test_markup_white_space_and_rare_characters_survive(tmp_path: Path) -> None:
    words = '甲 & 乙 <丙> "丁"  两格 𠮷😀'
    (row,) = rows_of(tmp_path / "a.xlsx", say(words))
    assert row[9].value == words


def test_a_text_over_the_limit_goes_on_in_the_overflow_sheet(tmp_path: Path) -> None:
    words = "".join(f"第{n}项措施；" for n in range(7000))
    path = tmp_path / "a.xlsx"
    (row,) = rows_of(path, say(words))
    shown = row[11].value
    assert len(shown) <= LIMIT
    assert shown.endswith("见“续文”表 WT-0001〕")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[-2] == "续文"
    rest = [r for r in book["续文"].iter_rows(min_row=2, values_only=True) if r[1] == "问题台账" and r[3] == "整改情况"]
    assert {r[2] for r in rest} == {"WT-0001"}
    assert [r[4] for r in rest] == list(range(1, len(rest) + 1))
    assert shown[: shown.index("……〔未完")] + "".join(str(r[5]) for r in rest) == words


def test_a_text_at_the_limit_is_whole() -> None:
    assert fit_text("字" * LIMIT, "…").rest == ()
    assert fit_text("字" * (LIMIT + 1), "…").rest != ()
    assert fit_text("😀" * (LIMIT // 2 + 1), "…").rest != ()


@given(st.text(st.characters(blacklist_categories=[]), max_size=60))
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert read_text(escape_text(text)) == text


@given(st.text(max_size=40), st.integers(1, 3))
def test_nothing_is_lost_in_the_cut(seed: str, times: int) -> None:
    text = (seed + "_x000D_𠮷") * (times * 2500)
    fitted = fit_text(text, "〔未完〕")
    shown = fitted.shown.removesuffix("〔未完〕") if fitted.rest else fitted.shown
    assert shown + "".join(fitted.rest) == show_illegal(text)
    assert stored_length(fitted.shown) <= LIMIT


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_characters="\n\r"), min_size=1, max_size=40), max_size=4))
def test_any_words_come_back(issues: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = rows_of(Path(folder) / "a.xlsx", say(*issues))
    assert [read_text(row[9].value or "") for row in rows] == [show_illegal(words) for words in issues]


def test_formula_heads() -> None:
    assert looks_like_formula("=1")
    assert not looks_like_formula("完成=1")


def test_lines_are_counted_for_wide_characters() -> None:
    assert count_lines("", 10) == 1
    assert count_lines("一\n二", 10) == 2
    assert count_lines("字" * 20, 10) > count_lines("a" * 20, 10) > 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("body/p[12]", "正文第12段"),
        ("line[7]", "第7行"),
        ("table[1]/row[3]/cell[2]", "表1第3行第2格"),
        ("body/p[3]/textbox", "正文第3段文本框"),
    ],
)
def test_places_in_words(place: str, words: str) -> None:
    assert name_place(place) == words
