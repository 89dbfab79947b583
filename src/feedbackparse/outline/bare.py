"""Headings without number: a unit's name, 具体整改情况.

Source: outline.md, "Who is whose parent" 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import Mark
from feedbackparse.outline.sections import Entry

_COLUMNS = ("\t", " | ", "｜", "||")
"""What parts the columns of a table that was typed as text."""


def is_bare_heading(entries: Sequence[Entry], index: int, inside: bool) -> bool:
    """Whether a short line without number and closing punctuation opens a part."""
    mark = entries[index]
    if not isinstance(mark, Mark) or mark.closed or len(mark.text.strip("*")) > 36 or mark.enumeration or mark.field:
        return False
    if index + 1 >= len(entries) or any(sign in mark.text for sign in _COLUMNS):
        return False
    above = entries[index - 1] if index else None
    if isinstance(above, Mark) and is_open_label(above):
        return False
    below = entries[index + 1]
    if isinstance(below, Grid):
        return False
    if below.number:
        return not inside or below.number.value == 1
    if below.issue or below.enumeration:
        return not inside or bool(below.issue)
    return not inside and not below.field and (below.closed or is_bare_heading(entries, index + 1, inside))


def is_open_label(mark: Mark) -> bool:
    """Whether a label stands alone on its line, so that the next paragraph is its value."""
    label = mark.response or mark.field
    return label is not None and label.end >= len(mark.text)
