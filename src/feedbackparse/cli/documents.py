"""What became of the files of a run, as the user is told, and the settings by which they are audited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.cli.console import say_problem
from feedbackparse.errors import Exit

if TYPE_CHECKING:
    from feedbackparse.auditing import Settings
    from feedbackparse.verdict import Verdict

COUNTED = {
    "refused": "未能读取",
    "crashed": "程序出错",
    "timed-out": "超时",
    "duplicate": "重复",
    "superseded": "旧版本",
}
"""What is counted in a summary, beside the files that were taken."""


def open_settings(file: Path | None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Settings:
    """The settings of a file, or the defaults; what the command line selects or ignores stands for the file's.

    Raises: RuleProblem.
    """
    from feedbackparse.auditing import DEFAULTS, read_settings

    settings = read_settings(file) if file else DEFAULTS
    return replace(settings, select=select or settings.select, ignore=ignore or settings.ignore)


def tell_verdict(verdict: Verdict) -> None:
    """Say of a file that gave no rows why, and what to do."""
    if not verdict.taken:
        say_problem(verdict.file, verdict.code, verdict.message, verdict.remedy)


def count_verdicts(verdicts: Sequence[Verdict], verb: str) -> str:
    """``共 3 个文件：已转换 1 个，未能读取 2 个``; how many were unchanged only where some were."""
    statuses: Counter[str] = Counter(verdict.status for verdict in verdicts)
    taken = [verdict for verdict in verdicts if verdict.taken]
    unchanged = sum(verdict.unchanged for verdict in taken)
    same = f"（其中 {unchanged} 个未变动，沿用上次结果）" if unchanged else ""
    others = "".join(f"，{name} {statuses[status]} 个" for status, name in COUNTED.items() if statuses[status])
    return f"共 {len(verdicts)} 个文件：{verb} {len(taken)} 个{same}{others}"


def exit_code(verdicts: Iterable[Verdict]) -> Exit:
    """A bug outweighs a refusal."""
    statuses = {verdict.status for verdict in verdicts}
    if "crashed" in statuses:
        return Exit.BUG
    return Exit.REFUSED if statuses & {"refused", "timed-out"} else Exit.OK
