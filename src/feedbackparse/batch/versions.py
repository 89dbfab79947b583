"""Files of a run that are there twice, or in a later version: they get a verdict, and give no rows.

A later version has the same unit, round and genre, a name that differs by marks of versions only, and mostly the
same issues. Source: design.md §8 (identity), §9.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from feedbackparse.batch.endings import end_verdict
from feedbackparse.batch.store import Store
from feedbackparse.batch.work import Result
from feedbackparse.ledger.lineage import plain_name, share
from feedbackparse.rulebook import load_rules

_SAME = 0.5
"""From which share of common issues on two files are versions of one paper."""
_RANKS = ("version_drafts", "", "version_changes", "version_finals")
"""Lists of words by which a name tells its version, the earliest first; a name that says nothing is the second."""
_COUNT = re.compile(r"[（(](\d{1,2})[）)]|[vV]\s*(\d+)|第?(\d)稿")
_DATE = re.compile(r"(20\d\d)[-.年]?(\d{1,2})[-.月]?(\d{1,2})?")


def settle_versions(results: Sequence[Result], store: Store, replaces: Mapping[str, str]) -> list[Result]:
    """The results in their order; those of copies and earlier versions with a verdict that says so."""
    settled = mark_copies(results)
    for old, new in find_superseded(settled, store, replaces).items():
        settled[old] = retire(settled[old], "later-version", settled[new].verdict.file)
    return settled


def mark_copies(results: Sequence[Result]) -> list[Result]:
    """Of files with the same bytes the first is taken."""
    first: dict[str, str] = {}
    settled = []
    for result in results:
        before = first.get(result.verdict.sha256) if result.verdict.taken else None
        if before is None and result.verdict.taken:
            first[result.verdict.sha256] = result.verdict.file
        settled.append(retire(result, "same-file", before) if before else result)
    return settled


def find_superseded(results: Sequence[Result], store: Store, replaces: Mapping[str, str]) -> dict[int, int]:
    """Number of each earlier version -> number of the latest."""
    papers: dict[tuple[str, str], list[int]] = defaultdict(list)
    names: dict[str, int] = {}
    for at, result in enumerate(results):
        if result.verdict.taken:
            names.setdefault(PurePath(result.verdict.file).name, at)
            names.setdefault(result.verdict.file, at)
            papers[result.identity, plain_name(result.verdict.file)].append(at)
    found = {names[old]: names[new] for new, old in replaces.items() if old in names and new in names}
    for numbers in papers.values():
        if len(numbers) > 1:
            found |= {old: new for old, new in rank_versions(numbers, results, store).items() if old not in found}
    return found


def rank_versions(numbers: Sequence[int], results: Sequence[Result], store: Store) -> dict[int, int]:
    """Of files whose names differ by marks of versions only: the earlier ones, where the latest is beyond doubt."""
    *earlier, latest = sorted(numbers, key=lambda at: version_of(results[at].verdict.file))
    issues = issues_of(results[latest], store)
    return {
        old: latest
        for old in earlier
        if version_of(results[old].verdict.file) < version_of(results[latest].verdict.file)
        and share(set(issues_of(results[old], store)), set(issues)) >= _SAME
    }


def issues_of(result: Result, store: Store) -> frozenset[str]:
    return store.load_issues(Path(result.place)) if result.place else frozenset()


def version_of(file: str) -> tuple[int, int, int]:
    """What a name says of its version, comparable: words, date, number."""
    stem = PurePath(file).stem
    lists = load_rules().lists
    rank = max((at for at, name in enumerate(_RANKS) if any(word in stem for word in lists.get(name, ()))), default=1)
    date, count = _DATE.search(stem), _COUNT.search(stem)
    day = int("".join(f"{int(part or 0):02d}" for part in date.groups())) if date else 0
    return rank, day, int(next(filter(None, count.groups()))) if count else 0


def retire(result: Result, code: str, other: str) -> Result:
    """A result whose rows are not taken, for there is another file."""
    told = end_verdict(code, result.verdict.file, other)
    told = replace(result.verdict, status=told.status, code=code, message=told.message, remedy=told.remedy)
    return replace(result, verdict=replace(told, issues=None, answered=None))
