"""What a worker does with one call: read the files, parse each, keep the result, and say what became of it."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath

from feedbackparse import intake
from feedbackparse.auditing import DEFAULTS, choose, inspect_document
from feedbackparse.batch.ceilings import limit_memory, read_peak, reset_peak
from feedbackparse.batch.endings import end_verdict
from feedbackparse.batch.jobs import Archive, Job
from feedbackparse.batch.recipe import Recipe
from feedbackparse.batch.store import Card, Store
from feedbackparse.errors import OutputProblem, Problem, Refusal
from feedbackparse.frames.audit import OURS
from feedbackparse.frames.issues import find_unit
from feedbackparse.frames.keys import key_document, key_issues
from feedbackparse.frames.responses import read_measures, read_response
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Document, Finding
from feedbackparse.pipeline import parse_intake
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Outcome, Verdict

_DEGRADED = "degraded-conversion"
_FIRST = "关于巡察整改情况的报告\n1.关于会议记录不完整的问题。\n整改情况：一是补记**份。二是2024年底前完成。\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one job; all that the main process keeps of a document."""

    order: tuple[int, ...]
    """Its place in the run."""
    verdict: Verdict
    place: str = ""
    """Where its Document is kept; empty where there is none."""
    genre: str = ""
    inspected: tuple[str, ...] = ()
    identity: str = ""

    def share_words(self) -> Result:
        """The same, its words that many documents have in common held once."""
        told = self.verdict
        verdict = replace(
            told,
            code=sys.intern(told.code),
            message=sys.intern(told.message),
            remedy=sys.intern(told.remedy),
            format=sys.intern(told.format),
        )
        inspected = tuple(map(sys.intern, self.inspected))
        return replace(self, verdict=verdict, genre=sys.intern(self.genre), inspected=inspected)


def work(recipe: Recipe, jobs: Sequence[Job]) -> list[Result | Archive]:
    """Read these files. Shape: a Result a job, or what an archive holds; in their order.

    Raises: RuleProblem, OutputProblem where the run cannot go on; a file never raises.
    """
    rulebook = recipe.open_rules()
    store = Store(recipe.store)
    if len(jobs) > 1:
        return [*work_together(recipe, jobs, rulebook, store)]
    return [work_alone(recipe, jobs[0], rulebook, store)]


def warm_up(recipe: Recipe) -> None:
    """Load what every document needs: a new worker's first document shall not pay for it.

    Raises: RuleProblem, OutputProblem where the run cannot go on.
    """
    taken = intake.read_data(_FIRST.encode(), "txt")
    describe(parse_intake(taken, recipe.open_rules()))


def work_alone(recipe: Recipe, job: Job, rulebook: Rulebook, store: Store) -> Result | Archive:
    begin = time.perf_counter()
    reset_peak()
    found: Result | Archive
    try:
        with limit_memory(recipe.memory):
            found = read_job(recipe, job, rulebook, store)
    except OutputProblem:
        raise
    except Exception as error:
        found = Result(job.order, judge_error(job.name, error, recipe.memory))
    return measure(found, time.perf_counter() - begin)


def read_job(recipe: Recipe, job: Job, rulebook: Rulebook, store: Store) -> Result | Archive:
    """One file, from the store where it is there. Raises what intake and parsing raise."""
    data = load_job(job)
    place = store.place(hashlib.sha256(data).hexdigest(), PurePath(job.member or job.path.name).suffix)
    known = None if recipe.force else store.find(place)
    if known:
        return recall(job, place, known)
    if job.member is None and intake.is_archive(data):
        members = tuple(intake.list_members(data, job.name))
        if len(members) > 1:
            return Archive(job, members)
    return keep(job, intake.read_data(data, job.name, encoding=recipe.encoding), place, recipe, rulebook, store)


def work_together(recipe: Recipe, jobs: Sequence[Job], rulebook: Rulebook, store: Store) -> list[Result]:
    """Files in old formats, which share a call of the converter; no limit of memory holds for that."""
    results: dict[Job, Result] = {}
    left: dict[Job, Path] = {}
    for job in jobs:
        try:
            place = store.place(hashlib.sha256(load_job(job)).hexdigest(), job.path.suffix)
            known = None if recipe.force else store.find(place)
            if known:
                results[job] = recall(job, place, known)
            else:
                left[job] = place
        except Refusal as refusal:
            results[job] = Result(job.order, judge_error(job.name, refusal, recipe.memory))
    begin = time.perf_counter()
    read = intake.read_files([job.path for job in left], encoding=recipe.encoding)
    shared = (time.perf_counter() - begin) / max(1, len(left))
    for (job, place), taken in zip(left.items(), read, strict=True):
        begin = time.perf_counter()
        reset_peak()
        try:
            if isinstance(taken, Refusal):
                raise taken
            with limit_memory(recipe.memory):
                result = keep(job, taken, place, recipe, rulebook, store)
        except OutputProblem:
            raise
        except Exception as error:
            result = Result(job.order, judge_error(job.name, error, recipe.memory))
        results[job] = measure(result, shared + time.perf_counter() - begin)
    return [results[job] for job in jobs]


def load_job(job: Job) -> bytes:
    """The bytes of a file, or of a member of an archive. Raises: Refusal."""
    if job.member is None:
        return intake.load_file(job.path)
    stat = job.path.stat()
    data = load_archive(job.path, stat.st_mtime_ns, stat.st_size)
    return intake.read_member(data, job.name, job.member)


@lru_cache(maxsize=1)
def load_archive(path: Path, changed: int, size: int) -> bytes:
    """An archive, for its members come one after another."""
    return intake.load_file(path)


def keep(job: Job, taken: intake.Intake, place: Path, recipe: Recipe, rulebook: Rulebook, store: Store) -> Result:
    """Parse what was read, and keep it. What a converter doubts is made again next time: there may be a better one."""
    document = parse_intake(taken, rulebook)
    if recipe.settings != DEFAULTS:
        document = replace(document, findings=find_again(document, rulebook, recipe))
    card = describe(document)
    if card.verdict.status == "degraded":
        store.put(place.with_name(f"{place.name}-degraded"), card, document)
        return take(job, place.with_name(f"{place.name}-degraded"), card)
    store.put(place, card, document)
    return take(job, place, card)


def find_again(document: Document, rulebook: Rulebook, recipe: Recipe) -> tuple[Finding, ...]:
    """A document's findings by other settings than the defaults."""
    settings = recipe.settings
    if replace(settings, select=(), ignore=()) == DEFAULTS:
        return choose(document.findings, settings)
    intakes = [found for found in document.findings if found.code not in OURS]
    found = (*choose(intakes, settings), *inspect_document(document, rulebook, settings))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def describe(document: Document) -> Card:
    """What a run must know of a Document."""
    tree, meta = Tree(document), document.meta
    unit = find_unit(tree, [])[0]
    return Card(
        judge(document),
        meta.genre,
        meta.inspected,
        key_document(unit, meta.round or "", meta.genre) if meta.inspected else "",
        tuple(key_issues(tree).values()),
    )


def take(job: Job, place: Path, card: Card) -> Result:
    """The result of a job, under the name of its file."""
    verdict = replace(card.verdict, file=job.name)
    return Result(job.order, verdict, str(place), card.genre, card.inspected, card.identity)


def recall(job: Job, place: Path, card: Card) -> Result:
    result = take(job, place, card)
    return replace(result, verdict=replace(result.verdict, unchanged=True))


def measure(found: Result | Archive, seconds: float) -> Result:
    if isinstance(found, Archive):
        return found  # type: ignore[return-value]
    return replace(found, verdict=replace(found.verdict, seconds=round(seconds, 4), memory=read_peak()))


def judge(document: Document) -> Verdict:
    """The verdict on a file that was parsed."""
    tree = Tree(document)
    severities = {found.severity for found in document.findings}
    status: Outcome = "findings" if severities & {"error", "warning"} else "converted"
    return Verdict(
        file=document.source.name,
        status="degraded" if any(found.code == _DEGRADED for found in document.findings) else status,
        format=document.source.format,
        sha256=document.source.sha256,
        characters=len(document.text),
        issues=len(tree.issue_rows),
        answered=sum(read_response(tree, node) is not None for node in tree.issue_rows),
        measures=sum(len(read_measures(tree, node)) for node in tree.issue_rows),
        masks=len(document.masks),
        facts=len(document.facts),
        findings=len(document.findings),
    )


def judge_error(name: str, error: Exception, memory: int) -> Verdict:
    """The verdict on a file that was not parsed."""
    if isinstance(error, Problem):
        return Verdict(name, "refused", error.code, error.message, error.remedy)
    if isinstance(error, MemoryError):
        return end_verdict("memory-limit", name, print_memory(memory))
    return end_verdict("crashed", name, f"{type(error).__name__}: {error}".splitlines()[0])


def print_memory(memory: int) -> str:
    return f"{memory // 1024**2} MiB"
