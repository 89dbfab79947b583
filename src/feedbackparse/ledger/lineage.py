"""Which document of the workbook a document of this run follows: the same one, next month's, or none.

A document is (单位, 轮次, genre). Where a paper names no unit, its file's name stands for it, without what
names gather on their way: (2), 最终版, 修改稿, dates.
Source: design.md §8 (identity).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from feedbackparse.frames.columns import Row
from feedbackparse.frames.keys import key_document
from feedbackparse.ledger.cellvalue import hash_value
from feedbackparse.ledger.register import DocumentRecord, Register
from feedbackparse.rulebook import load_rules

_SURE = 0.5
"""Share of common issues from which a paper of an unnamed unit is taken for a later version."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A document of this run, and what it follows."""

    record: DocumentRecord
    before: DocumentRecord | None
    """As the workbook knew it; None for a new document."""

    @property
    def same(self) -> bool:
        return self.before is not None and self.before.sha256 == self.record.sha256


def trace_documents(
    documents: Sequence[Row], issues: Mapping[str, set[str]], known: Register, replaces: Mapping[str, str]
) -> dict[str, Follower]:
    """For each document of the run (by its key in the rows) what it follows.

    ``issues``: content keys of each document; ``replaces``: file name of this run -> that of the workbook.
    """
    before = issues_before(known)
    free = dict(known.documents)
    found: dict[str, Follower] = {}
    for rule in (replaced_by_name, same_bytes, same_identity, same_name):
        for row in documents:
            key = str(row["document"])
            if key not in found:
                old = rule(row, issues[key], free, before, replaces)
                if old is not None:
                    del free[old.key]
                    found[key] = Follower(describe(row, old.key, old.doubt if old.sha256 == row["sha256"] else ""), old)
    taken = set(known.documents)
    for row in documents:
        key = str(row["document"])
        if key not in found:
            found[key] = Follower(describe(row, new_key(row, taken), find_doubt(issues[key], free, before)), None)
            taken.add(found[key].record.key)
    return {str(row["document"]): found[str(row["document"])] for row in documents}


def replaced_by_name(
    row: Row, _: set[str], free: Mapping[str, DocumentRecord], __: object, replaces: Mapping[str, str]
) -> DocumentRecord | None:
    """What the user said outright; a name counts with and without its folder."""
    named = replaces.get(str(row["file"])) or replaces.get(PurePath(str(row["file"])).name)
    wanted = {hash_value(named), hash_value(PurePath(named).name)} if named else set()
    return next((old for old in free.values() if old.file in wanted), None)


def same_bytes(
    row: Row, _: set[str], free: Mapping[str, DocumentRecord], __: object, ___: object
) -> DocumentRecord | None:
    """The same file, whatever it is called now; of two copies the one of the same name."""
    same = [old for old in free.values() if old.sha256 == row["sha256"]]
    return next((old for old in same if old.file == hash_value(str(row["file"]))), same[0] if same else None)


def same_identity(
    row: Row, issues: set[str], free: Mapping[str, DocumentRecord], before: Mapping[str, set[str]], _: object
) -> DocumentRecord | None:
    """The document of the same unit, round and genre; of several the one with most issues in common."""
    root = identity_of(row)
    same = [old for old in free.values() if old.key.partition("-")[0] == root]
    shares = {old.key: share(issues, before.get(old.key, set())) for old in same}
    best = max(same, key=lambda old: shares[old.key], default=None)
    if best is None or (len(same) > 1 and not shares[best.key]):
        return None
    named = row["inspected"] is not None or not before.get(best.key)
    return best if named or shares[best.key] >= _SURE else None


def same_name(
    row: Row, issues: set[str], free: Mapping[str, DocumentRecord], before: Mapping[str, set[str]], _: object
) -> DocumentRecord | None:
    """A paper of the same name and mostly the same issues, where unit or genre were read otherwise before."""
    same = [old for old in free.values() if old.file == hash_value(str(row["file"]))]
    return next((old for old in same if share(issues, before.get(old.key, set())) >= _SURE), None)


def find_doubt(issues: set[str], free: Mapping[str, DocumentRecord], before: Mapping[str, set[str]]) -> str:
    """The key of the document that a new one might be a version of; empty where there is none."""
    shares = {key: share(issues, before.get(key, set())) for key in free}
    best = max(shares, key=lambda key: shares[key], default="")
    return best if best and shares[best] >= _SURE else ""


def identity_of(row: Row) -> str:
    """The key of (单位, 轮次, genre)."""
    named = row["inspected"] is not None
    unit = str(row["unit"]) if named else plain_name(str(row["file"]))
    return key_document(unit, str(row["round"] or ""), str(row["genre"]))


def plain_name(file: str) -> str:
    """A file's name without folder, suffix and the marks of versions: 报告(2).docx is 报告."""
    stem, plain, marks = "", PurePath(file).stem, write_marks()
    while stem != plain:
        stem, plain = plain, marks.sub("", plain).strip()
    return plain or PurePath(file).stem


@lru_cache(maxsize=1)
def write_marks() -> re.Pattern[str]:
    """The marks of versions as a pattern: words of the list version_marks, dates, numbers."""
    words = "|".join(re.escape(word) for word in load_rules().lists["version_marks"])
    return re.compile(
        rf"[（(【\[]?(?:{words})\s*\d*[）)】\]]?"
        r"|[（(]\d+[）)]|[-_—]?\d{4}[-.年]?\d{1,2}[-.月]?(?:\d{1,2}日?)?|[\s\-_—]+(?=$)|\d+$"
    )


def new_key(row: Row, taken: set[str]) -> str:
    root, at = identity_of(row), 1
    while (key := root if at == 1 else f"{root}-{at}") in taken:
        at += 1
    return key


def describe(row: Row, key: str, doubt: str) -> DocumentRecord:
    return DocumentRecord(
        key, str(row["sha256"]), hash_value(str(row["file"])), hash_value(str(row["genre"] or "")), doubt
    )


def issues_before(known: Register) -> dict[str, set[str]]:
    """Content keys of each document of the workbook."""
    found: dict[str, set[str]] = {key: set() for key in known.documents}
    for record in known.of("issues").values():
        if record.content_key and record.document in found:
            found[record.document].add(record.content_key)
    return found


def share(first: set[str], second: set[str]) -> float:
    """How much of the smaller one is in both."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
