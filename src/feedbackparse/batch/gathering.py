"""What is made of all results together, by workers, from the store: parts of the tables, pages, and pairs of papers.

No process holds more than a part of the documents at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from pathlib import Path
from typing import Any

from feedbackparse.batch.child import Call, Died
from feedbackparse.batch.engines import Engine, run_call
from feedbackparse.batch.kept import Kept, keep_of, load_documents
from feedbackparse.batch.recipe import Recipe
from feedbackparse.batch.store import Store
from feedbackparse.batch.work import Result
from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import Row
from feedbackparse.frames.dataset import PART, drop_parts, write_part
from feedbackparse.frames.pairing import ASKING, name_one, pair_rows
from feedbackparse.review import Entry, write_document, write_index
from feedbackparse.verdict import Verdict

_HOURS = 3600.0
"""Seconds that one part, or the pairs of one letter, may take."""
_MEMORY = 8 * 1024**3
_PAGES = 20
"""Pages that a worker writes in one call."""


def name_run(results: Iterable[Result], recipe: Recipe) -> str:
    """A name that is the same for the same documents, rules and program: 12 hex digits."""
    digest = hashlib.sha256(recipe.key.encode())
    for result in results:
        if result.verdict.taken:
            digest.update(f"{result.verdict.file}\0{result.verdict.sha256}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def write_tables(engine: Engine, recipe: Recipe, results: Sequence[Result], folder: Path, run: str) -> None:
    """The tables of a run as a Parquet dataset; workers write its parts. Raises: OutputProblem."""
    taken = iter([result for result in results if result.verdict.taken])
    calls: list[Call] = []
    before = 0
    while chunk := list(islice(taken, PART)):
        arguments = (recipe, keep_of(chunk), folder.absolute(), run, len(calls), before)
        calls.append(Call(write_kept, arguments, _HOURS, _MEMORY))
        before += sum(result.verdict.issues or 0 for result in chunk)
    drop_parts(folder, run, len(calls))
    for _ in run_calls(engine, calls):
        pass


def write_kept(recipe: Recipe, kept: Sequence[Kept], folder: Path, run: str, number: int, before: int) -> None:
    """One part, in a worker. Raises: OutputProblem."""
    try:
        write_part(load_documents(Store(recipe.store), kept), folder, run, number, before, recipe.open_rules())
    except OSError as error:
        message = f"数据表无法写入：{error.strerror or error}"
        raise OutputProblem("tables-unwritable", str(folder), message, "请检查该文件夹是否可写") from error


def write_pages(engine: Engine, recipe: Recipe, results: Sequence[Result], folder: Path) -> Path:
    """The review pages of a run, which workers write, and the index; its path. Raises: OutputProblem."""
    calls = []
    for at in range(0, len(results), _PAGES):
        shown = [(next(iter(keep_of([result])), None), result.verdict) for result in results[at : at + _PAGES]]
        calls.append(Call(write_some_pages, (recipe, shown, folder.absolute()), _HOURS, _MEMORY))
    found = sorted(run_calls(engine, calls), key=lambda pages: pages[0])
    return write_index([entry for _, entries in found for entry in entries], folder)


def write_some_pages(recipe: Recipe, shown: Sequence[tuple[Kept | None, Verdict]], folder: Path) -> list[Entry]:
    """The pages of some documents, in a worker, and their lines of the index. Raises: OutputProblem."""
    store, rulebook = Store(recipe.store), recipe.open_rules()
    entries = []
    for kept, verdict in shown:
        document = next(load_documents(store, [kept])) if kept else None
        entries.append(write_document(document, verdict, folder, rulebook))
    return entries


def read_pairs(engine: Engine, recipe: Recipe, results: Sequence[Result]) -> list[Row]:
    """Rows of 反馈对照: the letters and lists of problems of the run against the reports of the same body."""
    taken = [result for result in results if result.verdict.taken and result.place]
    reports = [result for result in taken if result.genre not in ASKING]
    calls: list[Call] = []
    for letter in (result for result in taken if result.genre in ASKING):
        answers = [report for report in reports if name_one(letter.inspected, report.inspected)]
        if answers:
            arguments = (recipe.store, keep_of([letter])[0], keep_of(answers))
            calls.append(Call(pair_kept, arguments, _HOURS, _MEMORY))
    found = sorted(run_calls(engine, calls), key=lambda pair: pair[0])
    return [row for _, rows in found for row in rows]


def pair_kept(store: Path, letter: Kept, reports: Sequence[Kept]) -> list[Row]:
    """The pairs of one letter, in a worker."""
    home = Store(store)
    (asked,) = load_documents(home, [letter])
    return [row for report in load_documents(home, reports) for row in pair_rows(asked, report)]


def run_calls(engine: Engine, calls: Iterable[Call]) -> Iterator[tuple[int, Any]]:
    """Number and value of each call as it comes; one whose worker dies is tried once more.

    Raises: OutputProblem, and what a call raises.
    """
    coming = iter([(at, 0, call) for at, call in enumerate(calls)])
    running: dict[Future[Any], tuple[int, int, Call]] = {}
    while True:
        for at, tries, call in islice(coming, max(0, engine.workers * 2 - len(running))):
            running[engine.executor.submit(run_call, call)] = (at, tries, call)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            at, tries, call = running.pop(future)
            try:
                yield at, future.result()
            except Died as died:
                if tries:
                    message = f"汇总结果的进程中断（{died.words}）"
                    raise OutputProblem("gathering-failed", "engine", message, "请重新运行，已完成的不会重做") from died
                running[engine.executor.submit(run_call, call)] = (at, tries + 1, call)
