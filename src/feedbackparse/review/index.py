"""The page that lists a run: every file with its verdict, its coverages and the way to its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedbackparse.review import shell

if TYPE_CHECKING:
    from feedbackparse.review.folder import Entry


def render_index(entries: Sequence[Entry]) -> str:
    return shell.render("index", entries=entries)
