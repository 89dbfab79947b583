"""The page that lists a run: every file with its verdict, its coverages and the way to its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedbackparse.coverages import Coverage
from feedbackparse.review import shell
from feedbackparse.review.overview import FIELDS, Share, share_answers, share_fields, share_text
from feedbackparse.review.words import SEVERITIES, names_of

if TYPE_CHECKING:
    from feedbackparse.review.folder import Entry


def render_index(entries: Sequence[Entry]) -> str:
    """A run as one HTML page, a row a file in the order of the run."""
    counts = Counter[str](entry.verdict.status for entry in entries)
    outcomes = [(status, name, counts[status]) for status, name in names_of("outcomes").items() if counts[status]]
    return shell.render(
        "index",
        entries=entries,
        outcomes=outcomes,
        outcome=names_of("outcomes"),
        numbers=("问题", "字数", *SEVERITIES.values(), "遮蔽", "文字覆盖", "答复覆盖", *FIELDS.values()),
        count=lambda entry: (
            entry.verdict.issues,
            entry.verdict.characters,
            *entry.severities,
            entry.verdict.masks,
        ),
        totals=add_up([entry.coverage for entry in entries if entry.coverage]),
        shares=lambda one: (share_text(one), share_answers(one), *share_fields(one)),
    )


def add_up(coverages: Sequence[Coverage]) -> list[Share]:
    """The shares of the whole run; what asks for answers counts only the documents that hold answers."""
    speaking = [one for one in coverages if one.answered is not None]
    per_file = [(share_text(one),) for one in coverages], [(share_answers(one), *share_fields(one)) for one in speaking]
    return [
        Share(column[0].name, sum(one.part or 0 for one in column), sum(one.whole for one in column), column[0].says)
        for group in per_file
        for column in zip(*group, strict=True)
    ]
