"""The history of a ledger: a line a run for each issue, in an SQLite file beside it; optional.

The program has no clock: the caller says what a run is called (a date, 第一次), or it has a number only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.cellvalue import CellValue, text_of
from feedbackparse.ledger.tallies import Seen, is_closed

_TABLES = """
create table if not exists runs (run integer primary key, stamp text, issues integer, answered integer, closed integer);
create table if not exists lines (
    run integer, issue_id text, unit text, number text, issue text, text_status text, status text, closed text,
    deadline text, progress text, primary key (run, issue_id)
);
"""
_KEYS = ("issue_id", "unit", "number", "issue", "text_status", "status", "closed", "deadline", "progress")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """How one issue stood after one run."""

    run: int
    stamp: str
    unit: str
    number: str
    issue: str
    text_status: str
    """As the document stated it."""
    status: str
    """As people set it."""
    closed: str
    deadline: str
    progress: str


@contextmanager
def open_history(path: Path, new: bool = False) -> Iterator[sqlite3.Connection]:
    """The file, committed at the end or not at all. Raises: OutputProblem."""
    if not new and not path.exists():
        raise OutputProblem("no-history", str(path), "没有这个历史文件", "请核对路径；历史由 convert --history 写入")
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(_TABLES)
            yield connection
    except sqlite3.Error as error:
        message = f"历史文件不能读写：{error}"
        raise OutputProblem("history-unusable", str(path), message, "请检查写入权限，或换一个文件名") from error


def record_run(path: Path, issues: list[Seen], stamp: str = "") -> int:
    """Add a run: how every issue stands now. Shape: the number of the run."""
    rows = [tuple(text_of(row.get(key)) for key in _KEYS) for row in issues if row.get("issue_id")]
    with open_history(path, new=True) as connection:
        run = int(connection.execute("select coalesce(max(run), 0) + 1 from runs").fetchone()[0])
        answered, closed = sum(bool(row.get("response")) for row in issues), sum(map(is_closed, issues))
        connection.execute("insert into runs values (?, ?, ?, ?, ?)", (run, stamp, len(rows), answered, closed))
        marks = ", ".join("?" * (len(_KEYS) + 1))
        connection.executemany(f"insert or ignore into lines values ({marks})", [(run, *row) for row in rows])
    return run


def read_rounds(path: Path, most: int = 12) -> list[dict[str, CellValue]]:
    """The last runs with their figures, the oldest first: what 汇总 shows."""
    if not path.exists():
        return []
    with open_history(path) as connection:
        found = connection.execute("select * from runs order by run desc limit ?", (most,)).fetchall()
    names = ("run", "stamp", "issues", "answered", "closed")
    return [dict(zip(names, row, strict=True)) for row in reversed(found)]


def follow_issue(path: Path, issue_id: str) -> list[HistoryLine]:
    """How one issue stood after each run, the oldest first; empty for an unknown id. Raises: OutputProblem."""
    query = (
        "select run, stamp, unit, number, issue, text_status, status, lines.closed, deadline, progress"
        " from lines join runs using (run) where issue_id = ? order by run"
    )
    with open_history(path) as connection:
        return [HistoryLine(*row) for row in connection.execute(query, (issue_id,))]
