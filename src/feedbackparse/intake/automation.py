"""The process that asks Word or WPS to save old files anew: ``python -m feedbackparse.intake.automation``.

Arguments: the folder of ``exchange``, then ``docx=Word.Application`` and the like. A file that the program
refuses leaves no output. Source: the object models of Word and Excel (Open, SaveAs, WdSaveFormat,
XlFileFormat, MsoAutomationSecurity); WPS answers to the same calls.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedbackparse.intake.exchange import SUFFIXES, target_of

_NO_MACROS = 3
"""msoAutomationSecurityForceDisable"""
_NO_PASSWORD = "?"
"""Given outright, so that a protected file fails; without it the program asks, and nobody sees the question."""


@dataclass(frozen=True, slots=True)
class Calls:
    """How files of one kind are opened and saved."""

    opened: str
    """The collection of what is open."""
    options: tuple[object, ...]
    """Arguments of Open behind the path, by position: WPS knows no names."""
    format: int


CALLS = {
    "docx": Calls("Documents", (False, True, False, _NO_PASSWORD), 12),
    "xlsx": Calls("Workbooks", (0, True, 5, _NO_PASSWORD), 51),
}
"""Documents.Open: no question about the conversion, read only, not among the recent files, password;
Workbooks.Open: links not followed, read only, no delimiter, password."""


def main(arguments: Sequence[str]) -> None:
    """Save every file of the folder anew."""
    home, programs = Path(arguments[0]), dict(argument.split("=") for argument in arguments[1:])
    kinds = {suffix: target_of(kind) for kind, suffix in SUFFIXES.items()}
    sources = sorted(path for path in home.iterdir() if path.suffix[1:] in kinds)
    for target, program in programs.items():
        save_all(program, target, [path for path in sources if kinds[path.suffix[1:]] == target], home / "out")


def save_all(program: str, target: str, sources: Sequence[Path], folder: Path) -> None:
    """Save these files by one program, which is left as it was found."""
    if not sources:
        return
    application = importlib.import_module("win32com.client").DispatchEx(program)
    calls = CALLS[target]
    opened = getattr(application, calls.opened)
    try:
        quieten(application, program)
        for source in sources:
            with suppress(Exception):  # whatever the program refuses it with: the others are saved all the same
                save(opened, source, folder / f"{source.stem}.{target}", calls)
    finally:
        if not opened.Count:  # WPS may have handed out the one in which the officer works
            application.Quit()


def quieten(application: Any, program: str) -> None:
    """No window, no question, no macro."""
    application.Visible = False
    application.DisplayAlerts = False
    if program.startswith("K"):  # some editions of WPS run no macros, and do not know the property
        with suppress(Exception):
            application.AutomationSecurity = _NO_MACROS
    else:
        application.AutomationSecurity = _NO_MACROS


def save(opened: Any, source: Path, target: Path, calls: Calls) -> None:
    document = opened.Open(str(source), *calls.options)
    try:
        document.SaveAs(str(target), calls.format)
    finally:
        document.Close(False)


if __name__ == "__main__":
    main(sys.argv[1:])
