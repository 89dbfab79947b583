"""A worker process that runs one call at a time, and may crash, hang or eat all memory alone.

It is started as a program of its own, never forked and never through ``multiprocessing``: so a script needs no
``if __name__ == "__main__"``, a worker of a cluster may have one below it, and it ends with its parent,
however that ends: its standard input is closed then.

Shape: over its standard input go ``(function, arguments)``, over its standard output ``(value, error)``; a
function goes by its name, so it must be importable.
Source: measured: a plain process pool lost 68 of 100 results to one crash.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal

import psutil

Fate = Literal["crashed", "timed-out", "out-of-memory"]

_STEP = 0.1
"""Seconds between two looks at a worker."""
_START = 120.0
"""Seconds that a worker may take to start."""
_IDLE = 30.0
"""Seconds after which a worker that has nothing to do is ended."""
_BOOT = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from feedbackparse.batch.serve import serve;"
    " serve()"
)


@dataclass(frozen=True, slots=True)
class Call:
    """What a worker is to do, and what it may take. A function is importable by its name."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    memory: int
    """Bytes of resident memory."""
    prepare: Callable[..., Any] | None = None
    """What a new worker does first with the first of the arguments; no limit of the call is used up by it."""


class Died(Exception):
    """The worker is gone, and so is what it was doing."""

    def __init__(self, fate: Fate, words: str, seconds: float, memory: int) -> None:
        super().__init__(fate, words, seconds, memory)
        self.fate = fate
        self.words = words
        """The last that it said, or how it ended."""
        self.seconds = seconds
        self.memory = memory
        """The most that was seen, in bytes."""


class Child:
    """One worker process; a thread has it for itself while it runs a call."""

    def __init__(self) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the worker)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said
        )
        self._seen = psutil.Process(self._process.pid)
        self._fate: Fate = "crashed"
        self._call: Call | None = Call(serve_nothing, (), _START, sys.maxsize)
        self._since = time.monotonic()
        self._peak = 0
        self._new = True
        threading.Thread(target=self._watch, daemon=True, name="feedbackparse-watch").start()
        self._send([path or os.getcwd() for path in sys.path])  # noqa: PTH109
        self._receive()
        self._rest()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def run(self, call: Call) -> Any:
        """What the function returns, or raises. Raises: Died; the worker is of no use then."""
        if self._new and call.prepare:
            self._new = False
            self.run(Call(call.prepare, call.arguments[:1], _START, call.memory))
        self._peak, self._since, self._call = 0, time.monotonic(), call
        self._send((call.function, call.arguments))
        value, error = self._receive()
        self._rest()
        if error is not None:
            raise error
        return value

    def kill(self) -> None:
        """End the process, whatever it does; who waits for it gets a ``Died``."""
        self._process.kill()

    def close(self) -> None:
        """End the process, and let go what led to it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._said):
            if stream:
                try:
                    stream.close()
                except OSError:  # what was not yet sent
                    continue

    def _rest(self) -> None:
        self._call, self._since = None, time.monotonic()

    def _send(self, message: Any) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
            self._process.stdin.flush()
        except OSError as error:
            raise self._died() from error

    def _receive(self) -> Any:
        assert self._process.stdout
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._died() from error

    def _died(self) -> Died:
        self._process.kill()
        code = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        died = Died(self._fate, tell_end(code, lines), time.monotonic() - self._since, self._peak)
        self.close()
        return died

    def _watch(self) -> None:
        """End the process where it takes too long or too much, or has had nothing to do for long."""
        while self._process.poll() is None:
            time.sleep(_STEP)
            call, taken = self._call, time.monotonic() - self._since
            try:
                self._peak = max(self._peak, self._seen.memory_info().rss)
            except psutil.Error:
                return
            if call is None:
                if taken > _IDLE:
                    self._process.kill()
            elif taken > call.seconds:
                self._fate = "timed-out"
                self._process.kill()
            elif self._peak > call.memory:
                self._fate = "out-of-memory"
                self._process.kill()


def tell_end(code: int, lines: list[str]) -> str:
    """How a process ended: the number of its signal or exit, and its last words."""
    end = f"signal {-code}" if code < 0 else f"exit {code}"
    return f"{end}: {lines[-1]}" if lines else end


def serve_nothing() -> None:
    """What a worker does while it starts."""
