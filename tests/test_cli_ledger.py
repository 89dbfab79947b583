"""What the command line does with ledgers: merged again, split, gathered, letters, history."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from feedbackparse.errors import Exit
from tests.test_cli import REPORT, run, run_process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of two units, in a folder with a Chinese name."""
    folder = tmp_path / "整改报告"
    folder.mkdir()
    for unit in ("青山镇", "绿水镇"):
        text = REPORT.replace("关于区委", f"中共{unit}委员会关于区委")
        (folder / f"{unit}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(folder: Path) -> Path:
    """The ledger of both."""
    path = folder.parent / "台账.xlsx"
    assert run("convert", folder, "-o", path) == Exit.OK
    return path


def put(path: Path, column: str, value: object, row: int = 0) -> None:
    """Write into a cell of 问题台账 as a person does; row 0 is the first issue."""
    book = openpyxl.load_workbook(path)
    sheet = book["问题台账"]
    at = next(row_at for row_at in range(1, 10) if any(cell.value == "具体问题" for cell in sheet[row_at]))
    key = next(cell.column for cell in sheet[at] if cell.value == column)
    sheet.cell(at + 1 + row, key).value = value  # type: ignore[assignment]
    book.save(path)


def values(path: Path, column: str) -> list[object]:
    sheet = openpyxl.load_workbook(path)["问题台账"]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if "具体问题" in row)
    return [row[rows[at].index(column)] for row in rows[at + 1 :]]


def test_convert_again_keeps_what_people_wrote(folder: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(ledger, "进展", "已约谈两次")
    capsys.readouterr()
    assert run("convert", folder, "-o", ledger) == Exit.OK
    printed = capsys.readouterr()
    assert "已约谈两次" in values(ledger, "进展")
    assert "共 2 个文件：已转换 2 个" in printed.out
    assert f"台账：{ledger}" in printed.out
    assert not printed.err


def test_convert_unchanged_says_so(folder: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("convert", folder, "-o", ledger) == Exit.OK
    assert "台账没有变化" in capsys.readouterr().out


def test_convert_says_what_a_file_replaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, ledger = tmp_path / "初稿.txt", tmp_path / "上报.txt", tmp_path / "台账.xlsx"
    old.write_text(REPORT, encoding="utf-8")
    assert run("convert", old, "-o", ledger) == Exit.OK
    new.write_text(REPORT.replace("会议记录不完整", "会议记录不完整不规范"), encoding="utf-8")
    assert run("convert", new, "-o", ledger, "--replaces", "上报.txt=初稿.txt") == Exit.OK
    assert len([value for value in values(ledger, "具体问题") if value]) == 2
    capsys.readouterr()
    for wrong in ("上报.txt", "=初稿.txt", "上报.txt="):
        assert run("convert", new, "-o", ledger, "--replaces", wrong) == Exit.USAGE
        assert "新文件名=旧文件名" in capsys.readouterr().err


def test_convert_keeps_a_history(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, file = tmp_path / "台账.xlsx", tmp_path / "历史.sqlite"
    for day in ("2025-01-31", "2025-02-28"):
        assert run("convert", folder, "-o", ledger, "--history", file, "--today", day) == Exit.OK
    capsys.readouterr()
    assert run("history", "WT-0001", "--history", file) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("次\t日期\t单位")
    assert [line.split("\t")[:2] for line in lines[1:]] == [["1", "2025-01-31"], ["2", "2025-02-28"]]
    monkeypatch.chdir(tmp_path)
    assert run("history", "WT-0001", "--format", "json") == Exit.OK
    assert [line["run"] for line in json.loads(capsys.readouterr().out)] == [1, 2]
    assert run("history", "WT-0001", "--format", "csv", "-o", tmp_path / "历次.csv") == Exit.OK
    rows = list(csv.reader(io.StringIO((tmp_path / "历次.csv").read_bytes().decode("utf-8-sig"))))
    assert len(rows) == 3
    capsys.readouterr()
    assert run("history", "WT-9999") == Exit.USAGE
    assert "没有条目 WT-9999 的记录" in capsys.readouterr().err


def test_history_must_be_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("history", "WT-0001") == Exit.USAGE
    assert "没有 .sqlite 文件" in capsys.readouterr().err
    assert run("history", "WT-0001", "--history", tmp_path / "没有.sqlite") == Exit.OUTPUT
    assert "no-history" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_convert_by_settings(folder: Path, tmp_path: Path) -> None:
    settings = tmp_path / "feedbackparse.toml"
    settings.write_text('[audit]\nselect = ["no-deadline"]\nsum_notes = false\n', encoding="utf-8")
    ledger = tmp_path / "台账.xlsx"
    assert run("convert", folder, "-o", ledger, "--settings", settings) == Exit.OK
    rows = list(openpyxl.load_workbook(ledger)["核查提示"].iter_rows(values_only=True))
    head = next(row for row in rows if "代码" in row)
    codes = {row[head.index("代码")] for row in rows[rows.index(head) + 1 :]}
    assert codes == {"no-deadline"}


def test_convert_says_days_as_it_wants_them(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", folder, "-o", tmp_path / "台账.xlsx", "--today", "31.1.2025") == Exit.USAGE
    assert "31.1.2025 不是日期，应如 2025-01-31" in capsys.readouterr().err


def test_convert_into_an_own_template(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, ledger = tmp_path / "式样.toml", tmp_path / "清单.xlsx"
    template.write_text("[sheets.没有]", encoding="utf-8")
    assert run("convert", folder, "-o", ledger, "--template", template) == Exit.OUTPUT
    assert "template-wrong" in capsys.readouterr().err
    columns = '[{ key = "issue", title = "反馈问题" }, { key = "status" }]'
    template.write_text(f'[sheets.issues]\ntitle = "任务清单"\ncolumns = {columns}\n', encoding="utf-8")
    assert run("convert", folder, "-o", ledger, "--template", template) == Exit.OK
    assert "任务清单" in openpyxl.load_workbook(ledger).sheetnames
    assert not capsys.readouterr().err
    assert run("convert", folder, "-o", ledger, "--template", template) == Exit.OK
    assert "未使用 --template" in capsys.readouterr().err


def test_split_and_merge(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("split", ledger, "-o", tmp_path / "下发") == Exit.OK
    *paths, last = capsys.readouterr().out.splitlines()
    assert last.startswith("共 2 本")
    assert [Path(path).exists() for path in paths] == [True, True]
    for path in paths:
        put(Path(path), "责任人", "王某")
    assert run("merge", tmp_path / "下发", "-o", tmp_path / "汇总.xlsx") == Exit.OK
    assert values(tmp_path / "汇总.xlsx", "责任人").count("王某") == 2
    assert f"台账：{tmp_path / '汇总.xlsx'}" in capsys.readouterr().out


def test_letter(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(ledger, "完成时限", date(2025, 1, 31))
    capsys.readouterr()
    assert run("letter", ledger, "--overdue", "--today", "2025-03-01", "-o", tmp_path / "督办函.docx") == Exit.OK
    assert f"督办函：{tmp_path / '督办函.docx'}，共 1 个问题" in capsys.readouterr().out
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "督办函.docx")).paragraphs)
    assert "已逾期29天" in words
    assert (
        run("letter", ledger, "--open", "--sender", "区委巡察办", "--unit", "没有", "-o", tmp_path / "b.docx")
        == Exit.OUTPUT
    )
    assert "nothing-to-say" in capsys.readouterr().err
    assert run("letter", ledger, "--today", "2025-03-01", "-o", tmp_path / "督办函.docx") == Exit.OUTPUT
    assert "ledger-exists" in capsys.readouterr().err
    assert run("letter", ledger, "--open", "--sender", "区委巡察办", "-o", tmp_path / "b.docx") == Exit.OK


def test_letter_without_a_day_means_today(ledger: Path, tmp_path: Path) -> None:
    put(ledger, "完成时限", date(2000, 1, 1))
    assert run("letter", ledger, "--overdue", "-o", tmp_path / "督办函.docx") == Exit.OK


@pytest.mark.parametrize("command", ["merge", "split", "letter"])
def test_what_is_no_ledger_is_told(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    for file in (tmp_path / "报告.txt", tmp_path / "没有.xlsx"):
        suffix = {"merge": "x.xlsx", "split": "x", "letter": "x.docx"}[command]
        assert run(command, file, "-o", tmp_path / suffix) == Exit.OUTPUT
        assert file.name in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["报告.txt"]


def test_gbk_console(ledger: Path, tmp_path: Path) -> None:
    done = run_process("split", ledger, "-o", tmp_path / "下发", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "共 2 本" in done.stdout.decode("utf-8")
    again = run_process("merge", tmp_path / "没有", "-o", tmp_path / "x.xlsx", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert again.returncode == Exit.OUTPUT
    assert "没有: not-a-ledger" in again.stderr.decode("gbk")
