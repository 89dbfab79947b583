"""``feedbackparse review`` and ``convert --review``: what is written where, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackparse import cli
from feedbackparse.errors import Exit
from feedbackparse.sources import find_files
from tests.review.papers import REPORT, hostile_word_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, one of them hostile, and one that cannot be read."""
    papers = tmp_path / "来文"
    papers.mkdir()
    (papers / "报告.txt").write_text(REPORT, encoding="utf-8")
    (papers / "恶意.docx").write_bytes(hostile_word_file())
    (papers / "空.docx").write_bytes(b"")
    return papers


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def test_a_page_a_file_and_an_index(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review", folder, "-o", tmp_path / "审阅") == Exit.REFUSED
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "共 3 个文件：已生成审阅页 2 个，未能读取 1 个",
        f"目录：{(tmp_path / '审阅' / 'index.html').resolve()}",
    ]
    assert "空.docx" in said.err
    assert sorted(path.name.partition("-")[0] for path in (tmp_path / "审阅").iterdir()) == [
        "index.html",
        "恶意",
        "报告",
    ]


def test_pages_beside_the_workbook(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "审阅"
    assert run("convert", folder / "报告.txt", "-o", tmp_path / "台账.xlsx", "--review", pages) == Exit.OK
    assert f"审阅页：{(pages / 'index.html').resolve()}" in capsys.readouterr().out
    assert len(list(pages.glob("报告-*.html"))) == 1
    assert (tmp_path / "台账.xlsx").exists()


def test_own_pages_are_no_documents(folder: Path) -> None:
    before = [file.name for file in find_files(folder)]
    run("review", folder, "-o", folder / "审阅")
    assert [file.name for file in find_files(folder)] == before
    (folder / "通报.html").write_text("<html><p>关于整改情况的通报</p></html>", encoding="utf-8")
    assert "通报.html" in [file.name for file in find_files(folder)]


def test_folder_that_is_a_file_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "审阅").write_text("")
    assert run("review", folder / "报告.txt", "-o", tmp_path / "审阅") == Exit.OUTPUT
    assert "review-unwritable" in capsys.readouterr().err
