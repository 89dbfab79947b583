"""``feedbackparse compare``: letter against report, one round against the next."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from feedbackparse.errors import Exit
from tests.test_cli import run, run_process

CASES = Path(__file__).parent / "auditing" / "cases"
LETTER, REPORT = CASES / "letter-14.txt", CASES / "report-14.txt"
KEYS = {"asked", "answered", "asked_text", "answered_text", "relation", "score"}


def pairs(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert run("compare", *arguments, "--format", "json") == Exit.OK
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["pairs"]
    found: list[dict[str, Any]] = printed["pairs"]
    return found


def test_json_holds_pairs_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    found = pairs(LETTER, REPORT, capsys=capsys)
    assert all(set(pair) >= KEYS for pair in found)
    assert len({pair["asked"] for pair in found} - {None}) == 14
    by_relation = {pair["relation"]: pair for pair in found}
    assert by_relation["unanswered"]["answered"] is None
    assert by_relation["unanswered"]["answered_text"] == ""
    assert by_relation["unasked"]["asked"] is None
    assert by_relation["same"]["score"] == 1


def test_table_is_chinese_and_plain_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", LETTER, REPORT) == Exit.OK
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].split("\t") == ["关系", "相似度", "反馈问题", "报告问题", "说明"]
    assert {line.split("\t")[0] for line in lines[1:-2]} == {"一致", "表述改动", "合并", "未见于报告", "未见于反馈"}
    assert lines[-1].startswith("反馈问题 14 个，报告问题 12 个：一致 ")
    assert "［+" in printed.out
    assert not printed.err


def test_table_is_drawn_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "140")
    assert run("compare", LETTER, REPORT) == Exit.OK
    printed = capsys.readouterr().out
    assert "─" in printed
    assert "\t" not in printed


def test_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "对照.csv"
    assert run("compare", LETTER, REPORT, "--format", "csv", "-o", output) == Exit.OK
    head, *rows = csv.reader(io.StringIO(output.read_bytes().decode("utf-8-sig")))
    assert head[0] == "关系"
    assert len(rows) == 15
    assert "对照.csv" in capsys.readouterr().err


def test_two_rounds_of_one_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = tmp_path / "第二期.txt"
    text = REPORT.read_text(encoding="utf-8")
    answer = next(line for line in text.split("\n") if line.startswith("整改情况"))
    later.write_text(
        text.replace(answer, "整改情况：已完成整改，制定办法3项，追责2人，另行通报全镇。"), encoding="utf-8"
    )
    found = pairs("--earlier", REPORT, later, capsys=capsys)
    assert found == pairs(later, "--earlier", REPORT, capsys=capsys)
    assert [pair["movement"] for pair in found].count("moved-on") == 1
    assert [pair["movement"] for pair in found].count("standing-still") == 11
    assert {"likeness", "earlier_done", "later_done"} <= set(found[0])
    assert run("compare", "--earlier", REPORT, later) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("进展\t关系\t相似度\t上期问题\t本期问题")
    assert lines[-1] == "上期问题 12 个，本期问题 12 个：有进展 1，无变化 11"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "应有两个文件"),
        (["a.txt"], "应有两个文件：ASKED ANSWERED，现有 1 个"),
        (["a.txt", "b.txt", "c.txt"], "现有 3 个"),
        (["--earlier", "a.txt"], "--earlier OLD 之后应有一个文件"),
        (["--earlier", "a.txt", "b.txt", "c.txt"], "--earlier OLD 之后应有一个文件"),
    ],
)
def test_two_files_are_asked_for(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_refused_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    for files in ((LETTER, tmp_path / "空.txt"), (tmp_path / "空.txt", REPORT), (LETTER, tmp_path / "没有.docx")):
        assert run("compare", *files) == Exit.REFUSED
    printed = capsys.readouterr()
    assert "空.txt: empty-file" in printed.err
    assert not printed.out


def test_a_document_without_problems_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "总结.txt").write_text("年度工作总结\n今年天气很好。\n", encoding="utf-8")
    assert run("compare", LETTER, tmp_path / "总结.txt") == Exit.OK
    printed = capsys.readouterr()
    assert "总结.txt: no-issues" in printed.err
    assert "未见于报告 14" in printed.out


def test_settings_move_the_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "feedbackparse.toml"
    lines = "pair_line = 0.99\nclear_line = 0.99\nspoken_line = 0.99\ndoubt_line = 0.98\n"
    settings.write_text(f"[audit]\n{lines}", encoding="utf-8")
    strict = pairs(LETTER, REPORT, "--settings", settings, capsys=capsys)
    assert not any(pair["relation"] == "reworded" for pair in strict)


def test_no_source_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(REPORT.read_bytes())
    assert run("compare", LETTER, report, "-o", report) == Exit.OUTPUT
    assert report.read_bytes() == REPORT.read_bytes()
    assert "output-is-source" in capsys.readouterr().err


def test_gbk_console(tmp_path: Path) -> None:
    report = tmp_path / "整改报告.txt"
    report.write_text(REPORT.read_text(encoding="utf-8"), encoding="gb18030")
    done = run_process("compare", LETTER, report, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == Exit.OK
    assert "未见于报告" in done.stdout.decode("utf-8")
    again = run_process("compare", LETTER, tmp_path / "没有.docx", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "没有.docx: " in again.stderr.decode("gbk")
