"""The folder for machines without network: built, checked, set up here; and its .cmd files as bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import openpyxl
import pytest
from offline import build

from feedbackparse.cli.drop import DROPPED, LEDGER, read_dropped
from feedbackparse.errors import Exit
from tests.test_cli import REPORT, run, run_process

ROOT = Path(__file__).parents[1]
COMMANDS = sorted((ROOT / "offline" / "windows").glob("*.cmd"))
HERE = "{}.{}".format(*sys.version_info[:2])
MACHINE = {"linux-x86_64": "kylin-x86", "linux-aarch64": "kylin-arm"}.get(sysconfig.get_platform())


def test_windows_folder_holds_every_wheel(tmp_path: Path) -> None:
    """Also those that only Windows needs; without one of them the check fails."""
    assert build.main(["windows", str(tmp_path / "安装包"), "--python", "3.12"]) == 0
    wheels = tmp_path / "安装包" / "wheels"
    names = {path.name.split("-")[0] for path in wheels.glob("*.whl")}
    assert names >= {"feedbackparse", "jieba", "pywin32", "tzdata", "starlette", "lxml"}
    foreign = [path.name for path in wheels.glob("*.whl") if not path.stem.endswith(("win_amd64", "-any"))]
    assert foreign == []
    assert {path.name for path in wheels.parent.iterdir()} >= {*(path.name for path in COMMANDS), "说明.txt"}
    assert (wheels.parent / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    next(wheels.glob("pywin32-*")).unlink()
    with pytest.raises(SystemExit, match="pywin32"):
        build.check(build.TARGETS["windows"], "3.12", wheels)


@pytest.mark.skipif(MACHINE is None, reason="there is no folder for machines of this kind")
def test_folder_is_set_up_without_network(tmp_path: Path) -> None:
    """The folder for a machine like this one, set up for a new user, converts a report that is dropped."""
    assert MACHINE
    kit, home = tmp_path / "安装 包", tmp_path / "用户"
    build.main([MACHINE, str(kit), "--python", HERE])
    sums = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=kit, check=False, capture_output=True)
    assert sums.returncode == 0, sums.stderr
    settings = {"HOME": str(home), "PATH": os.environ["PATH"], "PIP_NO_INDEX": "1", "LC_ALL": "C.UTF-8"}
    made = subprocess.run(["sh", kit / "install.sh"], env=settings, check=False, capture_output=True)
    assert made.returncode == 0, made.stdout.decode() + made.stderr.decode()
    programs = home / ".local" / "share"
    (entry,) = (programs / "applications").glob("*drop.desktop")
    assert "drop %F" in entry.read_text(encoding="utf-8")
    report = tmp_path / "报送 材料" / "报告.txt"
    report.parent.mkdir()
    report.write_text(REPORT, encoding="utf-8")
    program = str(programs / "feedbackparse" / "bin" / "feedbackparse")
    command = [program, "drop", "--no-open", str(report)]
    done = subprocess.run(command, env=settings, check=False, capture_output=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "问题台账" in openpyxl.load_workbook(report.with_name(LEDGER)).sheetnames


def test_another_python_is_told(tmp_path: Path) -> None:
    """install.py beside wheels for another version says which."""
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "for-python-3.8").touch()
    script = tmp_path / "install.py"
    script.write_bytes((ROOT / "offline" / "install.py").read_bytes())
    done = subprocess.run([sys.executable, "-X", "utf8", script], check=False, capture_output=True)
    assert done.returncode == 1
    assert "供 Python 3.8 使用" in done.stdout.decode()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "信.docx").touch()
    with pytest.raises(SystemExit):
        build.clear_folder(tmp_path)
    assert (tmp_path / "信.docx").exists()


@pytest.mark.parametrize("path", COMMANDS, ids=[path.name for path in COMMANDS])
def test_command_files_read_the_same_on_every_code_page(path: Path) -> None:
    data = path.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    assert data.endswith(b"\r\n")
    text = data.decode()
    assert "chcp 65001" in text
    assert "%*" not in text  # & in a name would be a second command
    assert all(line.count('"') % 2 == 0 for line in text.splitlines())
    for name in ("%~dp0", "%PROGRAM%", "!PROGRAM!"):
        starts = [at for at in range(len(text)) if text.startswith(name, at)]
        assert all(text[at - 1] == '"' for at in starts)


def test_command_files_are_kept_with_their_line_ends() -> None:
    assert "*.cmd -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


CALL = "C:\\WINDOWS\\system32\\cmd.exe /c "


@pytest.mark.parametrize(
    ("command_line", "paths"),
    [
        (CALL + r'""D:\安装 包\2-拖到这里.cmd" D:\报告"', [r"D:\报告"]),
        (
            CALL + r'""D:\2-拖到这里.cmd" "D:\巡察 整改\报告（一）.docx" D:\a&b.docx D:\100%^!.docx"',
            [r"D:\巡察 整改\报告（一）.docx", r"D:\a&b.docx", r"D:\100%^!.docx"],
        ),
        (
            CALL + r'""D:\2-拖到这里.cmd" D:\全角　空格.docx \\服务器\共享\报告.docx"',
            [r"D:\全角　空格.docx", r"\\服务器\共享\报告.docx"],
        ),
        (CALL + r'""D:\2-拖到这里.cmd" "', []),
        ("C:\\WINDOWS\\system32\\cmd.exe ", []),
        ("", []),
    ],
)
def test_what_explorer_calls_is_read(command_line: str, paths: list[str]) -> None:
    assert [str(path) for path in read_dropped(command_line)] == paths


def test_dropped_folder_holds_its_ledger(tmp_path: Path) -> None:
    folder = tmp_path / "报送 材料"
    folder.mkdir()
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    call = f'cmd.exe /c ""D:\\2-拖到这里.cmd" "{folder}""'
    for _ in range(2):
        done = run_process("drop", "--no-open", **{DROPPED: call})
        assert done.returncode == Exit.OK, done.stderr.decode("utf-8", "replace")
    assert [path.name for path in sorted(folder.glob("*.xlsx"))] == [LEDGER]
    assert "台账没有变化" in done.stdout.decode("utf-8")


def test_nothing_dropped_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("drop") == Exit.USAGE
    assert "拖到图标上" in capsys.readouterr().err
