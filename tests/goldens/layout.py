"""A written outline laid on the letters of its source: where each label and text stands, without any parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedbackparse.outline_text import ANYTHING
from tests.goldens.letters import ISSUE_HEAD, squeeze
from tests.goldens.outline_file import Piece

CLOSING_WORDS = re.compile(r"(存在)?的?(问题|方面|情况)?(的)?(整改)?(落实)?(情况|进展)?")


@dataclass(frozen=True, slots=True)
class Letters:
    """The squeezed source, and where each of its letters stands in it."""

    source: str
    flat: str
    where: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Letters:
        pairs = [(d, i) for i, c in enumerate(source) for d in squeeze(c)]
        return cls(source, "".join(d for d, _ in pairs), tuple(i for _, i in pairs))

    def piece(self, start: int, end: int) -> str:
        """The source between two letters."""
        return self.source[self.where[start] : self.where[end - 1] + 1] if start < end else ""

    def offset(self, at: int) -> int:
        return self.where[at] if at < len(self.where) else len(self.source)


@dataclass(frozen=True, slots=True)
class Laid:
    """A written node on the letters of its source: ``[label_at, start)`` label, ``[start, end)`` text."""

    piece: Piece
    label_at: int
    start: int
    end: int


class FaultError(ValueError):
    """Outline and source disagree so far that nothing behind can be checked."""


def lay_out(letters: Letters, pieces: Sequence[Piece]) -> tuple[list[Laid], list[str]]:
    """Find every node's label and text, in order, and what stands between them that no node has."""
    laid: list[Laid] = []
    faults: list[str] = []
    waiting: list[int] = []
    tables = tables_over(pieces)
    at, behind_issue = 0, False
    for i, span in [*enumerate(find_texts(letters.flat, pieces)), (len(pieces), (len(letters.flat),) * 2)]:
        waiting += [i] * (i < len(pieces))
        if span is None:
            continue
        start, end = span
        labels = [squeeze("" if in_cell(pieces, tables, k) else pieces[k].seen_label) for k in waiting]
        gap, want = letters.flat[at:start], "".join(labels)
        heads = column_names(pieces, tables, waiting)
        if not fills(gap, want, behind_issue=behind_issue) and not is_header(letters, at, start - len(want), heads):
            where = f"line {pieces[i].line}: between the texts" if i < len(pieces) else "at the end"
            faults.append(f"{where} stands {gap!r}, the labels say {want!r}")
        laid += lay_labels([pieces[k] for k in waiting], labels, start, end)
        waiting, at, behind_issue = [], end, i < len(pieces) and pieces[i].kind == "issue"
    return laid, faults


def tables_over(pieces: Sequence[Piece]) -> list[int | None]:
    """For each node the table in which it stands, itself included."""
    tables: list[int | None] = []
    for i, piece in enumerate(pieces):
        above = None if piece.parent is None else tables[piece.parent]
        tables.append(i if piece.kind == "table" else above)
    return tables


def in_cell(pieces: Sequence[Piece], tables: Sequence[int | None], i: int) -> bool:
    """Whether a node's label is the name of its column, which stands in the header row only."""
    return tables[i] is not None and pieces[i].kind in ("response", "field")


def column_names(pieces: Sequence[Piece], tables: Sequence[int | None], near: Sequence[int]) -> set[str]:
    """The columns and captions of the tables in which these nodes stand."""
    mine = {tables[i] for i in near} - {None}
    return {squeeze(p.label) for p, table in zip(pieces, tables, strict=True) if table in mine and p.label}


def is_header(letters: Letters, start: int, end: int, names: set[str]) -> bool:
    """Whether these letters are a caption or a header row: whole cells, among them two columns of the table."""
    cells = {squeeze(line) for line in letters.piece(start, end).split("\n")}
    return cells <= names or len(names & cells) >= 2


def find_texts(flat: str, pieces: Sequence[Piece]) -> list[tuple[int, int] | None]:
    """Where each node's text stands; None where it has none. Raises: FaultError."""
    ends = [ends_of(piece) for piece in pieces]
    starts = list(find_starts(flat, pieces, ends))
    spans: list[tuple[int, int] | None] = []
    for i, (piece, begin) in enumerate(zip(pieces, starts, strict=True)):
        if begin is None:
            spans.append(None)
            continue
        limit = next((start for start in starts[i + 1 :] if start is not None), len(flat))
        first, last = ends[i]
        end = begin + len(first)
        if ANYTHING in piece.text:
            found = flat.rfind(last, end, limit)
            if found < 0:
                raise FaultError(f"line {piece.line}: its end {piece.text[-40:]!r} is not found")
            end = found + len(last)
        spans.append((begin, end))
    return spans


def find_starts(flat: str, pieces: Sequence[Piece], ends: Sequence[tuple[str, str]]) -> Iterator[int | None]:
    """Where each node's text begins, each behind the last. Raises: FaultError."""
    reached = 0
    for piece, (first, last) in zip(pieces, ends, strict=True):
        if not first + last:
            yield None
            continue
        start = flat.find(first, reached)
        if start < 0:
            behind = flat[:reached][-20:]
            raise FaultError(f"line {piece.line}: {piece.text[:40]!r} is not found behind {behind!r}")
        yield start
        reached = start + len(first)


def ends_of(piece: Piece) -> tuple[str, str]:
    """The squeezed beginning and end of a written text; all of it and nothing where it is whole."""
    parts = [squeeze(part) for part in piece.text.split(ANYTHING)]
    if piece.kind == "issue":
        parts[0] = ISSUE_HEAD.sub("", parts[0])
    return parts[0], parts[-1] if len(parts) > 1 else ""


def fills(gap: str, labels: str, *, behind_issue: bool) -> bool:
    """Whether a gap holds the labels and, behind an issue, at most its closing words."""
    if gap == labels:
        return True
    closing = gap.removesuffix(labels)
    return behind_issue and gap.endswith(labels) and bool(CLOSING_WORDS.fullmatch(closing))


def lay_labels(waiting: Sequence[Piece], labels: Sequence[str], start: int, end: int) -> list[Laid]:
    """Nodes whose labels end at ``start``; the last of them has the text ``[start, end)``."""
    laid: list[Laid] = []
    at = start - sum(map(len, labels))
    for i, (piece, label) in enumerate(zip(waiting, labels, strict=True)):
        last = i == len(waiting) - 1
        laid.append(Laid(piece, at, at + len(label), end if last else at + len(label)))
        at += len(label)
    return laid
