"""What is printed, and where: stdout is UTF-8 wherever it leads, stderr speaks to the user."""

from __future__ import annotations

import io
import sys
import traceback

import click


def prepare() -> None:
    """Results are UTF-8 with plain line ends also where the console is GBK; messages never fail to print."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def say(message: str) -> None:
    """A message to the user, on stderr."""
    click.echo(message, err=True)


def say_problem(place: str, code: str, message: str, remedy: str) -> None:
    """An error: the place first, then the code and what is wrong; below it what to do."""
    say(f"{place}: {code} {message}\n  {remedy}")


def say_bug(error: Exception) -> None:
    """An error that no user can mend, with what its report needs."""
    say("".join(traceback.format_exception(error)).rstrip())
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    say_problem("feedbackparse", "crashed", said, "这是程序的缺陷，请连同以上内容一起报告")
