"""Jobs -> results as they come, through any executor; a document that ends its worker is told by name.

A file alone in its call is to blame for what becomes of the call. Where several shared it (those in old formats),
each is tried again by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait

from feedbackparse.batch.child import Call, Died
from feedbackparse.batch.endings import end_verdict
from feedbackparse.batch.engines import Engine, run_call
from feedbackparse.batch.jobs import Archive, Job
from feedbackparse.batch.recipe import Recipe
from feedbackparse.batch.work import Result, print_memory, warm_up, work
from feedbackparse.errors import OutputProblem, Problem
from feedbackparse.intake import DEFAULT
from feedbackparse.verdict import Verdict

_AHEAD = 3
"""Calls that are handed out for each worker: none waits, and few are lost."""

Group = tuple[Job, ...]
Told = Result | Archive


def drive(engine: Engine, groups: Iterable[Group], recipe: Recipe) -> Iterator[Result | Archive]:
    """Shape: a Result a document, and each archive before its members; in the order in which they come."""
    coming = iter(groups)
    first: deque[Group] = deque()
    running: dict[Future[list[Told]], Group] = {}
    while True:
        while len(running) < engine.workers * _AHEAD:
            group = first.popleft() if first else next(coming, None)
            if group is None:
                break
            call = Call(work, (recipe, group), limit_seconds(recipe, group), recipe.memory, warm_up)
            running[engine.executor.submit(run_call, call)] = group
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            group = running.pop(future)
            told, again = settle_call(future, group, recipe)
            first += [(job,) for job in again]
            for one in told:
                yield one
                if isinstance(one, Archive):
                    first += [(job,) for job in one.jobs()]


def limit_seconds(recipe: Recipe, group: Group) -> float:
    """A file may take the recipe's time; those in old formats, together, what their converter may take as well."""
    return recipe.seconds if len(group) == 1 else recipe.seconds * len(group) + DEFAULT.conversion


def settle_call(future: Future[list[Told]], group: Group, recipe: Recipe) -> tuple[list[Told], Group]:
    """What became of a call, and the files to be tried again. Raises: Problem where the run cannot go on."""
    try:
        return future.result(), ()
    except Problem:
        raise
    except CancelledError as error:
        message = "与 Dask 集群的连接中断"
        raise OutputProblem("engine-lost", "engine", message, "请检查集群后重新运行，已完成的不会重做") from error
    except Exception as error:
        if len(group) > 1:
            return [], group
        return [Result(group[0].order, judge_death(group[0].name, error, recipe))], ()


def judge_death(name: str, error: Exception, recipe: Recipe) -> Verdict:
    """The verdict on a file that ended its worker."""
    if not isinstance(error, Died):
        return end_verdict("worker-lost", name, type(error).__name__)
    took = (round(error.seconds, 4), error.memory)
    if error.fate == "timed-out":
        return end_verdict("timed-out", name, f"{recipe.seconds:g}", *took)
    if error.fate == "out-of-memory":
        return end_verdict("memory-limit", name, print_memory(recipe.memory), *took)
    return end_verdict("worker-crashed", name, error.words.partition(":")[0], *took)
