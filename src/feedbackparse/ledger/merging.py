"""Converting again into a workbook that people work in: read this first.

    workbook ──open──▶ sheets, rows, ids ─┐
                                           ├─▶ content with the ledger's ids ─▶ weave each sheet ─▶ save
    Documents ────────────────────────────┘

Source: design.md §8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.carry import find_uncarried
from feedbackparse.ledger.cellvalue import hash_value, text_of
from feedbackparse.ledger.content import Content, check_size, compose_content, find_unfit
from feedbackparse.ledger.fixed import fill_fixed, find_fixed, weave_fixed
from feedbackparse.ledger.guide import guide_lines, set_up_guide
from feedbackparse.ledger.layout import OVERFLOW, SHEETS
from feedbackparse.ledger.loom import (
    LISTS,
    Loom,
    close_columns,
    keep,
    make_sheet,
    put_register,
    refresh_links,
    set_up_loom,
    weave_lists,
)
from feedbackparse.ledger.names import set_names
from feedbackparse.ledger.opened import open_workbook
from feedbackparse.ledger.replacing import digest_of, replace_ledger, write_beside
from feedbackparse.ledger.rowxml import Line
from feedbackparse.ledger.settled import adds_nothing, read_settled
from feedbackparse.ledger.shown import Overflow, show_rows
from feedbackparse.ledger.summary import set_up_summary, summary_lines
from feedbackparse.ledger.tallies import Seen
from feedbackparse.ledger.weave import Weaver
from feedbackparse.ledger.written import Written
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Verdict


def merge_ledger(
    docs: Iterable[Document],
    verdicts: Iterable[Verdict],
    path: Path,
    pairs: Sequence[Row] | None = None,
    replaces: Mapping[str, str] | None = None,
    today: date | None = None,
    rounds: Sequence[Seen] = (),
    pages: Mapping[str, str] | None = None,
    rulebook: Rulebook | None = None,
) -> Written:
    """Merge a conversion into the workbook at ``path``. Raises: OutputProblem; the workbook is then as it was."""
    content, settled = None, read_settled(path)
    if settled:
        known, texts = settled.register, settled.texts
        content = compose_content(docs, verdicts, pairs or (), known, texts, replaces, pages, rulebook)
        if adds_nothing(settled, content, pairs is not None, today, rounds):
            return Written(path)
    digest, uncarried = digest_of(path), find_uncarried(path)
    loom = set_up_loom(open_workbook(path))
    if content is None:
        texts = {name: read_texts(loom, name) for name in ("issues", "measures")}
        known = loom.workbook.register
        content = compose_content(docs, verdicts, pairs or (), known, texts, replaces, pages, rulebook)
    check_size(content.rows, path)
    for weaver in loom.weavers.values():
        weaver.documents = content.documents | (
            {"run"} if pairs is not None or weaver.opened.sheet.table != "pairs" else set()
        )
    loom.pen.next_issue = content.identified.next_issue
    weave_tables(loom, content)
    weave_lists(loom, content)
    unfit = find_unfit({table: len(weaver.opened.rows) for table, weaver in loom.weavers.items()}, path)
    if unfit:
        raise unfit
    refresh_links(loom)
    issues = [loom.weavers["issues"].opened.values(row) for row in loom.weavers["issues"].opened.rows]
    weave_guides(loom, content, issues, today, rounds)
    close_register(loom, content)
    return save(loom, path, digest, uncarried)


def read_texts(loom: Loom, table: str) -> dict[str, str]:
    """The words of each issue or measure as they stand in the workbook, by id."""
    opened, key = loom.weavers[table].opened, {"issues": "issue", "measures": "measure"}[table]
    return {id: text_of(opened.value(row, key)) for row, id in opened.ids.items() if id}


def weave_tables(loom: Loom, content: Content) -> None:
    """All sheets of rows but 冲突 and 待认领."""
    overflow: Overflow = []
    for sheet in SHEETS:
        if sheet in LISTS:
            continue
        shown = show_rows(sheet, content.rows.get(sheet.table, []), overflow)
        if sheet.table in loom.weavers:
            keep(loom, sheet.table, loom.weavers[sheet.table].weave(shown))
    if overflow and OVERFLOW.table not in loom.weavers:
        opened = make_sheet(loom.workbook.book, loom.looks, OVERFLOW)
        loom.weavers[OVERFLOW.table] = Weaver(opened, loom.workbook.register, content.documents | {"run"}, loom.pen)
    if OVERFLOW.table in loom.weavers:
        keep(loom, OVERFLOW.table, loom.weavers[OVERFLOW.table].weave(show_rows(OVERFLOW, overflow, [])))


def weave_guides(
    loom: Loom, content: Content, issues: Sequence[Seen], today: date | None, rounds: Sequence[Seen]
) -> None:
    """说明 and 汇总."""
    fixed: dict[str, tuple[str, Any, list[Line]]] = {
        "guide": ("说明", set_up_guide, list(guide_lines(loom.looks, content.rows))),
        "summary": ("汇总", set_up_summary, summary_lines(loom.looks, issues, today, rounds)),
    }
    book = loom.workbook.book
    for name, (title, set_up, lines) in fixed.items():
        known = loom.workbook.register.fixed.get(name, {})
        loom.register.fixed[name] = {
            at: [hash_value(value) for value in line.values] for at, line in enumerate(lines, 1) if line.values
        }
        if title not in book.sheetnames:
            continue
        worksheet = find_fixed(book, title, known) if known else None
        if worksheet is None:
            at = next(at for at in range(1, 100) if f"{title}（新{at}）" not in book.sheetnames)
            worksheet = book.create_sheet(f"{title}（新{at}）", book.sheetnames.index(title) + 1)
            set_up(worksheet)
            fill_fixed(worksheet, lines, loom.looks)
            loom.changes["fixed"] += 1
            continue
        written, _ = weave_fixed(worksheet, lines, known, loom.looks)
        loom.changes["fixed"] += written


def close_register(loom: Loom, content: Content) -> None:
    """Enter the columns as they stand now, the documents, and the next id."""
    before, after = loom.workbook.register, loom.register
    close_columns(loom)
    after.documents = {**before.documents, **{f.record.key: f.record for f in content.followers.values()}}
    after.next_issue = loom.pen.next_issue
    loom.changes["reworded"] += len(content.identified.reworded)


def save(loom: Loom, path: Path, digest: str, uncarried: Sequence[str]) -> Written:
    """Write the workbook, unless nothing is to be written."""
    book = loom.workbook.book
    places = {table: (weaver.opened.worksheet.title, weaver.opened.columns) for table, weaver in loom.weavers.items()}
    set_names(book, places)
    changes = {key: count for key, count in loom.changes.items() if count}
    if not put_register(book, loom.register) and not changes:
        return Written(path)
    if uncarried:
        return Written(write_beside(book, path), changes, None, tuple(uncarried))
    return Written(path, changes, replace_ledger(book, path, digest))
