"""What Windows machines are like, as far as another system can play them: no Unix modules, GBK consoles,
Chinese and long paths, files that another program holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

import feedbackparse as fp
from feedbackparse import cli, intake, paths
from feedbackparse.errors import Exit, OutputProblem, Refusal
from tests.test_cli import REPORT, run

UNIX_ONLY = ("fcntl", "resource", "pwd", "grp", "termios")
UNIX_CALLS = ("fork", "forkpty", "killpg", "getuid", "geteuid", "getpgid", "setsid", "mkfifo", "chown")
BEYOND_GBK = "𠮷⟦⟧😀ṥ"
"""Characters that GBK has not."""

ACT = f"""
import os, sys
import psutil  # imports what its own system has
for name in {UNIX_ONLY!r}: sys.modules[name] = None
for name in {UNIX_CALLS!r}: delattr(os, name)
from feedbackparse import cli
cli.console.prepare()
for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
    code = cli.run(line.split("\\t"))
    print("::", code, *line.split("\\t"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report under a name, and with words, that no GBK console can print."""
    folder = tmp_path / f"巡察 整改{BEYOND_GBK}"
    folder.mkdir()
    (folder / f"报告 {BEYOND_GBK}.txt").write_text(REPORT + f"{BEYOND_GBK}附件。\n", encoding="utf-8")
    (folder / f"坏{BEYOND_GBK}.docx").write_bytes(b"PK\x03\x04")
    return folder


def all_commands(folder: Path) -> list[tuple[str, ...]]:
    """Every command once, on this folder, and what goes wrong with some."""
    report, ledger, past = folder / f"报告 {BEYOND_GBK}.txt", folder / f"台账{BEYOND_GBK}.xlsx", folder / "历史.sqlite"
    out = folder / "输出"
    commands: list[tuple[object, ...]] = [
        ("convert", folder, "-o", ledger, "--history", past, "--today", "2025-01-31"),
        ("convert", folder / "没有", "-o", ledger),
        ("audit", folder),
        ("audit", folder, "--format", "table"),
        ("compare", report, report),
        ("review", folder, "-o", out / "页"),
        ("split", ledger, "-o", out / "下发"),
        ("merge", out / "下发", "-o", ledger),
        ("letter", ledger, "--open", "-o", out / f"督办函{BEYOND_GBK}.docx", "--today", "2025-01-31"),
        ("history", "WT-0001", "--history", past),
        ("parse", report),
        ("parse", report, "--format", "outline"),
        ("parse", folder / f"坏{BEYOND_GBK}.docx"),
        ("explain", report),
        ("rules", "check"),
        ("rules", "check", folder),
        ("drop", folder, "--no-open"),
        ("没有这个命令",),
    ]
    return [tuple(map(str, command)) for command in commands]


def test_every_command_is_tried(folder: Path) -> None:
    assert {command[0] for command in all_commands(folder)} >= set(cli.app.commands) - NEED_A_PERSON


NEED_A_PERSON = {"serve"}
"""Commands that go on until somebody ends them: they have tests of their own, also on a GBK console."""


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_no_command_needs_unix_or_utf8(folder: Path, encoding: str) -> None:
    """One process, without the modules and calls that Windows has not, on a console that is not UTF-8."""
    commands = all_commands(folder)
    fed = "\n".join("\t".join(command) for command in commands).encode()
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([sys.executable, "-c", ACT], input=fed, capture_output=True, check=False, env=env)
    said = done.stderr.decode(encoding)
    assert done.returncode == 0, said
    assert "Traceback" not in said, said
    assert "crashed" not in said, said
    lines = [line.split() for line in done.stdout.decode("utf-8").splitlines() if line.startswith(":: ")]
    assert [line[2] for line in lines] == [command[0] for command in commands]
    codes = [int(line[1]) for line in lines]
    wrong = [(code, command) for code, command in zip(codes, commands, strict=True) if code == Exit.BUG]
    assert wrong == []
    assert codes[0] == Exit.REFUSED  # the damaged file; the report is in the ledger
    assert codes[-1] == Exit.USAGE


def test_paths_of_more_than_260_characters(tmp_path: Path) -> None:
    """Chinese names with spaces, deep in one another: in, out, merged again, tables, pages."""
    deep = tmp_path
    while len(str(deep)) < 300:
        deep = deep / "第三轮 巡察整改（二〇二四年度）报送材料"
    deep.mkdir(parents=True)
    (deep / "整改 报告.txt").write_text(REPORT, encoding="utf-8")
    ledger = deep / "整改 台账.xlsx"
    for _ in range(2):
        assert run("convert", tmp_path, "-o", ledger, "--tables", deep / "数据 表", "--review", deep / "页") == Exit.OK
    assert len(fp.load(ledger)["issues"]) == len(fp.tables([fp.parse(deep / "整改 报告.txt")])["issues"]) > 0


@pytest.mark.parametrize(
    ("path", "extended"),
    [
        ("D:\\巡察 整改\\报告.docx", "\\\\?\\D:\\巡察 整改\\报告.docx"),
        ("D:/巡察/报告.docx", "\\\\?\\D:\\巡察\\报告.docx"),
        ("\\\\服务器\\共享\\报告.docx", "\\\\?\\UNC\\服务器\\共享\\报告.docx"),
        ("\\\\?\\D:\\报告.docx", "\\\\?\\D:\\报告.docx"),
        ("\\\\?\\UNC\\服务器\\共享\\报告.docx", "\\\\?\\UNC\\服务器\\共享\\报告.docx"),
    ],
)
def test_prefix_of_long_paths(path: str, extended: str) -> None:
    assert paths.prefix(PureWindowsPath(path)) == extended
    assert paths.prefix(PureWindowsPath(extended)) == extended


@pytest.mark.skipif(os.name == "nt", reason="speaks of other systems")
def test_no_prefix_elsewhere(tmp_path: Path) -> None:
    assert paths.extend(tmp_path / ("长" * 80)) == tmp_path / ("长" * 80)
    assert paths.extend_long(Path("x")) == Path("x")


def deny(monkeypatch: pytest.MonkeyPatch, name: str, *held: Path) -> None:
    """Windows refuses this call on files that another program holds."""
    call = getattr(Path, name)

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if {self, *(arg for arg in args if isinstance(arg, Path))} & set(held):
            raise PermissionError(13, "Permission denied", str(self))
        return call(self, *args, **options)

    monkeypatch.setattr(Path, name, refuse)


def test_a_document_that_word_holds_is_a_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / name for name in ("甲.txt", "乙.txt")]
    for path in files:
        path.write_text(REPORT, encoding="utf-8")
    for call in ("read_bytes", "open"):
        deny(monkeypatch, call, files[0])
    held, free = intake.read_files(files)
    assert isinstance(held, Refusal)
    assert held.code == "unreadable-file"
    assert "未被其他程序占用" in held.remedy
    assert isinstance(free, intake.Intake)


def test_a_ledger_that_excel_holds_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be read and not replaced: the result stands beside it."""
    report, ledger = tmp_path / "报告.txt", tmp_path / "台账.xlsx"
    report.write_text(REPORT, encoding="utf-8")
    fp.convert(report, ledger)
    before = ledger.read_bytes()
    report.write_text(REPORT.replace("已", "均已"), encoding="utf-8")
    deny(monkeypatch, "replace", ledger)
    with pytest.raises(OutputProblem) as caught:
        fp.convert(report, ledger)
    assert caught.value.code == "ledger-open"
    assert ledger.read_bytes() == before
    assert (tmp_path / "台账（合并结果）.xlsx").exists()


def test_a_ledger_that_cannot_be_read_is_said_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    report, ledger = tmp_path / "报告.txt", tmp_path / "台账.xlsx"
    report.write_text(REPORT, encoding="utf-8")
    fp.convert(report, ledger)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    with pytest.raises(OutputProblem) as caught:
        fp.convert(report, ledger)
    assert caught.value.code == "ledger-locked"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are characters there")
def test_a_name_in_gbk_bytes_is_read(tmp_path: Path) -> None:
    """What unzip makes of an archive from a Chinese Windows."""
    folder = tmp_path / "报送"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "报告.txt".encode("gbk"))).write_text(REPORT, encoding="utf-8")
    verdicts = fp.convert(folder, tmp_path / "台账.xlsx").verdicts
    assert [(one.file, one.code) for one in verdicts] == [("报告.txt", "")]
    (file,) = folder.iterdir()
    assert fp.parse(file).source.name == "报告.txt"
    for command in (("parse", file), ("explain", file), ("audit", folder), ("compare", file, file)):
        assert run(*command) in (Exit.OK, Exit.FINDINGS)


def test_names_are_left_as_they_are() -> None:
    assert paths.show_name(f"报告 {BEYOND_GBK}.docx") == f"报告 {BEYOND_GBK}.docx"
    assert paths.show_name("\udcff.docx").isprintable()
