"""The report of a run: what became of each file, with time and memory, as JSON lines.

Shape: one object a file, in the order of the run; ``verdict`` is the outcome, or ``unchanged`` where the result of
an earlier run was taken (``outcome`` is what it was then); ``seconds`` and ``memory`` (bytes) are of this run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from feedbackparse.batch.store import write_whole
from feedbackparse.errors import OutputProblem
from feedbackparse.verdict import Verdict


def write_report(verdicts: Iterable[Verdict], path: Path) -> None:
    """Write the report. Raises: OutputProblem."""
    lines = "".join(f"{json.dumps(tell_members(verdict), ensure_ascii=False)}\n" for verdict in verdicts)
    try:
        write_whole(path, lines.encode("utf-8", "surrogatepass"))
    except OutputProblem as problem:
        raise OutputProblem("report-unwritable", str(path), problem.message, "请检查路径和权限") from problem


def tell_members(verdict: Verdict) -> dict[str, Any]:
    """What one line of the report holds."""
    told = asdict(verdict)
    outcome = told.pop("status")
    unchanged = told.pop("unchanged")
    head = {"file": told.pop("file"), "verdict": "unchanged" if unchanged else outcome, "outcome": outcome}
    return {**head, **told}
