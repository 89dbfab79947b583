"""What a worker runs in these tests: the program's own work, but some documents do to it what their words say.

A test puts ``work`` in the place of the program's; the program itself knows no such words.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from feedbackparse.batch import work as own
from feedbackparse.batch.jobs import Archive, Job
from feedbackparse.batch.recipe import Recipe
from feedbackparse.intake import Intake
from feedbackparse.model import Document
from feedbackparse.pipeline import parse_intake
from feedbackparse.rulebook import Rulebook

REPORT = "关于第{0}号单位整改情况的报告\n1.关于会议记录不完整的问题{0}。\n整改情况：一是补记**份。二是已完成{0}。\n"


def work(recipe: Recipe, jobs: Sequence[Job]) -> list[own.Result | Archive]:
    own.parse_intake = act  # type: ignore[attr-defined]
    try:
        return own.work(recipe, jobs)
    finally:
        own.parse_intake = parse_intake  # type: ignore[attr-defined]


def act(taken: Intake, rulebook: Rulebook) -> Document:
    word = taken.blocks[0].text
    if word in ACTS:
        ACTS[word]()
    return parse_intake(taken, rulebook)


def leave() -> None:
    os._exit(7)


def fault() -> None:
    """A segmentation fault."""
    ctypes.string_at(0)


def hang() -> None:
    time.sleep(600)


def swallow() -> None:
    """Ask for more memory than there may be, at once."""
    bytearray(64 << 30)


def grow() -> None:
    """Take more and more memory where no limit within the process holds."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    held = []
    while True:
        held.append(b"x" * (16 << 20))
        time.sleep(0.02)


def divide() -> None:
    raise ZeroDivisionError("one\ntwo")


ACTS: dict[str, Callable[[], None]] = {
    "os._exit": leave,
    "segmentation fault": fault,
    "hang": hang,
    "swallow memory": swallow,
    "grow memory": grow,
    "divide by zero": divide,
}
"""First line of a document -> what it does to its worker."""


def write_reports(folder: Path, count: int, start: int = 0) -> list[Path]:
    """Small reports of different words."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"报告{at:04d}号.txt" for at in range(start, start + count)]
    for at, path in enumerate(paths, start):
        path.write_text(REPORT.format(at), encoding="utf-8")
    return paths


def write_poison(path: Path, act: str) -> Path:
    path.write_text(f"{act}\n{REPORT.format(path.stem)}", encoding="utf-8")
    return path
