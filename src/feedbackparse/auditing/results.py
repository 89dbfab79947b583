"""Results: an answer that only repeats its issue, only announces, or names nothing that can be looked up.

Source: design.md §7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

import regex

from feedbackparse.auditing.paper import Paper, shorten
from feedbackparse.auditing.settings import Settings
from feedbackparse.model import Finding, Node
from feedbackparse.rulebook import Rulebook

_SIGNS = frozenset(" 　\n，。、；：！？,.;:!?“”‘’\"'（）()《》的了和与对并等已")
"""Characters that say nothing by themselves."""
_FIGURES = regex.compile(r"[\d０-９*＊×XxＸ□]+")
_SENTENCE_ENDS = regex.compile(r"[。；;！!\n]")
_WORTH = 0.2
"""With fewer pairs of the issue than this share of its length no answer is an echo: most are, and are told fast."""


def find_echoes(paper: Paper, settings: Settings) -> Iterator[Finding]:
    """echo-response: nearly all of its words, set phrases aside, are those of its issue, and it has no number
    of its own."""
    for node in paper.responses:
        issue = holder(paper, node)
        words = paper.words(node)
        if issue is None or not words or len(words) > 2 * len(issue.text) + 40:
            continue
        share = echoed_share(paper, words, issue.text)
        if share >= settings.echo_share and not set(_FIGURES.findall(words)) - set(_FIGURES.findall(issue.text)):
            message = f"整改情况只是重复问题“{paper.name(issue)}”的文字：{shorten(words, 30)}"
            yield paper.find("echo-response", message, (node.start, node.end), node)


def holder(paper: Paper, node: Node) -> Node | None:
    """The issue that a response answers."""
    at = paper.issue_of[node.id]
    return paper.nodes[at] if at is not None else None


def echoed_share(paper: Paper, words: str, issue: str) -> float:
    """Which share of an answer's own characters stands, two by two, in its issue; 0 where too few are its own."""
    pairs = {issue[i : i + 2] for i in range(len(issue) - 1)}
    if sum(map(pairs.__contains__, map(add, words, words[1:]))) < _WORTH * len(words):
        return 0.0
    return share_of(strip_phrases(words, paper.rulebook), pairs)


def strip_phrases(words: str, rulebook: Rulebook) -> str:
    """The words without the set phrases of the trade, a line end in the place of each."""
    for rule in rulebook.family("audit-phrase"):
        pieces, at = [], 0
        for match in rule.finditer(words):
            pieces.append(words[at : match.start()])
            at = match.end()
        words = "\n".join((*pieces, words[at:]))
    return words


def share_of(words: str, pairs: set[str]) -> float:
    own = [index for index, sign in enumerate(words) if sign not in _SIGNS]
    if len(own) < 4:
        return 0.0
    echoed = {i for at in range(len(words) - 1) if words[at : at + 2] in pairs for i in (at, at + 1)}
    return sum(index in echoed for index in own) / len(own)


def find_plans(paper: Paper) -> Iterator[Finding]:
    """plan-only: every label of an issue's answers announces (整改措施) and no word claims that it is done;
    or every sentence announces."""
    for issue in paper.rows:
        answers = paper.answers(issue)
        if not answers or claims_done(paper, issue, answers):
            continue
        labels = {paper.label_means(node.label) for node in answers}
        if labels == {"plan"}:
            said = f"只有“{answers[0].label}”，没有整改结果"
        elif announces(paper, answers):
            said = "只写打算，没有已经做的事"
        else:
            continue
        span = (answers[0].start, answers[-1].end)
        yield paper.find("plan-only", f"问题“{paper.name(issue)}”{said}", span, answers[0])


def claims_done(paper: Paper, issue: Node, answers: Sequence[Node]) -> bool:
    """Whether the answer, or a status field, says that the issue is mended."""
    states = (f.text for f in paper.below(issue, "field") if paper.label_means(f.label) == "status")
    return paper.hit("audit-claim", "done", answers) is not None or any(paper.says(state, "done") for state in states)


def announces(paper: Paper, answers: Sequence[Node]) -> bool:
    """Whether every sentence announces, and none says that something has been done."""
    if not any(paper.hit("audit-claim", gives, answers) for gives in COMING):
        return False
    sentences = [part for node in answers for part in _SENTENCE_ENDS.split(paper.words(node)) if part.strip()]
    return all(any(paper.says(part, gives) for gives in COMING) for part in sentences) and not any(
        paper.says(part, "result") for part in sentences
    )


COMING = ("plan", "future")
"""Claims of what is still to be done."""


def find_immeasurable(paper: Paper) -> Iterator[Finding]:
    """no-measurable-result: no number, date, document or person in the whole answer."""
    for issue in paper.rows:
        answers = paper.answers(issue)
        if answers and not is_measurable(paper, answers):
            span = (answers[0].start, answers[-1].end)
            words = shorten("".join(paper.words(node) for node in answers), 30)
            message = f"问题“{paper.name(issue)}”的整改情况没有数字、日期、文件或人员：{words}"
            yield paper.find("no-measurable-result", message, span, answers[0])


MEASURABLE = ("number", "date", "document")


def is_measurable(paper: Paper, answers: Sequence[Node]) -> bool:
    """Whether answers name a number, a date, a document or a person (looked for last: seldom is it needed)."""
    if any(paper.hit("audit-evidence", gives, answers) is not None for gives in MEASURABLE):
        return True
    return any(paper.says(paper.words(node), "person", "audit-evidence") is not None for node in answers)
