"""What this conversion says: the rows of all sheets, with the ids that the ledger knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.frames.rows import read_rows
from feedbackparse.ledger.identity import Identified, Texts, identify_rows
from feedbackparse.ledger.layout import SHEETS
from feedbackparse.ledger.lineage import Follower, trace_documents
from feedbackparse.ledger.register import Register
from feedbackparse.ledger.reviewlinks import lead_to_pages
from feedbackparse.ledger.rowkeys import key_rows
from feedbackparse.ledger.target import TOO_LARGE
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Verdict

MOST_ROWS = 1_048_576
"""Rows of an Excel sheet."""
REWORDED = "【来源】问题表述有改动，条目ID沿用"
NOTHING: Texts = {"issues": {}, "measures": {}}


@dataclass(slots=True)
class Content:
    """The rows by table, and what became of documents and ids."""

    rows: dict[str, list[Row]]
    followers: dict[str, Follower]
    identified: Identified
    named: dict[str, str] = field(default_factory=dict)
    """File name of each document of this run, by its key."""

    @property
    def documents(self) -> set[str]:
        """Keys of the documents of this run."""
        return {follower.record.key for follower in self.followers.values()}


def compose_content(
    docs: Iterable[Document],
    verdicts: Iterable[Verdict],
    pairs: Iterable[Row] = (),
    known: Register | None = None,
    texts: Texts = NOTHING,
    replaces: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
    rulebook: Rulebook | None = None,
) -> Content:
    """Documents -> rows; ids are those of ``known`` where it knows the issue.

    Shape: tables documents, issues, measures, masks, findings, facts, verdicts, pairs.
    """
    known = known or Register()
    rows = read_rows(docs, ("documents", "issues", "measures", "masks", "findings", "facts"), rulebook=rulebook)
    lead_to_pages(rows, pages or {})
    issues: dict[str, set[str]] = {str(row["document"]): set() for row in rows["documents"]}
    for row in rows["issues"]:
        issues[str(row["document"])].add(str(row["content_key"]))
    followers = trace_documents(rows["documents"], issues, known, replaces or {})
    identified = identify_rows(rows, followers, known, texts)
    for row in rows["issues"]:
        if row["reworded"]:
            row["findings"] = "\n".join(filter(None, (str(row["findings"] or ""), REWORDED)))
    keys = {str(row["sha256"]): str(row["document"]) for row in rows["documents"]}
    rows["verdicts"] = [{**asdict(verdict), "document": keys.get(verdict.sha256 or "", "run")} for verdict in verdicts]
    rows["pairs"] = [{"document": "run", **pair} for pair in pairs]
    rows["findings"] += doubt_rows(rows["documents"], followers)
    for sheet in SHEETS:
        if sheet.key == "row_key" and sheet.table in rows:
            key_rows(sheet.table, rows[sheet.table])
    named = {str(row["document"]): str(row["file"]) for row in rows["documents"]}
    return Content(rows, followers, identified, named)


def doubt_rows(documents: list[Row], followers: Mapping[str, Follower]) -> list[Row]:
    """A line of 核查提示 for each document that may be a version of one that the ledger has."""
    doubts = {f.record.key: f.record.doubt for f in followers.values() if f.record.doubt}
    return [
        {
            "document": row["document"],
            "severity": "note",
            "title": "文件是否为新版本存疑",
            "unit": row["unit"],
            "file": row["file"],
            "message": "本文件与台账中另一文件的问题大多相同，但单位、轮次或文种不一致，已作为新文件列入",
            "remedy": "如为同一文件的新版本，请用 --replaces 指明它替换的文件后重新转换",
            "code": "doubtful-version",
        }
        for row in documents
        if str(row["document"]) in doubts
    ]


def check_size(rows: dict[str, list[Row]], path: Path) -> None:
    """Whether every sheet holds its rows. Raises: OutputProblem."""
    unfit = find_unfit({table: len(found) for table, found in rows.items()}, path)
    if unfit:
        raise unfit


def find_unfit(counts: Mapping[str, int], path: Path) -> OutputProblem | None:
    """What is wrong where a sheet would not hold so many rows, by table."""
    for sheet in SHEETS:
        count = counts.get(sheet.table, 0)
        if count >= MOST_ROWS:
            return OutputProblem(
                TOO_LARGE,
                str(path),
                f"“{sheet.title}”有 {count} 行，超过 Excel 一个工作表的 {MOST_ROWS} 行",
                "数据表不受此限；如需台账，请分批各转换一本，已有的台账可用 feedbackparse split 按单位拆分",
            )
    return None
