"""Many files -> one workbook and the tables.

    files ──plan──▶ jobs ──engine──▶ store, a verdict each ──▶ parts of the tables · pairs · workbook

One bad file never costs another its result. Source: design.md §9.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from feedbackparse import ledger
from feedbackparse.auditing import Settings
from feedbackparse.batch.engines import LOCAL
from feedbackparse.batch.gathering import name_run, read_pairs, write_pages, write_tables
from feedbackparse.batch.recipe import MEMORY, SECONDS
from feedbackparse.batch.report import write_report
from feedbackparse.batch.run import Paths, Progress, Reading, Running, Session, open_session
from feedbackparse.errors import OutputProblem
from feedbackparse.ledger import Written
from feedbackparse.review import page_name
from feedbackparse.rulebook import load_rules
from feedbackparse.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Filing:
    """How results are entered in the ledger; see ``ledger.write``."""

    replaces: Mapping[str, str] | None = None
    today: date | None = None
    history: str | Path | None = None
    template: str | Path | None = None
    review: str | Path | None = None
    """The folder of the review pages, which the ledger links to."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a run."""

    verdicts: list[Verdict]
    """One a document, in the order of the run."""
    written: Written | None = None
    """The ledger; None where no file could be converted, or the rows do not fit into one."""
    tables: Path | None = None
    """The folder of the tables, where they were written."""
    run: str = ""
    """The name of the run in the tables."""
    index: Path | None = None
    """The first of the review pages, where they were written."""
    unfit: OutputProblem | None = None
    """Why there is no ledger, where the rows do not fit into one; the tables are written then."""


def convert(  # noqa: PLR0913 (the public verb: flat names read best in a notebook)
    paths: Paths,
    output: str | Path | None,
    tables: str | Path | None = None,
    review: str | Path | None = None,
    *,
    rules: str | Path | None = None,
    encoding: str | None = None,
    settings: Settings | str | Path | None = None,
    replaces: Mapping[str, str] | None = None,
    today: date | None = None,
    history: str | Path | None = None,
    template: str | Path | None = None,
    workers: int | None = None,
    engine: str = LOCAL,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    store: str | Path | None = None,
    force: bool = False,
    run: str | None = None,
    report: str | Path | None = None,
    progress: Progress | None = None,
) -> Converted:
    """Read files, folders and archives into a workbook ``output``, Parquet in ``tables``, pages in ``review``.

    A ledger that stands at ``output`` is merged into: what people wrote there stays. A run that was ended goes on
    where it was, and files that have not changed are not read again (``force``: they are).

    ``rules``, ``encoding``, ``settings``: how documents are read and audited, see ``Reading``.
    ``replaces``, ``today``, ``history``, ``template``: how they are entered in the ledger, see ``ledger.write``.
    ``workers``, ``engine``, ``seconds``, ``memory`` (bytes), ``store``: how the run is run, see ``Running``; none of
    it changes a result.
    ``run``: name of the run in the tables, by default a digest of its documents. ``report``: a file that gets a
    line of JSON for each document. ``progress``: is called with a ``Step`` after each.

    Raises: Refusal where there is no file at all, RuleProblem where a rule file is wrong, OutputProblem
    where what stands at ``output`` is no ledger, or something cannot be written.
    """
    target, folder = (Path(place) if place else None for place in (output, tables))
    if target:
        ledger.check_target(target)
    filing = Filing(replaces, today, history, template, review)
    running = Running(workers, engine, seconds, memory, store, force)
    with open_session(paths, Reading(rules, encoding, settings), running, target or folder, progress) as session:
        session.read(replaces or {})
        converted = write_results(session, target, folder, run, filing)
        if review:
            index = write_pages(session.engine, session.recipe, session.results, Path(review))
            converted = replace(converted, index=index)
        if report:
            write_report(converted.verdicts, Path(report))
    return converted


def write_results(
    session: Session, output: Path | None, tables: Path | None, run: str | None, filing: Filing
) -> Converted:
    """The tables first: they hold any number of rows."""
    verdicts, results = session.verdicts, session.results
    if not any(verdict.taken for verdict in verdicts):
        return Converted(verdicts)
    name = run or name_run(results, session.recipe)
    if tables:
        write_tables(session.engine, session.recipe, results, tables, name)
    written, unfit = enter_fitting(session, output, filing) if output else (None, None)
    if output and unfit and not tables:
        tables = output.with_name(f"{output.stem}-数据表")
        write_tables(session.engine, session.recipe, results, tables, name)
    return Converted(verdicts, written, tables, name if tables else "", unfit=unfit)


def enter_fitting(session: Session, output: Path, filing: Filing) -> tuple[Written | None, OutputProblem | None]:
    """The workbook, or why there is none where its rows, with those that it has already, do not fit."""
    unfit = ledger.find_unfit(count_rows(session.verdicts), output)
    if unfit:
        return None, unfit
    try:
        return enter_ledger(session, output, filing), None
    except OutputProblem as problem:
        if problem.code != ledger.TOO_LARGE:
            raise
        return None, problem


def enter_ledger(session: Session, output: Path, filing: Filing) -> Written:
    """The workbook; the Documents come from the store, one at a time."""
    return ledger.write(
        session.documents(),
        session.verdicts,
        output,
        pairs=read_pairs(session.engine, session.recipe, session.results),
        replaces=filing.replaces,
        today=filing.today,
        history=filing.history,
        template=filing.template,
        rulebook=load_rules(session.recipe.rules),
        pages=lead_to_pages(session.verdicts, output, Path(filing.review)) if filing.review else None,
    )


def lead_to_pages(verdicts: Sequence[Verdict], output: Path, review: Path) -> dict[str, str]:
    """SHA-256 of each document's file -> path of its page, as the workbook gives it."""
    try:
        folder = Path(os.path.relpath(review.resolve(), output.resolve().parent)).as_posix()
    except ValueError:  # another drive of Windows
        folder = review.resolve().as_posix()
    taken = (verdict for verdict in verdicts if verdict.taken and verdict.sha256)
    return {str(verdict.sha256): f"{folder}/{page_name(verdict.file, str(verdict.sha256))}" for verdict in taken}


def count_rows(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many rows the run gives to each sheet that grows with it."""
    taken = [verdict for verdict in verdicts if verdict.taken]
    names = ("issues", "measures", "masks", "facts", "findings")
    return {"verdicts": len(verdicts), **{name: sum(getattr(one, name) or 0 for one in taken) for name in names}}
