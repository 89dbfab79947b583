"""All findings of a run as a DataFrame: each document's own, and the passages that documents share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from feedbackparse.auditing.checks import CHECKS, run_checks
from feedbackparse.auditing.paper import Paper, shorten
from feedbackparse.auditing.repetition import Place, Repetition, find_shared, read_passages
from feedbackparse.auditing.settings import Settings, choose, wanted
from feedbackparse.auditing.shelf import Shelf
from feedbackparse.codes import CODES
from feedbackparse.model import Document, Finding
from feedbackparse.rulebook import Rulebook, load_rules

if TYPE_CHECKING:
    import pandas as pd

TEXTS = ("document", "file", "code", "severity", "title", "message", "remedy", "excerpt")
NUMBERS = ("node", "start", "end", "cluster")
OURS = frozenset(code for check in CHECKS for code in check.codes)
"""Codes that the audit gives; the others are intake's."""
Row = dict[str, str | int | None]


def audit_documents(docs: Iterable[Document], settings: Settings, rulebook: Rulebook | None = None) -> pd.DataFrame:
    """The findings of a run; shape as ``batch.audit``."""
    import pandas as pd

    rows = list(read_rows(docs, settings, rulebook or load_rules()))
    data: dict[str, pd.Series[Any]] = {}
    for key in (*TEXTS, *NUMBERS):
        values: list[Any] = [row.get(key) for row in rows]
        data[key] = pd.Series(values, dtype="string" if key in TEXTS else "Int64")
    return pd.DataFrame(data)


def read_rows(docs: Iterable[Document], settings: Settings, rules: Rulebook) -> Iterator[Row]:
    """The rows; a document is let go once it is read, its passages wait on disk."""
    names: list[tuple[str, str]] = []
    seen: set[str] = set()
    with Shelf() as shelf:
        for number, document in enumerate(docs):
            name = (document.source.sha256[:12], document.source.name)
            names.append(name)
            others = [found for found in document.findings if found.code not in OURS]
            findings = (*choose(others, settings), *run_checks(document, rules, settings))
            for found in sorted(findings, key=lambda finding: (finding.start, finding.end, finding.code)):
                yield finding_row(found, name, document.text)
            if document.source.sha256 not in seen:
                seen.add(document.source.sha256)
                shelf.put(read_passages(Paper(document, rules), number))
        if wanted("repeated-text", CODES["repeated-text"].severity, settings):
            for cluster, repetition in enumerate(find_shared(shelf, rules, settings), 1):
                for place in repetition.places:
                    yield place_row(place, repetition, cluster, names)


def finding_row(found: Finding, name: tuple[str, str], text: str) -> Row:
    return {
        "document": name[0],
        "file": name[1],
        "code": found.code,
        "severity": found.severity,
        "title": CODES[found.code].title,
        "message": found.message,
        "remedy": found.remedy,
        "excerpt": shorten(text[found.start : found.end], 60),
        "node": found.node,
        "start": found.start,
        "end": found.end,
    }


def place_row(place: Place, repetition: Repetition, cluster: int, names: Sequence[tuple[str, str]]) -> Row:
    """One place of a passage that documents share; the message names the others."""
    others = [other for other in repetition.places if other is not place]
    shown = "；".join(f"{names[other.document][1]}“{other.name}”占{other.share:.0%}" for other in others[:5])
    more = f"等{len(others)}处" if len(others) > 5 else ""
    code = CODES["repeated-text"]
    return {
        "document": names[place.document][0],
        "file": names[place.document][1],
        "code": code.code,
        "severity": code.severity,
        "title": code.title,
        "message": f"“{place.name}”的整改情况有{place.share:.0%}与其他文件相同：{shown}{more}",
        "remedy": code.remedy,
        "excerpt": shorten(repetition.words, 60),
        "node": place.node,
        "start": place.start,
        "end": place.end,
        "cluster": cluster,
    }
