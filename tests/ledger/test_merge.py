"""Converting again, case by case: what people did, what the sources did, and what may not happen to the file."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger import package, replacing
from feedbackparse.ledger.written import NAMES

from .office import Report, convert, two_reports

ISSUE, PROGRESS = "具体问题", "进展"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def table(path: Path, name: str = "问题台账") -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def edit(path: Path, *cells: tuple[str, int, str, object]) -> None:
    """Set cells: sheet, row, head, value."""
    book = openpyxl.load_workbook(path)
    for sheet, row, head, value in cells:
        heads: dict[Any, Any] = {cell.value: cell.column for cell in book[sheet][1]}
        book[sheet].cell(row, heads[head]).value = value  # type: ignore[assignment]
    book.save(path)


def reword(report: Report, at: int, words: str) -> None:
    report.issues[at] = (words, report.issues[at][1])


def test_the_same_again_changes_nothing_and_writes_nothing(path: Path) -> None:
    convert(two_reports(), path)
    before = path.read_bytes()
    written = convert(two_reports(), path)
    assert (dict(written.changes), written.backup) == ({}, None)
    assert path.read_bytes() == before
    assert list(written.summarise()) == ["台账没有变化"]


def test_an_edited_parsers_cell_stays_and_is_listed(path: Path) -> None:
    convert(two_reports(), path)
    edit(path, ("问题台账", 2, ISSUE, "我们的说法"), ("问题台账", 3, "整改情况", None))
    written = convert(two_reports(), path)
    assert written.changes["conflicts"] == 2
    rows, conflicts = table(path), table(path, "冲突")
    assert (rows[0][ISSUE], rows[1]["整改情况"]) == ("我们的说法", None)
    assert [row["台账中的内容（已保留）"] for row in conflicts] == ["我们的说法", "（空）"]
    assert "甲局T00Z" in conflicts[0]["另一方的内容"]
    assert not convert(two_reports(), path).changes


def test_deleted_rows_stay_deleted_and_are_listed_without_their_words(path: Path) -> None:
    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    book["问题台账"].delete_rows(3)
    book.save(path)
    for _ in range(2):
        convert(two_reports(), path)
        assert [row["条目ID"] for row in table(path)][:3] == ["WT-0001", "WT-0003", "WT-0004"]
        (listed,) = table(path, "冲突")
        assert (listed["类别"], listed["条目ID"]) == ("行已删除", "WT-0002")
        assert "T01Z" not in str(listed)


def test_a_reworded_issue_keeps_its_id_and_gets_a_new_key(path: Path) -> None:
    reports = two_reports()
    convert(reports, path)
    edit(path, ("问题台账", 3, PROGRESS, "已办"))
    old = table(path)[1]
    reword(reports[0], 1, "一些支部党费收缴台账登记很不规范，个别支部迟缴甲局T01Z")
    written = convert(reports, path)
    new = table(path)[1]
    assert (new["条目ID"], new[PROGRESS]) == (old["条目ID"], "已办")
    assert new["内容键"] != old["内容键"]
    assert "表述有改动" in new["核查提示"]
    assert written.changes["reworded"] == 1
    assert not convert(reports, path).changes


def test_a_removed_issue_stays_and_is_marked_and_comes_back(path: Path) -> None:
    reports = two_reports()
    convert(reports, path)
    edit(path, ("问题台账", 3, PROGRESS, "已办"))
    gone = reports[0].issues.pop(1)
    assert convert(reports, path).changes["gone"] == 3  # the issue and its two measures
    assert table(path)[1]["原文位置"].startswith("〔原文已无此条〕")
    assert table(path)[1][PROGRESS] == "已办"
    assert not convert(reports, path).changes
    reports[0].issues.insert(1, gone)
    convert(reports, path)
    assert not table(path)[1]["原文位置"].startswith("〔")
    assert len(table(path)) == 12


def test_a_source_that_is_not_in_the_run_leaves_its_rows(path: Path) -> None:
    reports = two_reports()
    convert(reports, path)
    assert convert(reports[:1], path).changes["absent"] == 18  # 6 issues, 12 measures
    assert table(path)[6]["原文位置"].startswith("〔本次未提供原文〕")
    assert not convert(reports[:1], path).changes


def test_a_split_issue_keeps_its_id_in_one_part(path: Path) -> None:
    reports = two_reports()
    reword(reports[0], 0, "党建责任落实不力且考核结果运用不充分")
    convert(reports, path)
    reports[0].issues[0:1] = [("党建责任落实不力", "甲"), ("考核结果运用不充分", "乙")]
    convert(reports, path)
    ids = {row[ISSUE]: row["条目ID"] for row in table(path)}
    assert ids["党建责任落实不力。"] == "WT-0001"
    assert ids["考核结果运用不充分。"] == "WT-0013"


def test_doubled_and_moved_issues_keep_their_rows(path: Path) -> None:
    reports = two_reports()
    reword(reports[0], 3, reports[0].issues[0][0])
    convert(reports, path)
    edit(path, ("问题台账", 2, PROGRESS, "第一处"), ("问题台账", 5, PROGRESS, "第二处"))
    reports[0].issues.append(reports[0].issues.pop(1))
    convert(reports, path)
    assert [row[PROGRESS] for row in table(path)][:5] == ["第一处", None, None, "第二处", None]
    assert table(path)[1]["序号"] == "6"


def test_doubtful_wording_goes_to_the_unclaimed(path: Path) -> None:
    reports = two_reports()
    reword(reports[0], 0, "公务用车管理制度执行不严格，派车手续不全")
    convert(reports, path)
    edit(path, ("问题台账", 2, PROGRESS, "已经修订制度"))
    reword(reports[0], 0, "公务用车管理中私用现象没有完全杜绝，登记不全")
    written = convert(reports, path)
    assert written.changes["strays"] == 1
    (stray,) = table(path, "待认领")
    assert (stray["条目ID"], stray["列"], stray["内容"]) == ("WT-0001", "进展", "已经修订制度")
    assert stray["可能对应"].startswith("WT-0013")
    assert not convert(reports, path).changes


@pytest.mark.parametrize("name", ["甲局报告(2).docx", "下月/甲局整改.docx", "最终版2.docx"])
def test_next_months_file_follows_the_last_one(path: Path, name: str) -> None:
    reports = two_reports()
    convert(reports, path)
    reports[0].name = name
    reports[0].issues.append(("值班制度落实不到位", "补课"))
    convert(reports, path)
    rows = table(path)
    assert [row["条目ID"] for row in rows] == [f"WT-{at:04d}" for at in range(1, 14)]
    assert rows[0]["来源文件"] == name
    assert {row["文件"] for row in table(path, "文件清单")} == {name, "乙局报告.docx"}


def test_a_new_round_is_a_new_document_unless_it_is_said_to_replace(path: Path) -> None:
    reports = two_reports()
    convert(reports, path)
    reports[0].unit, reports[0].name = "甲局（更名）", "丙.docx"
    reports[0].issues[0] = (reports[0].issues[0][0], "另有整改")
    copy = path.with_name("二.xlsx")
    shutil.copy(path, copy)
    convert(reports, path)
    assert len(table(path)) == 18
    assert "doubtful-version" in {row["代码"] for row in table(path, "核查提示")}
    assert not convert(reports, path).changes
    convert(reports, copy, replaces={"丙.docx": "甲局报告.docx"})
    assert len(table(copy)) == 12
    assert table(copy)[0]["单位"] == "甲局（更名）"


def test_a_row_copied_from_another_ledger_gets_its_own_id(path: Path) -> None:
    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    sheet = book["问题台账"]
    sheet.append(["WT-0003", "ffffffffffffffff-1", "丙局", *[None] * 6, "别处的问题"])
    sheet.append([cell.value for cell in sheet[2]])
    book.save(path)
    written = convert(two_reports(), path)
    assert written.changes["copied"] == 2
    assert [row["条目ID"] for row in table(path)][-2:] == ["WT-0013", "WT-0014"]
    assert table(path)[-2][ISSUE] == "别处的问题"


def test_blanked_ids_are_found_again(path: Path) -> None:
    convert(two_reports(), path)
    edit(
        path,
        *(("问题台账", row, "条目ID", None) for row in (3, 4)),
        ("问题台账", 4, "内容键", None),
        ("问题台账", 4, PROGRESS, "在办"),
    )
    assert convert(two_reports(), path).changes["restored"] == 2
    assert [row["条目ID"] for row in table(path)][:3] == ["WT-0001", "WT-0002", "WT-0003"]


def test_without_bookkeeping_everything_that_differs_is_peoples(path: Path) -> None:
    convert(two_reports(), path)
    edit(path, ("问题台账", 2, ISSUE, "我们的说法"), ("问题台账", 2, PROGRESS, "已办"))
    book = openpyxl.load_workbook(path)
    del book["簿记"]
    book.save(path)
    convert(two_reports(), path)
    assert (table(path)[0][ISSUE], table(path)[0][PROGRESS]) == ("我们的说法", "已办")
    assert [row["条目ID"] for row in table(path)] == [f"WT-{at:04d}" for at in range(1, 13)]
    assert not convert(two_reports(), path).changes


def test_an_edited_guide_keeps_the_edit(path: Path) -> None:
    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    book["说明"]["A1"] = "某市整改台账"
    book["说明"]["D3"] = "联系人：张三"
    book.save(path)
    reports = two_reports()
    reports[0].issues.pop()
    convert(reports, path)
    guide = openpyxl.load_workbook(path)["说明"]
    assert (guide["A1"].value, guide["D3"].value) == ("某市整改台账", "联系人：张三")
    assert any("11 条" in str(cell.value) for row in guide.iter_rows() for cell in row)


def test_findings_without_notes_go_and_those_with_notes_stay(path: Path) -> None:
    reports = two_reports()
    convert(reports, path)
    edit(path, ("遮蔽信息", 3, "前后文", "我核对过"))
    del reports[0].issues[:2]
    written = convert(reports, path)
    masks = table(path, "遮蔽信息")
    assert written.changes["vanished"] == 1
    assert [row["前后文"] for row in masks].count("我核对过") == 1
    assert len(masks) == 11


def test_what_cannot_be_carried_is_said_and_written_beside(path: Path, tmp_path: Path) -> None:
    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    from openpyxl.chart import BarChart

    summary: Any = book["汇总"]
    summary.add_chart(BarChart(), "N2")
    book.save(path)
    before = path.read_bytes()
    reports = two_reports()
    reports[0].issues.pop()
    written = convert(reports, path)
    assert "图表" in written.beside
    assert path.read_bytes() == before
    assert written.path == tmp_path / "台账（合并结果）.xlsx"
    assert "图表" in next(iter(written.summarise()))


def test_rich_text_is_noticed(path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    book["问题台账"]["AE2"] = CellRichText("已", TextBlock(InlineFont(b=True), "办结"))
    book.save(path)
    reports = two_reports()
    reports[0].issues.pop()
    assert convert(reports, path).beside == ("单元格内的局部格式",)


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~lock.台账.xlsx#", ".~台账.xlsx"])
def test_an_open_workbook_is_left_alone_with_a_copy_beside(path: Path, lock: str) -> None:
    convert(two_reports(), path)
    before = path.read_bytes()
    path.with_name(lock).write_bytes(b"")
    reports = two_reports()
    reports[0].issues.pop()
    with pytest.raises(OutputProblem) as caught:
        convert(reports, path)
    assert caught.value.code == "ledger-open"
    assert "台账（合并结果）.xlsx" in caught.value.remedy
    assert path.read_bytes() == before
    assert len(table(path.with_name("台账（合并结果）.xlsx"))) == 12


def test_a_workbook_saved_meanwhile_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    convert(two_reports(), path)
    real = package.pack

    def save_meanwhile(*args: Any) -> None:
        real(*args)
        path.write_bytes(path.read_bytes() + b"\0")

    monkeypatch.setattr(replacing, "pack", save_meanwhile)
    reports = two_reports()
    reports[0].issues.pop()
    with pytest.raises(OutputProblem) as caught:
        convert(reports, path)
    assert caught.value.code == "ledger-changed"
    assert path.read_bytes().endswith(b"\0")


def test_the_last_version_is_kept(path: Path) -> None:
    convert(two_reports(), path)
    before = path.read_bytes()
    reports = two_reports()
    reports[0].issues.pop()
    written = convert(reports, path)
    assert written.backup is not None
    assert written.backup.read_bytes() == before


WRITES = (
    "zipfile.ZipFile.writestr",
    "zipfile._ZipWriteFile.write",
    "os.fsync",
    "pathlib.Path.replace",
    "shutil.copyfileobj",
)


@pytest.mark.parametrize("target", WRITES)
def test_a_crash_at_any_write_leaves_the_old_workbook_whole(
    path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    convert(two_reports(), path)
    before = path.read_bytes()
    reports = two_reports()
    reports[0].issues.pop()
    module, _, rest = target.partition(".")
    owner: Any = importlib.import_module(module)
    *outer, name = rest.split(".")
    for part in outer:
        owner = getattr(owner, part)
    real = getattr(owner, name)
    for deadly in range(200):
        calls = iter(range(10_000))

        def fail(*args: Any, deadly: int = deadly, calls: Any = calls, **options: Any) -> Any:
            if next(calls) == deadly:
                raise OSError(28, "No space left on device")
            return real(*args, **options)

        monkeypatch.setattr(owner, name, fail)
        problem = None
        try:
            convert(reports, path)
        except OutputProblem as caught:
            problem = caught
        finally:
            monkeypatch.undo()
        if problem is None:
            break
        assert problem.code == "ledger-unwritable"
        assert path.read_bytes() == before, deadly
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        assert not list(path.parent.glob(".*.tmp"))
    assert 1 <= deadly < 200
    assert len(table(path)) == 12


@pytest.mark.libreoffice
def test_saved_by_libreoffice_in_between(path: Path, tmp_path: Path) -> None:
    reports = two_reports()
    reword(reports[0], 0, "=1+1 是公式样的问题_x000D_甲局T00Z")
    convert(reports, path)
    edit(path, ("问题台账", 3, PROGRESS, "已办"))
    out = tmp_path / "lo"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True)
    shutil.move(out / path.name, path)
    written = convert(reports, path)
    assert {key: count for key, count in written.changes.items() if key != "fixed"} == {}
    assert written.beside == ()
    assert table(path)[1][PROGRESS] == "已办"


def test_every_change_has_a_name() -> None:
    assert all(NAMES.values())
