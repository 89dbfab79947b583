"""Putting a merged workbook in the place of the old one: backup, one step, or beside it where it is open."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any, BinaryIO

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.package import pack, put_whole
from feedbackparse.ledger.target import beside, is_open


def digest_of(path: Path) -> str:
    """By which a change of the file on disk is noticed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def replace_ledger(book: Any, path: Path, digest: str) -> Path:
    """Write the workbook in the place of the old one, which is kept as a backup.

    Shape: the path of the backup. Raises: OutputProblem; where the old one is open or was changed in the
    meantime, the result stands beside it.
    """
    lock = is_open(path)
    if lock is not None:
        raise put_beside(book, path, "ledger-open", f"台账正被打开（有锁定文件 {lock.name}）")
    backup = path.with_name(f"{path.stem}（上一版）{path.suffix}")
    put_whole(backup, lambda target: copy_into(path, target))
    shutil.copystat(path, backup)
    try:
        put_whole(path, lambda target: pack(book, target, {}), lambda: check_unchanged(path, digest))
    except OutputProblem as problem:
        if isinstance(problem.__cause__, PermissionError):
            raise put_beside(book, path, "ledger-open", "台账正被其他程序占用") from problem
        raise
    except ChangedMeanwhile as change:
        raise put_beside(book, path, "ledger-changed", "转换期间台账被别人改动") from change
    return backup


def copy_into(path: Path, target: BinaryIO) -> None:
    with path.open("rb") as source:
        shutil.copyfileobj(source, target)


class ChangedMeanwhile(Exception):
    """Somebody saved the workbook while it was being merged."""


def check_unchanged(path: Path, digest: str) -> None:
    if digest_of(path) != digest:
        raise ChangedMeanwhile


def put_beside(book: Any, path: Path, code: str, message: str) -> OutputProblem:
    """Write the result beside the old workbook, and say so. Raises: OutputProblem where that fails too."""
    place = write_beside(book, path)
    remedy = f"请关闭台账后重新转换；本次结果已另存为 {place.name}"
    return OutputProblem(code, str(path), f"{message}，没有改动", remedy)


def write_beside(book: Any, path: Path) -> Path:
    place = beside(path, "合并结果")
    put_whole(place, lambda target: pack(book, target, {}))
    return place
