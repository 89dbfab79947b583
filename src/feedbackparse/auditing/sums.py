"""Notes that hold for nearly every issue of a document, told once.

Source: issue text of the audit (no-responsible in a public notice is summed a document, and shown singly
when asked for).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.settings import Settings
from feedbackparse.codes import CODES
from feedbackparse.model import Finding

SUMMED = ("no-responsible", "no-deadline", "plan-only")
"""Codes with one finding an issue that may hold for all issues alike."""


def sum_notes(paper: Paper, findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings, those of a code that holds for nearly every issue as one at the head of the document."""
    kept = list(findings)
    if not settings.sum_notes:
        return tuple(kept)
    for code in SUMMED:
        single = [found for found in kept if found.code == code]
        if len(single) >= max(settings.sum_least, settings.sum_share * len(paper.rows)):
            kept = [found for found in kept if found.code != code] + [summed(code, single, len(paper.rows))]
    return tuple(kept)


def summed(code: str, single: Sequence[Finding], rows: int) -> Finding:
    """One finding for many; it speaks of the document, so it names no node and no place."""
    message = f"{CODES[code].title}：{rows}个问题中有{len(single)}个"
    return replace(single[0], node=None, start=0, end=0, message=message)
