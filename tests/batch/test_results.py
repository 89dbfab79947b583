"""What a run leaves: report, dataset, log; and what it says where the rows do not fit into a workbook."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import feedbackparse as fp
from feedbackparse import cli
from feedbackparse.batch import Step, gathering
from feedbackparse.cli.progress import Lines, print_seconds, show_progress
from feedbackparse.errors import Exit
from feedbackparse.frames import dataset
from feedbackparse.frames.columns import TABLES
from feedbackparse.ledger import content
from feedbackparse.verdict import Verdict
from tests.batch.poison import write_reports

SCALE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    write_reports(tmp_path / "报告", 7)
    (tmp_path / "报告" / "空.txt").write_bytes(b"")
    return tmp_path / "报告"


def test_the_report_has_a_line_for_each_file(sources: Path, tmp_path: Path) -> None:
    report = tmp_path / "结论.jsonl"
    for expected in ("converted findings", "unchanged"):
        fp.convert(sources, tmp_path / "台账.xlsx", report=report, workers=2)
        lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
        assert [line["file"] for line in lines] == sorted(path.name for path in sources.iterdir())
        assert all(line["verdict"] in expected.split() for line in lines[:7])
        assert all(line["seconds"] >= 0 and line["memory"] > 2**20 for line in lines)
        assert (lines[7]["verdict"], lines[7]["code"]) == ("refused", "empty-file")


def test_the_log_is_json_where_asked(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.run(["convert", str(sources), "-o", str(tmp_path / "台账.xlsx"), "--log-format", "json", "--quiet"])
    printed = capsys.readouterr()
    lines = [json.loads(line) for line in printed.err.splitlines()]
    assert code == Exit.REFUSED
    assert [line["event"] for line in lines] == ["start", *["document"] * 8, "read"]
    assert [line["done"] for line in lines] == [*range(9), 8]
    assert not printed.out


def test_quiet_tells_only_what_failed(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["convert", str(sources), "-o", str(tmp_path / "台账.xlsx"), "--quiet"])
    printed = capsys.readouterr()
    assert not printed.out
    assert printed.err.startswith("空.txt: empty-file")
    assert len(printed.err.splitlines()) == 2


def test_a_line_now_and_then_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 31.0, 40.0])
    lines = Lines(clock=lambda: next(clock))
    for done in (0, 310, 400):
        lines.tell(Step(done, 3100, Verdict("a", "converted") if done else None))
    assert capsys.readouterr().err == "已完成 310/3100，每秒 10.0 份，约剩 5 分钟\n"
    assert [print_seconds(seconds) for seconds in (3, 3700)] == ["不到 1 分钟", "1 小时 2 分"]


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with show_progress() as progress:
        progress(Step(0, 2))
        progress(Step(1, 2, Verdict("坏.docx", "refused", "cut-short", "文件不完整", "请重新下载")))
        progress(Step(2, 2))
    assert "坏.docx: cut-short 文件不完整" in capsys.readouterr().err


def test_the_dataset_is_partitioned_by_run(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "表"
    first = fp.convert(sources, None, folder, workers=1)
    assert first.written is None
    assert first.tables == folder
    fp.convert(sources, None, folder, workers=1, run="2025-01")
    issues = pd.read_parquet(folder / "issues")
    assert issues.groupby("run", observed=True).size().to_dict() == {first.run: 7, "2025-01": 7}
    assert sorted(issues["issue_id"][issues["run"] == "2025-01"]) == [f"WT-{at:04d}" for at in range(1, 8)]
    assert {path.name for path in folder.iterdir() if path.is_dir()} >= set(TABLES)


def test_parts_go_on_from_one_another_and_a_shorter_run_leaves_none_behind(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    whole = fp.tables([fp.parse(path) for path in sorted(sources.glob("报告*"))])["issues"]
    monkeypatch.setattr(gathering, "PART", 3)
    fp.convert(sources, None, tmp_path / "表", workers=2, run="一")
    parts = sorted((tmp_path / "表" / "issues" / "run=一").iterdir())
    assert [path.name for path in parts] == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert pd.concat([pd.read_parquet(path) for path in parts], ignore_index=True).equals(whole)
    (parts[0].parent / ".part-00001.parquet.123-4").write_bytes(b"")
    monkeypatch.setattr(gathering, "PART", 200)
    fp.convert(sources, None, tmp_path / "表", workers=2, run="一")
    assert [path.name for path in parts[0].parent.iterdir()] == ["part-00000.parquet"]
    assert dataset.PART == 200


def test_rows_that_do_not_fit_go_into_tables(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(content, "MOST_ROWS", 6)
    output = tmp_path / "台账.xlsx"
    assert cli.run(["convert", str(sources), "-o", str(output)]) == Exit.OUTPUT
    printed = capsys.readouterr()
    assert not output.exists()
    assert "ledger-too-large" in printed.err
    assert "split" in printed.err
    assert "已转换 7 个" in printed.out
    assert len(pd.read_parquet(tmp_path / "台账-数据表" / "issues")) == 7


def test_rows_that_do_not_fit_beside_those_of_a_ledger_go_into_tables(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, reports = tmp_path / "台账.xlsx", sorted(sources.glob("报告*"))
    fp.convert(reports[:4], output, workers=1)
    before = output.read_bytes()
    monkeypatch.setattr(content, "MOST_ROWS", 6)
    done = fp.convert(reports[4:], output, workers=1)
    assert done.written is None
    assert done.unfit is not None
    assert output.read_bytes() == before
    assert len(pd.read_parquet(tmp_path / "台账-数据表" / "issues")) == 3


def test_pages_are_the_same_whoever_writes_them(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_PAGES", 2)
    for workers in (1, 2):
        fp.convert(sources, None, tmp_path / "表", tmp_path / f"页{workers}", workers=workers)
    one, two = ({page.name: page.read_bytes() for page in (tmp_path / f"页{n}").iterdir()} for n in (1, 2))
    assert one == two
    assert len(one) == 8


def test_audit_takes_paths_and_documents_alike(sources: Path) -> None:
    of_paths = fp.audit(sources)
    of_documents = fp.audit([fp.parse(path) for path in sorted(sources.glob("报告*"))])
    assert of_paths.equals(of_documents)
    assert len(of_paths)
    assert [verdict.status for verdict in of_paths.attrs["verdicts"]].count("refused") == 1


@pytest.mark.parametrize("query", re.findall(r"<!-- duckdb -->\n```sql\n(.+?)```", SCALE, re.DOTALL))
def test_the_queries_of_the_documentation_run(query: str, tmp_path: Path, sources: Path) -> None:
    twin = (sources / "报告0001号.txt").read_text(encoding="utf-8")
    (sources / "另.txt").write_text(twin.replace("第1号", "第9号"), encoding="utf-8")
    fp.convert(sources, None, tmp_path / "t", workers=1)
    found = duckdb.sql(query.replace("DIR", str(tmp_path / "t")))
    assert found
    assert found.fetchall()


def test_there_are_queries() -> None:
    assert SCALE.count("<!-- duckdb -->") >= 3


def test_the_recipe_for_spark_runs(sources: Path) -> None:
    """Its function, as Spark calls it: an iterator of frames in, one out."""
    (code,) = [block for block in re.findall(r"```python\n(.+?)```", SCALE, re.DOTALL) if "mapInPandas" in block]
    names: dict[str, Any] = {}
    exec(code[: code.index("files = spark")], names)
    paths = sorted(sources.iterdir())
    frame = pd.DataFrame({"path": list(map(str, paths)), "content": [path.read_bytes() for path in paths]})
    out: pd.DataFrame = pd.concat(names["read"](iter([frame])), ignore_index=True)
    assert list(out.columns) == [*names["COLUMNS"], "path"]
    assert out["issue"].notna().sum() == 8
    assert "empty-file" in out["issue"].iloc[-1]
