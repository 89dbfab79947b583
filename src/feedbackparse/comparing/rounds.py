"""Two reports of the same office: what has moved on, what stands still, what has vanished, what is new.

Source: issue text of the audit (--earlier REPORT).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.settings import DEFAULTS, Settings
from feedbackparse.auditing.shingles import fold
from feedbackparse.auditing.status import stated
from feedbackparse.comparing.pairing import Pair, compare_documents
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook, load_rules

Movement = Literal["moved-on", "standing-still", "vanished", "new"]
STILL = 0.9
"""From this likeness of two answers on nothing new is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """One issue from an earlier report to a later one."""

    pair: Pair
    movement: Movement
    likeness: float
    """Of the two answers, 0 to 1; 0 where one is missing."""
    earlier_done: bool
    """Whether the earlier report claims that it is done."""
    later_done: bool


def compare_rounds(
    earlier: Document, later: Document, rulebook: Rulebook | None = None, settings: Settings = DEFAULTS
) -> tuple[Step, ...]:
    """Every issue of both reports, in the order of compare_documents."""
    rules = rulebook or load_rules()
    one, two = Paper(earlier, rules), Paper(later, rules)
    return tuple(step(pair, one, two) for pair in compare_documents(earlier, later, rules, settings, singly=True))


def step(pair: Pair, earlier: Paper, later: Paper) -> Step:
    before, after = claims_done(earlier, pair.asked), claims_done(later, pair.answered)
    if pair.asked is None or pair.answered is None:
        return Step(pair, "new" if pair.asked is None else "vanished", 0.0, before, after)
    alike = fuzz.ratio(answer(earlier, pair.asked), answer(later, pair.answered)) / 100
    still = alike >= STILL and before == after
    return Step(pair, "standing-still" if still else "moved-on", round(alike, 4), before, after)


def answer(paper: Paper, node: int) -> str:
    """The words of an issue's answers, folded."""
    return fold("".join(paper.words(part) for part in paper.inside(paper.nodes[node]) if part.kind == "response"))


def claims_done(paper: Paper, node: int | None) -> bool:
    """Whether a status field or the answer claims that the issue is done."""
    if node is None:
        return False
    issue = paper.nodes[node]
    claimed = paper.hit("audit-claim", "done", paper.answers(issue))
    return claimed is not None or stated(paper, issue, "done") is not None
