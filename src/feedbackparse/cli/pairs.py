"""The pairs of two documents in their forms: table, JSON, CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedbackparse.auditing import Settings
from feedbackparse.cli.sheets import print_csv, print_table, shorten
from feedbackparse.comparing import Pair, as_record, compare_documents
from feedbackparse.comparing.rounds import Step, compare_rounds
from feedbackparse.ledger.wording import names_of
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook

MOVEMENTS = {"moved-on": "有进展", "standing-still": "无变化", "vanished": "不再出现", "new": "新出现"}
_WIDTH = 60
"""So many characters of a problem are shown in a table on a terminal."""


@dataclass(frozen=True, slots=True)
class Paired:
    """One pair, with its step where two rounds are compared, and the words of its likely partner."""

    pair: Pair
    step: Step | None
    candidate: str


def pair_documents(
    first: Document, second: Document, rulebook: Rulebook, settings: Settings, *, rounds: bool
) -> list[Paired]:
    """All pairs of two documents, in the order of the first."""
    steps: Sequence[Step | None]
    if rounds:
        steps = found = compare_rounds(first, second, rulebook, settings)
        pairs: Sequence[Pair] = [step.pair for step in found]
    else:
        pairs = compare_documents(first, second, rulebook, settings)
        steps = [None] * len(pairs)
    return [Paired(pair, step, likely_partner(pair, first, second)) for pair, step in zip(pairs, steps, strict=True)]


def likely_partner(pair: Pair, first: Document, second: Document) -> str:
    """The words of the issue that a doubtful pair may belong to."""
    if pair.candidate is None:
        return ""
    return (second if pair.answered is None else first).nodes[pair.candidate].text


def print_pairs(found: Sequence[Paired], form: str, drawn: bool) -> str:
    """All pairs in one of the forms; the table has a summary behind it."""
    if form == "json":
        return print_json(found)
    rounds = any(one.step for one in found)
    before, after = ("上期问题", "本期问题") if rounds else ("反馈问题", "报告问题")
    head = [*(["进展"] if rounds else []), "关系", "相似度", before, after, "说明"]
    rows = [list(pair_row(one)) for one in found]
    if form == "csv":
        return print_csv(head, rows)
    if drawn:
        rows = [[*(shorten(cell, _WIDTH) for cell in cells), said] for *cells, said in rows]
    return print_table(head, rows, drawn) + "\n" + "".join(f"{line}\n" for line in print_summary(found))


def print_json(found: Sequence[Paired]) -> str:
    """``{"pairs": […]}``, a pair a line; rounds add movement, likeness, earlier_done, later_done."""
    records = [json.dumps(record_of(one), ensure_ascii=False) for one in found]
    return '{"pairs": [' + ("\n " + ",\n ".join(records) + "\n" if records else "") + "]}\n"


def record_of(one: Paired) -> dict[str, object]:
    record = as_record(one.pair)
    if one.step:
        keys = ("movement", "likeness", "earlier_done", "later_done")
        record |= {key: getattr(one.step, key) for key in keys}
    return record


def pair_row(one: Paired) -> Iterator[str]:
    """The columns of a pair."""
    pair = one.pair
    if one.step:
        yield MOVEMENTS[one.step.movement]
    yield names_of("relations")[pair.relation]
    yield f"{pair.score:.2f}" if pair.score else ""
    yield pair.asked_text
    yield pair.answered_text
    yield "；".join(describe(one))


def describe(one: Paired) -> Iterator[str]:
    """What else is to be said of a pair."""
    pair = one.pair
    if pair.doubtful and one.candidate:
        yield f"存疑，可能对应“{shorten(one.candidate, 30)}”"
    elif pair.doubtful:
        yield "存疑，两处文字少有相同，凭整改情况的内容对上"
    if pair.moved:
        yield "次序有变"
    if one.step and pair.asked is not None and pair.answered is not None:
        yield f"整改情况相似度 {one.step.likeness:.2f}"
    if one.step and one.step.later_done != one.step.earlier_done:
        yield "上期未称完成，本期称已完成" if one.step.later_done else "上期称已完成，本期未称完成"
    if pair.answered is not None and not pair.responded:
        yield "无整改情况"
    if pair.difference:
        yield f"改动：{pair.difference}"


def print_summary(found: Sequence[Paired]) -> Iterator[str]:
    """How many problems there are in each document, and the pairs by relation or movement."""
    asked = len({one.pair.asked for one in found} - {None})
    answered = len({one.pair.answered for one in found} - {None})
    relations = Counter(str(one.pair.relation) for one in found)
    movements = Counter(str(one.step.movement) for one in found if one.step)
    names = MOVEMENTS if movements else names_of("relations")
    counts = movements or relations
    doubtful = sum(one.pair.doubtful for one in found)
    first, second = ("上期", "本期") if movements else ("反馈", "报告")
    told = [f"{name} {counts[key]}" for key, name in names.items() if counts[key]]
    yield f"{first}问题 {asked} 个，{second}问题 {answered} 个：{'，'.join(told) or '没有可对照的问题'}"
    if doubtful:
        yield f"其中存疑 {doubtful} 条，请人工核对"
