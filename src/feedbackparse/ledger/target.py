"""Where a workbook may be written: a foreign file is never overwritten, an open one never replaced."""

from __future__ import annotations

import zipfile
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.paths import extend_long

TOO_LARGE = "ledger-too-large"
"""Code of a workbook whose rows do not fit."""


def check_target(path: Path) -> None:
    """Whether a ledger can be written here: a new one, or onto one of ours. Raises: OutputProblem."""
    path = extend_long(path)
    if path.exists() and not is_ledger(path):
        raise OutputProblem(
            "ledger-exists",
            str(path),
            "此处已有别的文件，不会覆盖",
            "请换一个文件名（-o 新台账.xlsx），或先把原文件移到别处",
        )
    if path.suffix.lower() != ".xlsx":
        raise OutputProblem(
            "ledger-suffix", str(path), "台账的文件名应以 .xlsx 结尾", "请改用如“整改台账.xlsx”的文件名"
        )
    if not path.parent.is_dir():
        raise OutputProblem("no-folder", str(path), "保存台账的文件夹不存在", "请先建立该文件夹，或改用已有的文件夹")


def is_ledger(path: Path) -> bool:
    """Whether a file is a workbook with our bookkeeping, or at least with our sheet of issues.

    Raises: OutputProblem where the system does not let it be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            sheets = package.read("xl/workbook.xml").decode("utf-8", "replace")
    except PermissionError as error:
        remedy = "请关闭正在使用它的程序，并确认有读取权限，再重新转换"
        raise OutputProblem("ledger-locked", str(path), "台账打不开，正被其他程序占用或没有权限", remedy) from error
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
    return 'name="簿记"' in sheets or 'name="问题台账"' in sheets or "&#31807;&#35760;" in sheets


def is_open(path: Path) -> Path | None:
    """The lock that Excel, WPS or LibreOffice keeps beside a workbook that is open; None where there is none."""
    locks = (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~{path.name}"),
        path.with_name(f".~lock.{path.name}#"),
    )
    return next((lock for lock in locks if lock.exists()), None)


def beside(path: Path, words: str) -> Path:
    """A free name beside a workbook: 台账（合并结果）.xlsx."""
    at = 1
    while (found := path.with_name(f"{path.stem}（{words}{at if at > 1 else ''}）{path.suffix}")).exists():
        at += 1
    return found


def unwritable(path: Path, error: OSError) -> OutputProblem:
    return OutputProblem(
        "ledger-unwritable",
        str(path),
        f"台账不能写入：{error.strerror or error}",
        "请检查磁盘空间和文件夹的写入权限，或换一个位置",
    )
