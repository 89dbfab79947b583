"""What can be looked at in a room beside its workbook: a document's page, a letter against a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedbackparse.model import Document
from feedbackparse.verdict import Verdict
from feedbackparse.window.rooms import Room
from feedbackparse.window.running import upload_of

if TYPE_CHECKING:
    from feedbackparse.comparing import Pair


def open_document(room: Room, verdict: Verdict) -> Document:
    """The Document of a verdict, parsed again: the same bytes give the same. Raises: Refusal."""
    from feedbackparse import intake, pipeline
    from feedbackparse.rulebook import load_rules

    path, member = upload_of(room, verdict.file)
    if member is None:
        document = pipeline.parse(path)
    else:
        members = intake.read_members(intake.load_file(path), path.name, intake.DEFAULT)
        data = next(one.data for one in members if one.name == member)
        document = pipeline.parse_intake(intake.read_data(data, verdict.file), load_rules())
    return replace(document, source=replace(document.source, name=verdict.file))


def make_page(room: Room, verdict: Verdict) -> str:
    """The review page of a document. Raises: Refusal."""
    from feedbackparse.review import render_page

    return render_page(open_document(room, verdict), verdict=verdict)


@dataclass(frozen=True, slots=True)
class Compared:
    """A letter, or an earlier report, against a report."""

    asked: int
    """How many problems the first holds."""
    answered: int
    pairs: Sequence[Mapping[str, str]]
    counts: Mapping[str, int]
    """By relation."""


def compare(room: Room, first: Verdict, second: Verdict) -> Compared:
    """The pairs of two documents of a room. Raises: Refusal."""
    from feedbackparse.comparing import compare_documents

    asked, answered = open_document(room, first), open_document(room, second)
    pairs: Sequence[Pair] = compare_documents(asked, answered)
    return Compared(
        len({pair.asked for pair in pairs} - {None}),
        len({pair.answered for pair in pairs} - {None}),
        [tell_pair(pair) for pair in pairs],
        Counter(str(pair.relation) for pair in pairs),
    )


def tell_pair(pair: Pair) -> dict[str, str]:
    """A pair as the page shows it."""
    return {
        "relation": str(pair.relation),
        "asked": pair.asked_text,
        "answered": pair.answered_text,
        "score": f"{pair.score:.2f}" if pair.score else "",
        "remarks": "；".join(remarks(pair)),
    }


def remarks(pair: Pair) -> Iterator[str]:
    if pair.doubtful:
        yield "存疑，请人工核对"
    if pair.moved:
        yield "次序有变"
    if pair.answered is not None and not pair.responded:
        yield "无整改情况"
    if pair.difference:
        yield f"改动：{pair.difference}"
