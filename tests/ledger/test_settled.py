"""A workbook in which nothing happened is not opened; one in which anything did is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from feedbackparse.ledger import merging
from feedbackparse.ledger.settled import read_settled

from .office import convert, two_reports


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    convert(two_reports(), path)
    return path


def fill(sheet: str, place: str, value: object) -> Callable[[Any], None]:
    def act(book: Any) -> None:
        book[sheet][place] = value

    return act


EDITS: dict[str, Callable[[Any], None]] = {
    "people's cell": fill("问题台账", "AD3", "已办"),
    "parser's cell": fill("问题台账", "J3", "我们的说法"),
    "measure": fill("措施清单", "K4", "李四"),
    "finding": fill("遮蔽信息", "L4", "记"),
    "guide": fill("说明", "B5", "另说"),
    "head": fill("问题台账", "AD1", "现状"),
    "row deleted": lambda book: book["问题台账"].delete_rows(4),
    "row copied": lambda book: book["问题台账"].append([cell.value for cell in book["问题台账"][4]]),
    "id blanked": fill("问题台账", "A4", None),
    "column added": fill("问题台账", "AK1", "自设"),
    "column deleted": lambda book: book["措施清单"].delete_cols(9),
    "sheet deleted": lambda book: book.remove(book["遮蔽信息"]),
    "bookkeeping deleted": lambda book: book.remove(book["簿记"]),
    "note on 冲突": fill("冲突", "C2", "记"),
}


def refuse(path: Path) -> None:
    raise AssertionError(path)


def test_nothing_happened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl.load_workbook(path).save(path)
    assert read_settled(path)
    monkeypatch.setattr(merging, "open_workbook", refuse)
    assert not convert(two_reports(), path).changes


@pytest.mark.parametrize("name", EDITS)
def test_something_was_edited(path: Path, name: str) -> None:
    book = openpyxl.load_workbook(path)
    EDITS[name](book)
    book.save(path)
    assert read_settled(path) is None


def test_an_edit_that_is_known_by_now_counts_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.load_workbook(path)
    for name in ("people's cell", "column added"):
        EDITS[name](book)
    book["问题台账"]["J20"] = "自己加的问题"
    book.save(path)
    assert convert(two_reports(), path).backup
    monkeypatch.setattr(merging, "open_workbook", refuse)
    assert not convert(two_reports(), path).changes


def test_something_happened_to_the_sources(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "open_workbook", refuse)
    reports = two_reports()
    for other in (
        reports[:1],
        [reports[0], *reports],
        [*reports[:1], type(reports[1])("乙局", reports[1].issues[1:], "乙局报告.docx")],
        [*reports[:1], type(reports[1])("乙局", reports[1].issues[::-1], "乙局报告.docx")],
    ):
        with pytest.raises(AssertionError):
            convert(other, path)
    for options in ({"today": datetime.date(2026, 1, 1)}, {"pairs": [{"relation": "same", "unit": "甲局"}]}):
        with pytest.raises(AssertionError):
            convert(reports, path, **options)
