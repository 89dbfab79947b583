"""The command line: what stands on stdout and on stderr, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from feedbackparse import cli, schema
from feedbackparse.errors import Exit
from feedbackparse.sources import find_files
from tests.batch import poison
from tests.batch.poison import write_poison

REPORT = """关于区委巡察反馈意见整改情况的报告
二、具体整改情况
（一）党的建设方面
1.关于会议记录不完整的问题。
整改情况：一是补齐记录**份。二是制定《会议管理办法》。
2.关于学习不深入的问题。
整改情况：已完成。
"""
HEAVY = {"pandas", "jieba", "jinja2", "openpyxl", "lxml", "pydantic", "docx", "pyarrow", "regex", "rich.progress"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def run_process(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "feedbackparse", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **settings})


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from feedbackparse import cli; cli.run(['--help']); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True)
    printed = done.stdout.decode("utf-8")
    assert "convert" in printed
    assert not HEAVY.intersection(printed.split())


@pytest.mark.parametrize("command", [[], *([name] for name in cli.app.commands), ["rules", "check"]])
def test_help_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command, "--help") == Exit.OK
    printed = capsys.readouterr().out
    assert "用法：" in printed
    assert not {"Usage", "Options", "Commands", "Show", "[required]"}.intersection(printed.split())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == Exit.OK
    assert capsys.readouterr().out.startswith("feedbackparse ")


def test_parse_prints_json_that_the_schema_allows(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", report) == Exit.OK
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    jsonschema.validate(record, schema.json_schema())
    assert record["text"].startswith("关于区委巡察")
    assert record["source"]["name"] == "报告.txt"
    assert not printed.err


def test_parse_prints_an_outline(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", report, "--format", "outline") == Exit.OK
    rows = capsys.readouterr().out.splitlines()
    assert rows[0] == "title: 关于区委巡察反馈意见整改情况的报告"
    assert "    issue 1.关于: 会议记录不完整" in rows
    assert "        item 二是: 制定《会议管理办法》。" in rows


def test_parse_writes_a_file(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", report, "-o", tmp_path / "new" / "a.json") == Exit.OK
    assert json.loads((tmp_path / "new" / "a.json").read_text(encoding="utf-8"))["nodes"]
    printed = capsys.readouterr()
    assert not printed.out
    assert "a.json" in printed.err


def test_parse_does_not_replace_its_source(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", report, "-o", report) == Exit.OUTPUT
    assert report.read_text(encoding="utf-8") == REPORT
    assert "output-is-source" in capsys.readouterr().err


def test_stdout_is_utf8_where_the_console_is_gbk(report: Path) -> None:
    done = run_process("parse", report, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["text"]
    again = run_process("parse", report.with_name("没有.txt"), PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "没有.txt: unreadable-file" in again.stderr.decode("gbk")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b"PK\x03\x04 cut short", "cut-short"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None)],
)
def test_refusal_names_place_code_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, code: str | None
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    assert run("parse", path) == Exit.REFUSED
    printed = capsys.readouterr()
    place, _, rest = printed.err.partition(": ")
    assert place.endswith("报告.docx")
    assert rest.startswith(code or "")
    assert len(printed.err.splitlines()) == 2
    assert not printed.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pars", "a"], "没有命令 pars"),
        (["parse"], "缺少参数 FILE"),
        (["parse", "a", "--colour"], "没有选项 --colour"),
        (["parse", "a", "--format", "xml"], "json、outline"),
        (["parse", "a", "--encoding", "latin-17"], "没有名为 latin-17 的编码"),
        (["parse", "a", "--rules"], "--rules"),
        (["convert", "a"], "缺少选项 -o/--output"),
    ],
)
def test_usage_errors_are_chinese(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == Exit.USAGE
    printed = capsys.readouterr().err
    assert said in printed
    assert "--help" in printed


def test_convert_writes_a_workbook_and_says_where(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "台账.xlsx"
    assert run("convert", report, "-o", output, "--tables", tmp_path / "tables") == Exit.OK
    printed = capsys.readouterr()
    assert "共 1 个文件：已转换 1 个；问题 2 条，有整改情况 2 条" in printed.out
    assert f"台账：{output}" in printed.out
    assert not printed.err
    assert "问题台账" in openpyxl.load_workbook(output).sheetnames
    assert (tmp_path / "tables" / "issues").is_dir()


def test_convert_tells_bad_files_and_converts_the_others(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    assert run("convert", tmp_path, tmp_path / "没有.docx", "-o", tmp_path / "台账.xlsx") == Exit.REFUSED
    printed = capsys.readouterr()
    assert "共 3 个文件：已转换 1 个，未能读取 2 个" in printed.out
    assert "坏.docx: " in printed.err
    assert "没有.docx: " in printed.err
    assert (tmp_path / "台账.xlsx").exists()


def test_convert_without_a_good_file_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    assert run("convert", tmp_path, "-o", tmp_path / "台账.xlsx") == Exit.REFUSED
    assert "未生成台账" in capsys.readouterr().out
    assert not (tmp_path / "台账.xlsx").exists()


def test_convert_of_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", tmp_path, "-o", tmp_path / "台账.xlsx") == Exit.REFUSED
    assert "no-files" in capsys.readouterr().err


def test_convert_never_overwrites(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "台账.xlsx"
    output.write_bytes(b"people's work")
    assert run("convert", report, "-o", output) == Exit.OUTPUT
    assert output.read_bytes() == b"people's work"
    assert "ledger-exists" in capsys.readouterr().err


def test_convert_passes_over_its_own_workbook_and_locks(report: Path, tmp_path: Path) -> None:
    assert run("convert", tmp_path, "-o", tmp_path / "一.xlsx") == Exit.OK
    for name in ("~$报告.docx", "Thumbs.db", ".hidden.txt", "notes.json"):
        (tmp_path / name).write_bytes(b"\x00")
    assert run("convert", tmp_path, tmp_path / "~$报告.docx", "-o", tmp_path / "二.xlsx") == Exit.OK


def test_folders_are_searched_at_any_depth_in_order(report: Path, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.docx", "a/x/1.DOC", "a/.git/config", "扫描件.pdf", "no suffix"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    names = [found.name for found in find_files([tmp_path, report])]
    assert names == ["a/x/1.DOC", "b/10.docx", "b/2.txt", "no suffix", "扫描件.pdf", "报告.txt"]


def test_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "甲" / "报告.txt", tmp_path / "乙" / "报告.txt", tmp_path / "丙.txt"]
    assert [found.name for found in find_files(paths)] == ["甲/报告.txt", "乙/报告.txt", "丙.txt"]


def test_a_crash_costs_no_other_file_its_result(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedbackparse.batch import drive

    monkeypatch.setattr(drive, "work", poison.work)
    write_poison(tmp_path / "二.txt", "divide by zero")
    assert run("convert", tmp_path, "-o", tmp_path / "台账.xlsx") == Exit.BUG
    printed = capsys.readouterr()
    assert "二.txt: crashed ZeroDivisionError: one\n" in printed.err
    assert "已转换 1 个，程序出错 1 个" in printed.out


def test_a_bug_is_told_with_a_traceback(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedbackparse import intake

    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr(intake, "read_file", crash)
    assert run("parse", report) == Exit.BUG
    assert "Traceback" in capsys.readouterr().err


def test_explain_names_every_line_and_its_rules(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", report) == Exit.OK
    printed = capsys.readouterr().out
    assert all(line in printed for line in REPORT.splitlines())
    assert "节点  issue 1.关于" in printed
    assert "遮蔽  **份" in printed or "遮蔽  **" in printed
    assert re.search(r"类别  \S+ [01]\.\d+（(?:标题|问题)中的\S+）", printed)


def test_rules_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "check") == Exit.OK
    assert "全部通过" in capsys.readouterr().out
    (tmp_path / "mine.toml").write_text("family = ", encoding="utf-8")
    assert run("rules", "check", tmp_path) == Exit.RULES
    assert "mine.toml:1: rules-syntax" in capsys.readouterr().err
