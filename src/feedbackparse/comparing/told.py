"""Pairs as findings and as JSON.

Source: design.md §7 (asked-unanswered, answered-unasked, reworded-issue, merged-issue).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Literal

from feedbackparse.auditing.paper import shorten
from feedbackparse.codes import CODES
from feedbackparse.comparing.pairing import Pair
from feedbackparse.model import Document, Finding

Side = Literal["asked", "answered"]


def as_record(pair: Pair) -> dict[str, object]:
    """One pair as JSON: asked, answered, asked_text, answered_text, relation, score, flags, difference."""
    return asdict(pair)


def find_differences(pairs: Iterable[Pair], first: Document, second: Document) -> Iterator[tuple[Side, Finding]]:
    """What the pairs say, each with the document that it stands in: ``asked`` (the first) or ``answered``.

    A doubtful pair is told as unanswered with its likely partner named.
    """
    for pair in pairs:
        text = shorten(pair.asked_text or pair.answered_text, 30)
        if pair.relation == "unanswered":
            maybe = second.nodes[pair.candidate].text if pair.candidate is not None else ""
            likely = f"；可能对应“{shorten(maybe, 24)}”（{pair.score:.2f}）" if maybe else ""
            yield "asked", make("asked-unanswered", f"“{text}”在报告中没有对应的问题{likely}", first, pair.asked)
        elif pair.relation == "unasked":
            yield "answered", make("answered-unasked", f"“{text}”不在反馈意见之中", second, pair.answered)
        elif pair.relation in {"merged", "split"}:
            said = "与其他问题合写" if pair.relation == "merged" else "被拆成几个问题"
            yield "answered", make("merged-issue", f"反馈意见中的“{text}”{said}", second, pair.answered)
        elif pair.relation == "reworded":
            yield "answered", make("reworded-issue", f"问题表述有改动：{pair.difference}", second, pair.answered)


def make(code: str, message: str, document: Document, node: int | None) -> Finding:
    """A finding at an issue's own words."""
    at = document.nodes[node or 0]
    start, end = at.own[0] if at.own else (at.start, at.end)
    return Finding(code, CODES[code].severity, at.id, start, end, message, CODES[code].remedy)
