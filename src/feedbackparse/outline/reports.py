"""Several papers in one file: where the next one begins.

A paper ends with its date; a title behind it begins another, with its own salutation, preamble and signature.
Source: outline.md, "Who is whose parent" 8 (title, salutation, signature and date stand at the root of each).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feedbackparse.outline.marks import Mark
from feedbackparse.outline.roles import is_plain
from feedbackparse.outline.sections import Entry
from feedbackparse.outline.titles import says
from feedbackparse.rulebook import Rulebook

LINES = 3
"""The most lines that a title takes."""


def split_reports(entries: Sequence[Entry], rulebook: Rulebook) -> list[Sequence[Entry]]:
    """The entries of each paper; of most files there is one."""
    starts = [0]
    for index in range(2, len(entries) - 1):
        if (
            is_short(entries[index])
            and is_short(entries[index - 1])
            and begins_report(entries, starts[-1], index, rulebook)
        ):
            starts.append(index)
    return [entries[start:end] for start, end in pairwise([*starts, len(entries)])]


def is_short(entry: Entry) -> bool:
    """Whether it is a line that no mark and no full stop tells from a title or a date."""
    return isinstance(entry, Mark) and not entry.closed and is_plain(entry) and len(entry.text) <= 90


def begins_report(entries: Sequence[Entry], start: int, index: int, rulebook: Rulebook) -> bool:
    """Whether a title stands here, right behind the date of a paper that has numbered parts."""
    above = entries[index - 1]
    hits = rulebook.all("role", above.text) if isinstance(above, Mark) else []
    if not any(rule.gives == "date" for rule, _ in hits):
        return False
    if not any(isinstance(entry, Mark) and entry.number for entry in entries[start:index]):
        return False
    title = ""
    for entry in entries[index : index + LINES]:
        if not isinstance(entry, Mark) or not is_short(entry):
            return False
        title += entry.text
        if says("title", title, rulebook):
            return True
    return False
