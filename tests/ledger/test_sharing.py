"""Out and back: copies of two people, workbooks of units, and reading back."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment

import feedbackparse as fp
from feedbackparse import ledger
from feedbackparse.errors import OutputProblem

from .office import Report, convert, two_reports
from .test_merge import PROGRESS, edit, table


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    convert(two_reports(), first)
    edit(first, ("问题台账", 2, PROGRESS, "原有进展"))
    convert(two_reports(), first)
    shutil.copy(first, second)
    return first, second


def test_two_peoples_copies_are_merged_cell_by_cell(copies: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = copies
    edit(first, ("问题台账", 2, PROGRESS, "甲改的"), ("问题台账", 3, "责任人", "张三"))
    edit(second, ("问题台账", 4, "责任人", "李四"), ("措施清单", 2, PROGRESS, "已开会"))
    out = tmp_path / "合.xlsx"
    written = ledger.merge_copies([first, second], out)
    rows = table(out)
    assert [rows[0][PROGRESS], rows[1]["责任人"], rows[2]["责任人"]] == ["甲改的", "张三", "李四"]
    assert table(out, "措施清单")[0][PROGRESS] == "已开会"
    assert dict(written.changes) == {"taken": 2}
    assert table(out, "冲突") == []


def test_what_both_changed_is_listed_with_its_origin(copies: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = copies
    edit(first, ("问题台账", 2, PROGRESS, "甲说"))
    edit(second, ("问题台账", 2, PROGRESS, "乙说"))
    out = tmp_path / "合.xlsx"
    ledger.merge_copies([first, second], out)
    assert table(out)[0][PROGRESS] == "甲说"
    (conflict,) = table(out, "冲突")
    assert (conflict["另一方的内容"], conflict["另一方"], conflict["列"]) == ("乙说", "乙.xlsx", PROGRESS)
    convert(two_reports(), out)
    assert len(table(out, "冲突")) == 1


def test_added_rows_columns_sheets_and_comments_come_along(copies: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = copies
    book = openpyxl.load_workbook(second)
    sheet = book["问题台账"]
    sheet["AK1"], sheet["AK3"] = "督办人", "王五"
    sheet["J15"], sheet["AE15"] = "自查问题", "在办"
    sheet["J4"].comment = Comment("请核实", "乙")
    book.create_sheet("通讯录")["A1"] = "电话"
    book["说明"]["D2"] = "乙的说明"
    book.save(second)
    out = tmp_path / "合.xlsx"
    written = ledger.merge_copies([first, second], out)
    rows = table(out)
    assert (rows[1]["督办人"], rows[-1]["具体问题"], rows[-1][PROGRESS]) == ("王五", "自查问题", "在办")
    assert rows[-1]["条目ID"] == "WT-0013"
    made = openpyxl.load_workbook(out)
    comment = made["问题台账"]["J4"].comment
    assert comment is not None
    assert comment.text == "请核实"
    assert made["通讯录"]["A1"].value == "电话"
    assert [row["内容"] for row in table(out, "待认领")] == ["乙的说明"]
    assert (written.changes["columns"], written.changes["sheets"], written.changes["hand"]) == (1, 1, 1)
    again = ledger.merge_copies([second], out)
    assert not again.changes


def test_rows_deleted_in_one_copy(copies: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = copies
    edit(first, ("问题台账", 3, PROGRESS, "甲填了"))
    book = openpyxl.load_workbook(second)
    book["问题台账"].delete_rows(3, 2)
    book.save(second)
    out = tmp_path / "合.xlsx"
    ledger.merge_copies([first, second], out)
    assert [row["条目ID"] for row in table(out)][:3] == ["WT-0001", "WT-0002", "WT-0004"]
    assert sorted(row["类别"] for row in table(out, "冲突")) == ["一方删除、一方改动", "行已删除"]


def test_a_unit_finds_no_word_of_another(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    reports = two_reports()
    convert(reports, path, today=datetime.date(2026, 1, 1))
    book = openpyxl.load_workbook(path)
    sheet = book["问题台账"]
    sheet.insert_rows(1)
    sheet["C1"] = "甲局、乙局整改台账"
    sheet["AK2"], sheet["AK9"] = "乙局督办人", "乙局王五"
    sheet["J9"].comment = Comment("乙局请核实", "乙局")
    sheet.auto_filter.add_filter_column(2, ["乙局"])
    book.create_sheet("乙局通讯录")["A1"] = "乙局电话"
    book["说明"]["D2"] = "乙局说明"
    book.save(path)
    convert(reports, path)
    folder = tmp_path / "下发"
    written = ledger.split(path, folder)
    assert [each.name for each in written] == ["甲局.xlsx", "乙局.xlsx"]
    with zipfile.ZipFile(folder / "甲局.xlsx") as package:
        everything = "".join(name + package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "乙局" not in everything
    assert "王五" not in everything
    for issue, _ in reports[1].issues:
        assert issue not in everything
    assert [row["条目ID"] for row in table(folder / "甲局.xlsx")] == [f"WT-{at:04d}" for at in range(1, 7)]
    other = openpyxl.load_workbook(folder / "乙局.xlsx")["问题台账"]
    assert "乙局督办人" in [cell.value for cell in other[1]]


def test_out_and_back(tmp_path: Path) -> None:
    path, folder = tmp_path / "台账.xlsx", tmp_path / "下发"
    convert(two_reports(), path)
    ledger.split(path, folder)
    edit(folder / "甲局.xlsx", ("问题台账", 2, PROGRESS, "甲局已办"))
    edit(folder / "乙局.xlsx", ("问题台账", 2, PROGRESS, "乙局已办"), ("措施清单", 3, "责任人", "李四"))
    written = ledger.merge_copies([folder], path)
    assert dict(written.changes) == {"taken": 3}
    rows = table(path)
    assert (rows[0][PROGRESS], rows[6][PROGRESS]) == ("甲局已办", "乙局已办")
    assert not ledger.merge_copies([folder], path).changes
    assert not convert(two_reports(), path).changes
    whole = tmp_path / "汇总.xlsx"
    ledger.merge_copies([folder], whole)
    assert len(table(whole)) == 12


def test_workbooks_that_were_made_apart_keep_their_rows_apart(tmp_path: Path) -> None:
    reports = two_reports()
    for at, report in enumerate(reports):
        convert([report], tmp_path / f"{at}.xlsx")
    out = tmp_path / "合.xlsx"
    ledger.merge_copies([tmp_path / "0.xlsx", tmp_path / "1.xlsx"], out)
    rows = table(out)
    assert [row["单位"] for row in rows] == ["甲局"] * 6 + ["乙局"] * 6
    assert len({row["条目ID"] for row in rows}) == 12
    measures = table(out, "措施清单")
    assert {row["条目ID"] for row in measures} == {row["条目ID"] for row in rows}
    masks = table(out, "遮蔽信息")
    assert {row["条目ID"] for row in masks} == {row["条目ID"] for row in rows}
    convert(reports, out)
    assert table(out) == rows


def test_split_overwrites_nothing(tmp_path: Path) -> None:
    path, folder = tmp_path / "台账.xlsx", tmp_path / "下发"
    convert(two_reports(), path)
    ledger.split(path, folder)
    with pytest.raises(OutputProblem):
        ledger.split(path, folder)


def test_merging_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    with pytest.raises(OutputProblem) as caught:
        ledger.merge_copies([tmp_path / "a.xlsx"], tmp_path / "b.xlsx")
    assert caught.value.code == "not-a-ledger"


def read_back(path: Path) -> dict[str, pd.DataFrame]:
    return ledger.load(path, ("issues", "measures", "masks"))


def test_a_ledger_is_read_back_with_types_and_ids(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    reports: list[Report] = two_reports()
    convert(reports, path)
    book = openpyxl.load_workbook(path)
    sheet = book["问题台账"]
    sheet.title = "我的台账"
    sheet.insert_rows(1)
    sheet["C1"] = "某市整改台账"
    sheet["AB3"], sheet["AB4"] = datetime.datetime(2026, 3, 1), "年底前"
    sheet["AK2"], sheet["AK3"] = "得分", 95.5
    sheet["AL2"], sheet["AL4"] = "督办人", "王五"
    sheet["W2"] = "整改的目标"
    book.save(path)
    frames = read_back(path)
    issues = frames["issues"]
    assert len(issues) == 12
    assert str(issues["measures"].dtype) == "Int64"
    assert issues["deadline"].tolist()[:2] == ["2026-03-01", "年底前"]
    assert issues["deadline_on"][0] == pd.Timestamp(2026, 3, 1)
    assert pd.isna(issues["deadline_on"][1])
    assert (issues["得分"][0], issues["督办人"][1]) == (95.5, "王五")
    assert "target" in issues.columns  # the renamed column between its neighbours
    theirs = fp.tables([report.document() for report in reports])["issues"]
    assert set(issues["issue_id"]) == set(theirs["issue_id"])
    assert set(frames["measures"]["issue_id"]) == set(issues["issue_id"])
    assert len(frames["masks"]) == 12


def test_reading_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    for file in (path, tmp_path / "没有.xlsx"):
        with pytest.raises(OutputProblem):
            ledger.load(file)


def cells_of(path: Path) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(path)
    return {(s.title, c.coordinate): c.value for s in book.worksheets for row in s.iter_rows() for c in row}


def test_merging_a_copy_with_itself_changes_nothing(copies: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = copies
    out = tmp_path / "合.xlsx"
    assert not ledger.merge_copies([first, second], out).changes
    assert cells_of(out) == cells_of(first)
