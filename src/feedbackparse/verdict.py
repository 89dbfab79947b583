"""What became of one file: the record that batch gives for each, and that 文件清单 prints.

Source: design.md §9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["converted", "findings", "degraded", "refused", "crashed", "timed-out", "duplicate", "superseded"]
"""converted; with findings (errors or warnings); degraded: read, but intake is not sure that it saw all;
refused with code and remedy; crashed: the program, on this file; timed-out: ended at its limit; duplicate: the
same bytes as another file of the run; superseded: another file of the run is its later version."""

TAKEN = frozenset({"converted", "findings", "degraded"})
"""The outcomes of files whose rows are in the results."""
FAILED = frozenset({"refused", "crashed", "timed-out"})
"""The outcomes of files that gave no document."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file's verdict. Shape: one record a file that was looked at, in the order of the run."""

    file: str
    """Its name as the user knows it: relative to the folder that was given."""
    status: Outcome
    code: str = ""
    """Code of the refusal or crash, or why it was not taken; empty where the file was converted."""
    message: str = ""
    """Simplified Chinese."""
    remedy: str = ""
    format: str = ""
    sha256: str = ""
    characters: int | None = None
    """Of the canonical text; None where there is none."""
    issues: int | None = None
    """Rows that it gave to 问题台账."""
    answered: int | None = None
    """Those of them with a response."""
    measures: int | None = None
    masks: int | None = None
    facts: int | None = None
    findings: int | None = None
    unchanged: bool = False
    """Whether the result of an earlier run was taken; no cell says so, only the report of the run."""
    seconds: float | None = None
    """Time on the wall that the file took in this run; in no cell either."""
    memory: int | None = None
    """The most bytes that its worker held meanwhile; in no cell either."""

    @property
    def taken(self) -> bool:
        return self.status in TAKEN
