"""The worker's side of ``child``: read a call, run it, answer, until the parent is gone."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from typing import Any

import psutil


def serve() -> None:
    """Answer calls; ends when standard input does. What a library prints goes to standard error."""
    calls = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent was told as well, and decides
    threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
    answers.write(pickle.dumps((None, None)))
    answers.flush()
    while True:
        try:
            function, arguments = pickle.load(calls)
        except EOFError:
            return
        answers.write(answer(function, arguments))
        answers.flush()


def leave_with(parent: int) -> None:
    """End with the parent also in the middle of a call, that may hang."""
    while os.getppid() == parent and psutil.pid_exists(parent):
        time.sleep(1)
    os._exit(1)


def answer(function: Any, arguments: tuple[Any, ...]) -> bytes:
    """``(value, error)``; an error that cannot be sent is told in words."""
    try:
        return pickle.dumps((function(*arguments), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            return pickle.dumps((None, error), pickle.HIGHEST_PROTOCOL)
        except Exception:
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")), pickle.HIGHEST_PROTOCOL)
