"""The list of checks: each a small function, with the reason beside it.

Source: design.md §7. A check runs where one of its codes speaks of the document's genre and is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedbackparse.auditing import answers, assigned, masked, rates, repetition, results, series, status, totals, whole
from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.settings import Settings, choose, wanted
from feedbackparse.auditing.sums import sum_notes
from feedbackparse.codes import CODES
from feedbackparse.model import Document, Finding
from feedbackparse.rulebook import Rulebook

Examine = Callable[[Paper, Settings], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check and the codes that it may give."""

    codes: tuple[str, ...]
    run: Examine


def plain(run: Callable[[Paper], Iterator[Finding]]) -> Examine:
    """A check that no setting changes."""
    return lambda paper, settings: run(paper)


CHECKS = (
    Check(("no-issues",), plain(whole.find_no_issues)),  # first: without issues most others are silent
    Check(("unanswered-issue",), plain(answers.find_unanswered)),  # what is sent back first
    Check(("orphan-response",), plain(answers.find_orphans)),  # an issue line that was lost
    Check(("empty-response",), plain(answers.find_empty)),  # a label is no answer
    Check(("echo-response",), results.find_echoes),  # the question back as the answer
    Check(("plan-only",), plain(results.find_plans)),  # 整改措施 without 整改情况
    Check(("no-measurable-result",), plain(results.find_immeasurable)),  # 空泛
    Check(("status-contradiction",), plain(status.find_contradictions)),  # done, and still to come
    Check(("long-term-without-result",), plain(status.find_lasting)),  # 长期坚持 as a way out
    Check(("no-responsible",), plain(assigned.find_nobody)),  # who
    Check(("no-deadline",), plain(assigned.find_undated)),  # until when
    Check(("totals-disagree",), plain(totals.find_disagreeing)),  # 25 = 19 + 6, and the tree
    Check(("rate-disagrees",), plain(rates.find_wrong_rates)),  # 19/25 = 76%
    Check(("rate-disagrees",), plain(rates.find_wrong_money_rates)),  # 510 of 600 is 85%
    Check(("unchecked-masked",), plain(totals.find_masked_totals)),  # what the two could not check
    Check(("unchecked-masked",), plain(masked.find_masked_results)),  # nor anybody the results
    Check(("unchecked-masked",), plain(masked.find_masked_deadlines)),  # nor whether it was in time
    Check(("number-gap", "number-double", "number-restart"), plain(series.find_breaks)),  # a lost or doubled item
    Check(("enumeration-gap",), plain(series.find_enumeration_gaps)),  # the same inside a paragraph
    Check(("repeated-text",), repetition.find_repeated),  # 雷同 within the document
    Check(("doubtful-date",), plain(whole.find_doubtful_dates)),  # dates that cannot be
    Check(("unclassified-text",), plain(whole.find_unclassified)),  # last: what we do not understand
)


def run_checks(document: Document, rulebook: Rulebook, settings: Settings) -> tuple[Finding, ...]:
    """The findings of all checks that speak of this document and are wanted, in the order of the text."""
    paper = Paper(document, rulebook)
    found: list[Finding] = []
    for check in CHECKS:
        if any(paper.speaks(code) and wanted(code, CODES[code].severity, settings) for code in check.codes):
            found += check.run(paper, settings)
    told = choose(sum_notes(paper, found, settings), settings)
    return tuple(sorted(told, key=lambda finding: (finding.start, finding.end, finding.code)))
