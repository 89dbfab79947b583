"""``feedbackparse audit``: its forms, what they hold, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from feedbackparse import cli
from feedbackparse.batch import drive
from feedbackparse.cli.sheets import print_csv
from feedbackparse.codes import CODES
from feedbackparse.errors import Exit
from tests.auditing.papers import REPORT, SOUND
from tests.batch import poison
from tests.batch.poison import write_poison
from tests.test_cli import run, run_process

COPIED = (
    "组织村支书逐村走访，收集群众对宣讲方式的意见六十七条，按村分片改用方言讲解，"
    "并请老党员现身说法，效果由村民代表当场打分。"
)
"""Words of an answer that two offices write alike."""
KEYS = {"document", "file", "code", "severity", "node", "start", "end", "place", "message", "remedy", "excerpt"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report with an unanswered problem, in a folder with a Chinese name."""
    folder = tmp_path / "第三轮 报告"
    folder.mkdir()
    (folder / "整改报告.txt").write_text(drop_answer(SOUND), encoding="utf-8")
    return folder


def drop_answer(report: str) -> str:
    """The report without the answer to its second problem."""
    lines = report.split("\n")
    answers = [at for at, line in enumerate(lines) if line.startswith("整改情况")]
    return "\n".join(line for at, line in enumerate(lines) if at != answers[1])


def records(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    run("audit", *arguments, "--format", "json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_text_says_place_severity_code_and_message(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", folder) == Exit.OK
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    (line,) = [line for line in lines if "unanswered-issue" in line and "：" in line and line.startswith("整改报告")]
    assert re.match(r"整改报告\.txt:第\d+行: 错误 unanswered-issue 问题无整改情况：", line)
    assert printed.out.count(CODES["no-deadline"].remedy) == 1
    assert not printed.err


def test_text_ends_with_a_summary_of_three_coverages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("audit", folder)
    files, findings, *coverages = capsys.readouterr().out.splitlines()[-5:]
    assert files == "共 1 个文件：已核查 1 个"
    assert re.match(r"核查提示：错误 [1-9]\d*，警告 \d+，提示 \d+$", findings)
    assert [line[:4] for line in coverages] == ["文字覆盖", "答复覆盖", "要素覆盖"]
    assert "91%（11/12）" in coverages[1]


def test_a_letter_has_no_coverage_of_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = Path(__file__).parent / "auditing" / "cases" / "letter-14.txt"
    assert run("audit", letter) == Exit.OK
    assert "答复覆盖、要素覆盖：不适用" in capsys.readouterr().out


def test_json_is_a_list_of_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", folder, "--format", "json") == Exit.OK
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert all(set(record) >= KEYS for record in found)
    (unanswered,) = [record for record in found if record["code"] == "unanswered-issue"]
    assert unanswered["severity"] == "error"
    assert unanswered["place"].startswith("line[")
    assert unanswered["excerpt"]
    assert "答复覆盖" in printed.err
    whole = [record for record in found if record["start"] == record["end"]]
    assert whole
    assert all(record["place"] is None for record in whole)


def test_notes_of_nearly_every_problem_are_one_line_behind_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("audit", folder)
    lines = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert [line for line in lines if "no-deadline" in line] == [
        "整改报告.txt: 提示 no-deadline 未写时限：12个问题中有12个"
    ]
    placed = [": " in line and ":第" in line for line in lines]
    assert placed == sorted(placed, reverse=True)
    run("audit", folder, "--singly")
    assert capsys.readouterr().out.count("提示 no-deadline") == 12


def test_json_without_findings_is_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(folder, "--select", "macro", capsys=capsys) == []


def test_csv_is_for_excel(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "结果" / "核查.csv"
    assert run("audit", folder, "--format", "csv", "-o", output) == Exit.OK
    data = output.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head[:5] == ["文件", "位置", "级别", "代码", "名称"]
    assert [row[0] for row in rows if row[3] == "unanswered-issue"] == ["整改报告.txt"]
    printed = capsys.readouterr()
    assert not printed.out
    assert "核查.csv" in printed.err


def test_csv_makes_no_formula_of_a_text() -> None:
    assert print_csv(["a"], [["=1+1"], ["@x"], [-1], ["好"]]).splitlines()[1:] == ["'=1+1", "'@x", "-1", "好"]


def test_table_is_plain_in_a_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", folder, "--format", "table") == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t") == ["文件", "位置", "级别", "代码", "名称", "说明"]
    assert "文件\t文字\t答复\t责任\t时限\t数量\t佐证" in lines
    assert not any("\x1b" in line or "─" in line for line in lines)


def test_table_is_drawn_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    assert run("audit", folder, "--format", "table", "--select", "error") == Exit.OK
    printed = capsys.readouterr().out
    assert "─" in printed
    assert "\t" not in printed
    assert re.search(r"第\d+行", printed)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], Exit.OK),
        (["--fail-on", "never"], Exit.OK),
        (["--fail-on", "error"], Exit.FINDINGS),
        (["--fail-on", "error", "--ignore", "error"], Exit.OK),
        (["--fail-on", "error", "--select", "note"], Exit.OK),
        (["--fail-on", "note", "--select", "no-deadline"], Exit.FINDINGS),
        (["--fail-on", "warning", "--select", "no-deadline"], Exit.OK),
    ],
)
def test_fail_on(folder: Path, options: list[str], code: Exit) -> None:
    assert run("audit", folder, *options) == code


def test_a_sound_report_fails_on_nothing(tmp_path: Path) -> None:
    (tmp_path / "好.txt").write_text(SOUND, encoding="utf-8")
    assert run("audit", tmp_path, "--fail-on", "error") == Exit.OK


def test_refused_files_are_told_and_outweigh_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "空.txt").write_bytes(b"")
    assert run("audit", folder, folder / "没有.docx", "--fail-on", "error") == Exit.REFUSED
    printed = capsys.readouterr()
    assert "坏.docx: cut-short" in printed.err
    assert "空.txt: empty-file" in printed.err
    assert "没有.docx: " in printed.err
    assert "共 4 个文件：已核查 1 个，未能读取 3 个" in printed.out
    assert "unanswered-issue" in printed.out


def test_only_refused_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    assert run("audit", tmp_path) == Exit.REFUSED
    assert "核查提示：错误 0，警告 0，提示 0" in capsys.readouterr().out
    (tmp_path / "空.txt").unlink()
    assert run("audit", tmp_path) == Exit.REFUSED
    assert "no-files" in capsys.readouterr().err


def test_passages_that_documents_share_are_told_at_each_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, answer in (("甲", COPIED), ("乙", COPIED), ("丙", "已改。")):
        text = f"关于{name}县委巡察反馈意见整改情况的报告\n1.关于宣讲方式单一的问题。\n整改情况：{answer}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "甲的副本.txt").write_bytes((tmp_path / "甲.txt").read_bytes())
    found = records(tmp_path, "--select", "repeated-text", capsys=capsys)
    assert [(record["file"], record["cluster"]) for record in found] == [("乙.txt", 1), ("甲.txt", 1)]
    assert all(record["place"] == "line[3]" for record in found)
    assert "甲.txt" in found[0]["message"]
    without = records(tmp_path, "--ignore", "repeated-text", "--select", "warning", capsys=capsys)
    assert "repeated-text" not in {record["code"] for record in without}


def test_codes_are_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", folder, "--select", "unanswered-isue") == Exit.USAGE
    assert "是否想用 unanswered-issue" in capsys.readouterr().err
    assert run("audit", folder, "--ignore", "xyz") == Exit.USAGE
    assert "docs/codes.md" in capsys.readouterr().err
    assert run("audit", folder, "--select", "error,note", "--select", "repeated-text") == Exit.OK


def test_settings_change_thresholds_and_codes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "feedbackparse.toml"
    settings.write_text('[audit]\nsum_notes = false\nselect = ["no-deadline"]\n', encoding="utf-8")
    singly = records(folder, "--settings", settings, capsys=capsys)
    assert len(singly) > 4
    assert {record["code"] for record in singly} == {"no-deadline"}
    others = records(folder, "--settings", settings, "--select", "error", capsys=capsys)
    assert {record["severity"] for record in others} == {"error"}


@pytest.mark.parametrize(
    ("words", "code"),
    [("[audit", "settings-syntax"), ("[audit]\nx = 1", "settings-unknown"), (None, "settings-unread")],
)
def test_wrong_settings_are_told(
    folder: Path, tmp_path: Path, words: str | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "设置.toml"
    if words is not None:
        settings.write_text(words, encoding="utf-8")
    assert run("audit", folder, "--settings", settings) == Exit.RULES
    assert code in capsys.readouterr().err


def test_own_rules_are_laid_over(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.toml").write_text("family = ", encoding="utf-8")
    assert run("audit", folder, "--rules", tmp_path) == Exit.RULES
    assert "rules-syntax" in capsys.readouterr().err


def test_no_source_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder / "整改报告.txt"
    before = source.read_bytes()
    for paths in ([source], [folder]):
        assert run("audit", *paths, "-o", source) == Exit.OUTPUT
        assert "output-is-source" in capsys.readouterr().err
    assert source.read_bytes() == before


def test_gbk_console_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(drop_answer(REPORT), encoding="gb18030")
    done = run_process("audit", tmp_path, "没有.docx", "--encoding", "gb18030", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == Exit.REFUSED
    assert "报告.txt:第" in done.stdout.decode("utf-8")
    assert "没有.docx: " in done.stderr.decode("gbk")


def test_a_crash_is_told_with_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "work", poison.work)
    write_poison(folder / "整改报告.txt", "divide by zero")
    assert cli.run(["audit", str(folder)]) == Exit.BUG
    printed = capsys.readouterr()
    assert "整改报告.txt: crashed ZeroDivisionError: one\n" in printed.err
    assert "程序出错 1 个" in printed.out
