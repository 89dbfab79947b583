"""Where calls are run: on this machine, or on a Dask cluster; both are executors of concurrent.futures.

Each thread of an executor has a worker process of its own (``child``), on a cluster too: so a crash, a hang
or a memory bomb ends that process, and neither the executor nor another document.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from feedbackparse.batch.child import Call, Child
from feedbackparse.errors import OutputProblem

LOCAL = "local"
CONNECT = 20.0
"""Seconds to wait for a scheduler."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor, and how many calls it runs at a time."""

    executor: Executor
    workers: int


_idle: list[Child] = []
"""Workers that wait for the next call, or the next run."""
_busy: list[Child] = []
_lock = threading.Lock()


def run_call(call: Call) -> Any:
    """Run a call in a worker process: one that waits, or a new one. Raises: Died, and what the function raises."""
    child = take_child()
    try:
        return child.run(call)
    finally:
        with _lock:
            _busy.remove(child)
            if child.alive:
                _idle.append(child)


def take_child() -> Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.alive:
                _busy.append(child)
                return child
            child.close()
    child = Child()
    with _lock:
        _busy.append(child)
    return child


@atexit.register
def close_children() -> None:
    """End the workers that wait."""
    with _lock:
        while _idle:
            _idle.pop().close()


def stop_children() -> None:
    """End the workers that work."""
    with _lock:
        for child in _busy:
            child.kill()


@contextmanager
def open_engine(name: str = LOCAL, workers: int | None = None, files: int | None = None) -> Iterator[Engine]:
    """``local``, or the address of a Dask scheduler as tcp://scheduler:8786. Raises: OutputProblem."""
    if name != LOCAL:
        with open_cluster(name) as engine:
            yield engine
        return
    count = workers or min(os.cpu_count() or 1, max(1, files or 1))
    executor = ThreadPoolExecutor(count, thread_name_prefix="feedbackparse")
    try:
        yield Engine(executor, count)
    except BaseException:  # the user has interrupted it, or it cannot go on
        executor.shutdown(wait=False, cancel_futures=True)
        stop_children()
        raise
    finally:
        executor.shutdown()


@contextmanager
def open_cluster(address: str) -> Iterator[Engine]:
    """A running Dask cluster, whose workers see the sources and the store under the same paths."""
    try:
        from distributed import Client
    except ImportError as error:
        raise OutputProblem(
            "no-dask", address, "未安装 Dask", "请安装扩展：pip install feedbackparse[cluster]"
        ) from error
    try:
        connect: Any = Client
        client = connect(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise OutputProblem(
            "no-scheduler", address, "连接不上 Dask 调度器", "请检查地址和端口，如 tcp://scheduler:8786"
        ) from error
    try:
        yield Engine(client.get_executor(pure=False), max(1, sum(client.nthreads().values())))
    finally:
        end_children: Callable[[], None] = close_children
        client.run(end_children)
        client.close()
