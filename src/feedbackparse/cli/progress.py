"""How far a run is, on stderr: a bar on a terminal, now and then a line elsewhere, or JSON lines.

Files that give no rows are told as they come.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedbackparse.cli.console import say
from feedbackparse.cli.documents import tell_verdict

if TYPE_CHECKING:
    from feedbackparse.batch import Progress, Step

_EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


@contextmanager
def show_progress(last: str = "写入结果", log: str = "text", quiet: bool = False) -> Iterator[Progress]:
    """What a run is to tell its steps; ``last`` says what is done after the last file."""
    if log == "json":
        yield tell_json
    elif quiet:
        yield tell_failed
    elif sys.stderr.isatty():
        with show_bar(last) as progress:
            yield progress
    else:
        yield Lines().tell


def tell_failed(step: Step) -> None:
    if step.verdict:
        tell_verdict(step.verdict)


def tell_json(step: Step) -> None:
    """One object a step: ``event``, how far, and of a document all that its verdict says."""
    from feedbackparse.batch.report import tell_members

    event = "document" if step.verdict else "start" if step.done < step.total else "read"
    told = tell_members(step.verdict) if step.verdict else {}
    say(json.dumps({"event": event, "done": step.done, "total": step.total, **told}, ensure_ascii=False))


@dataclass(slots=True)
class Lines:
    """A line every half minute."""

    clock: Callable[[], float] = time.monotonic
    began: float = field(init=False)
    told: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.told = self.clock()

    def tell(self, step: Step) -> None:
        tell_failed(step)
        now = self.clock()
        if now - self.told < _EVERY or not step.done:
            return
        self.told = now
        rate = step.done / (now - self.began)
        left = print_seconds((step.total - step.done) / rate)
        say(f"已完成 {step.done}/{step.total}，每秒 {rate:.1f} 份，约剩 {left}")


def print_seconds(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} 小时 {minutes % 60} 分"
    return f"{minutes} 分钟" if minutes else "不到 1 分钟"


@contextmanager
def show_bar(last: str) -> Iterator[Progress]:
    """A bar with documents a second and the time left; messages stand above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:.1f} 份/秒" if task.speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: Step) -> None:
            if step.verdict and not step.verdict.taken:
                bar.console.print(f"{step.verdict.file}: {step.verdict.code} {step.verdict.message}")
                bar.console.print(f"  {step.verdict.remedy}")
            done = bool(step.total) and step.done >= step.total
            bar.update(task, completed=step.done, total=step.total, description=last if done else "")

        yield tell
