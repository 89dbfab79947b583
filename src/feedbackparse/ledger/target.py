"""Where a workbook may be written: an existing file is never overwritten."""

from __future__ import annotations

from pathlib import Path

from feedbackparse.errors import OutputProblem


def check_target(path: Path) -> None:
    """Whether a new workbook can be written here. Raises: OutputProblem."""
    if path.exists():
        raise OutputProblem(
            "ledger-exists",
            str(path),
            "此处已有文件，不会覆盖",
            "请换一个文件名（-o 新台账.xlsx），或先把原文件移到别处",
        )
    if path.suffix.lower() != ".xlsx":
        raise OutputProblem(
            "ledger-suffix", str(path), "台账的文件名应以 .xlsx 结尾", "请改用如“整改台账.xlsx”的文件名"
        )
    if not path.parent.is_dir():
        raise OutputProblem("no-folder", str(path), "保存台账的文件夹不存在", "请先建立该文件夹，或改用已有的文件夹")


def unwritable(path: Path, error: OSError) -> OutputProblem:
    return OutputProblem(
        "ledger-unwritable",
        str(path),
        f"台账不能写入：{error.strerror or error}",
        "请检查磁盘空间和文件夹的写入权限，或换一个位置",
    )
