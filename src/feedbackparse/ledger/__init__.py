"""The workbook: 整改台账, written for the first time, and again and again.

openpyxl is imported only when a workbook is written, and then without lxml: with it Chinese text is
written as character references, three times larger and slower (measured with openpyxl 3.1.5).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.ledger.target import TOO_LARGE, check_target
from feedbackparse.ledger.written import Written
from feedbackparse.model import Document
from feedbackparse.paths import extend_long
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Verdict

if TYPE_CHECKING:
    import pandas as pd

    from feedbackparse.ledger.chronicle import HistoryLine
    from feedbackparse.ledger.letters import Which

__all__ = [
    "TOO_LARGE",
    "Written",
    "check_target",
    "find_unfit",
    "history",
    "letter",
    "load",
    "merge_copies",
    "split",
    "write",
]


def write(
    docs: Iterable[Document],
    verdicts: Iterable[Verdict],
    path: str | Path,
    *,
    pairs: Sequence[Row] | None = None,
    replaces: Mapping[str, str] | None = None,
    today: date | None = None,
    history: str | Path | None = None,
    template: str | Path | None = None,
    pages: Mapping[str, str] | None = None,
    rulebook: Rulebook | None = None,
) -> Written:
    """Write these documents into the ledger at ``path``: a new one, or merged into the one that is there.

    ``pairs``: rows of 反馈对照. ``replaces``: file name of this run -> that of the document that it follows.
    ``today``: the day by which 汇总 counts what is overdue at conversion; without it only its formulas do.
    ``history``: an SQLite file that gets a line for each issue of this run, under ``today``.
    ``template``: an office's own heads, order and lists (TOML), for a new workbook; an old one remembers its own.
    ``pages``: SHA-256 of a document's file -> path of its review page, relative to the workbook; 原文位置 then
    leads there, to the anchor of the row's node (``报告.html#n12``).
    ``rulebook``: whose taxonomy names 问题类别; None for the shipped one.
    Raises: OutputProblem where the path cannot be used; what stood there is then as it was.
    """
    target = extend_long(Path(path))
    check_target(target)
    prepare()
    from feedbackparse.ledger.chronicle import read_rounds, record_run

    rounds = read_rounds(Path(history)) if history else []
    if target.exists():
        from feedbackparse.ledger.merging import merge_ledger

        written = merge_ledger(docs, list(verdicts), target, pairs, replaces, today, rounds, pages, rulebook)
    else:
        from feedbackparse.ledger.creation import create_ledger

        form = Path(template) if template else None
        create_ledger(docs, list(verdicts), target, pairs or (), today, rounds, form, pages, rulebook)
        written = Written(target, new=True)
    if history:
        from feedbackparse.ledger.letters import read_issues

        record_run(Path(history), read_issues(written.path), today.isoformat() if today else "")
    return written


def find_unfit(counts: Mapping[str, int], path: str | Path) -> OutputProblem | None:
    """What is wrong where no workbook would hold so many rows, by table."""
    from feedbackparse.ledger.content import find_unfit

    return find_unfit(counts, Path(path))


def merge_copies(paths: Iterable[str | Path], out: str | Path) -> Written:
    """Merge copies of one ledger, or the workbooks of units in a folder, into ``out``.

    Where a ledger stands at ``out``, they are merged into that one; else into a copy of the first.
    Raises: OutputProblem.
    """
    prepare()
    from feedbackparse.ledger.gathering import gather_ledgers

    return gather_ledgers([Path(path) for path in paths], extend_long(Path(out)))


def split(path: str | Path, folder: str | Path) -> list[Path]:
    """One workbook a unit, with nothing of any other unit in any part of it. Raises: OutputProblem."""
    prepare()
    from feedbackparse.ledger.splitting import split_ledger

    return split_ledger(Path(path), Path(folder))


def letter(
    path: str | Path,
    out: str | Path,
    *,
    which: Which = "overdue",
    today: date | None = None,
    sender: str = "",
    reply_by: date | None = None,
    unit: str | None = None,
) -> int:
    """Write 督办函 on the overdue, open or unanswered issues of a ledger into one Word file, a unit a letter.

    Shape: how many issues are in it. ``today`` says what is overdue and dates the letter. Raises: OutputProblem.
    """
    prepare()
    from feedbackparse.ledger.letters import Letter, write_letter

    return write_letter(Path(path), Path(out), Letter(which, today, sender, reply_by), unit)


def history(path: str | Path, issue_id: str) -> list[HistoryLine]:
    """How one issue stood after each run, the oldest first. Raises: OutputProblem."""
    from feedbackparse.ledger.chronicle import follow_issue

    return follow_issue(Path(path), issue_id)


def load(path: str | Path, tables: Sequence[str] = ("issues", "measures")) -> dict[str, pd.DataFrame]:
    """A ledger as people left it, as typed DataFrames; ``issue_id`` joins them to those of ``tables``.

    Raises: OutputProblem where the file is no ledger.
    """
    prepare()
    from feedbackparse.ledger.loading import load_ledger

    return load_ledger(Path(path), tables)


def prepare() -> None:
    """Before openpyxl is imported for the first time."""
    os.environ.setdefault("OPENPYXL_LXML", "False")
