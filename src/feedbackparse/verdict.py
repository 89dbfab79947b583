"""What became of one file: the record that batch gives for each, and that 文件清单 prints.

Source: design.md §9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["converted", "findings", "refused", "crashed"]
"""converted; converted with findings (errors or warnings); refused with code and remedy; crashed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file's verdict. Shape: one record a file that was looked at, in the order of the run."""

    file: str
    """Its name as the user knows it: relative to the folder that was given."""
    status: Outcome
    code: str = ""
    """Code of the refusal or crash; empty where the file was converted."""
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
    masks: int | None = None
    findings: int | None = None
