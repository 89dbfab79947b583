"""原文位置 leads to the review page, and stays the words that it was for everything else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from feedbackparse import ledger
from feedbackparse.batch import convert as convert_files
from feedbackparse.ledger.reviewlinks import link_words, words_of

from .office import convert, two_reports


@pytest.fixture
def pages() -> dict[str, str]:
    return {report.document().source.sha256: f"审阅/{report.unit}.html" for report in two_reports()}


def places(path: Path, sheet: str = "问题台账") -> list[str]:
    worksheet = openpyxl.load_workbook(path)[sheet]
    at = next(cell.column for cell in worksheet[1] if cell.value == "原文位置")
    return [str(row[at - 1].value) for row in worksheet.iter_rows(min_row=2)]


def test_each_row_leads_to_its_node(tmp_path: Path, pages: dict[str, str]) -> None:
    path = tmp_path / "台账.xlsx"
    reports = two_reports()
    convert(reports, path, pages=pages)
    nodes = [node.id for node in reports[0].document().nodes if node.kind == "issue"]
    wanted = [f'=HYPERLINK("审阅/甲局.html#n{node}","' for node in nodes]
    assert [place[: len(start)] for place, start in zip(places(path), wanted, strict=False)] == wanted
    assert all("#n" in place for name in ("措施清单", "遮蔽信息") for place in places(path, name))
    assert not convert(reports, path, pages=pages).changes


def test_links_come_and_move_with_the_pages_and_change_nothing_else(tmp_path: Path, pages: dict[str, str]) -> None:
    path = tmp_path / "台账.xlsx"
    convert(two_reports(), path)
    words = places(path)
    assert set(convert(two_reports(), path, pages=pages).changes) == {"links"}
    assert [words_of(place.removeprefix("=")) for place in places(path)] == words
    moved = {digest: page.replace("审阅", "新审阅") for digest, page in pages.items()}
    assert set(convert(two_reports(), path, pages=moved).changes) == {"links"}
    assert "新审阅/甲局.html#n" in places(path)[0]
    assert not convert(two_reports(), path).changes  # a run without pages leaves the links


def test_a_row_that_is_gone_is_marked_in_words(tmp_path: Path, pages: dict[str, str]) -> None:
    path = tmp_path / "台账.xlsx"
    reports = two_reports()
    convert(reports, path, pages=pages)
    convert(reports[:1], path, pages=pages)
    assert places(path)[6].startswith("〔本次未提供原文〕")
    assert convert(reports, path, pages=pages).changes["returned"] >= 6
    assert "乙局.html#n" in places(path)[6]


def test_words_are_read_back_and_no_link_goes_out(tmp_path: Path, pages: dict[str, str]) -> None:
    path = tmp_path / "台账.xlsx"
    convert(two_reports(), path, pages=pages)
    assert ledger.load(path)["issues"]["position"].str.startswith("第").all()
    (mine, _) = ledger.split(path, tmp_path / "下发")
    with zipfile.ZipFile(mine) as package:
        assert not any(b".html" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("words", ["正文第12段", '"引号"', '""'])
def test_links_show_their_words(words: str) -> None:
    formula = link_words("a/b.html#n1", words)
    assert formula
    assert words_of(formula) == words
    assert words_of(f"IFERROR({formula},0)") is None
    assert link_words("长" * 300, words) is None


def test_converting_with_pages_links_to_pages_that_are_there(tmp_path: Path) -> None:
    source = tmp_path / "来文" / "整改报告.txt"
    source.parent.mkdir()
    source.write_text("甲局关于巡察整改情况的报告\n1.关于学习不深入的问题。\n整改情况：一是开会2次。\n", "utf-8")
    path = tmp_path / "结果" / "台账.xlsx"
    path.parent.mkdir()
    convert_files([source], path, review=tmp_path / "审阅")
    (place, *_) = places(path)
    assert place.startswith('=HYPERLINK("../审阅/')
    page, _, anchor = place.split('"')[1].partition("#")
    assert f'id="{anchor}"' in (path.parent / page).read_text("utf-8")
