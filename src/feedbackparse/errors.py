"""Refusals with a code and a remedy, and the exit codes of the command line.

An exception is for a file that cannot be read, for a bad rule file, and for bugs; what is odd in a
document's words is a Finding, never an exception (design.md §10).
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    FINDINGS = 1
    """Something was found that the caller asked to fail on."""
    USAGE = 2
    """click's own: a wrong option or argument."""
    REFUSED = 3
    """At least one file was refused; the others were converted."""
    RULES = 4
    """A rule file is wrong."""
    OUTPUT = 5
    """The output cannot be written."""
    BUG = 70
    """A promise of the program does not hold: please report it."""


class Problem(Exception):
    """An error that a user can mend: where, code, what is wrong and what to do (both in Chinese)."""

    exit = Exit.REFUSED

    def __init__(self, code: str, place: str, message: str, remedy: str) -> None:
        super().__init__(code, place, message, remedy)
        self.code = code
        self.place = place
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}。{self.remedy}"


class Refusal(Problem):
    """A file that intake does not read."""


class RuleProblem(Problem):
    """A rule file that cannot be used; ``place`` is ``file:line``."""

    exit = Exit.RULES


class OutputProblem(Problem):
    """An output that cannot be written."""

    exit = Exit.OUTPUT


class BrokenPromise(AssertionError):
    """Lossless, tiling, containment or total does not hold: a bug of this program."""
