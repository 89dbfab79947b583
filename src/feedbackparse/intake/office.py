"""Old formats -> .docx or .xlsx by the Word or WPS of a Windows machine, through their COM interface.

    Office ──starts──▶ python -m feedbackparse.intake.automation FOLDER ──COM──▶ Word · WPS

A call that hangs (a dialogue nobody sees) can only be ended from outside: hence a process of its own. What it
leaves behind quits by itself when COM has missed its client for some minutes.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from feedbackparse.intake.exchange import lay_out, take_results

PROGRAMS = {"docx": ("Word.Application", "KWPS.Application"), "xlsx": ("Excel.Application", "KET.Application")}
"""What a file becomes -> the programs that make it, by the names under which they are registered."""


class Office:
    """The office programs of this machine."""

    def __init__(self, programs: dict[str, str]) -> None:
        self.programs = programs
        """What a file becomes -> the program that makes it."""

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        """All files by one process; None for each that the program refuses. Raises: TimeoutError."""
        with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
            home = Path(folder)
            lay_out(files, home)
            command = [sys.executable, "-m", "feedbackparse.intake.automation", str(home)]
            command += [f"{target}={program}" for target, program in self.programs.items()]
            try:
                subprocess.run(command, check=False, timeout=seconds, stdin=subprocess.DEVNULL, capture_output=True)
            except subprocess.TimeoutExpired as error:
                raise TimeoutError from error
            return take_results(files, home)


def find_office() -> Office | None:
    """The office programs that are registered here; None where there is none, or no way to call them."""
    if os.name != "nt" or importlib.util.find_spec("win32com") is None:
        return None
    return choose_office(is_registered)


def choose_office(registered: Callable[[str], bool]) -> Office | None:
    """The first program of each kind that is registered."""
    found = {target: next(filter(registered, names), "") for target, names in PROGRAMS.items()}
    chosen = {target: name for target, name in found.items() if name}
    return Office(chosen) if chosen else None


def is_registered(program: str) -> bool:
    """Whether Windows knows a COM server of this name."""
    winreg = importlib.import_module("winreg")
    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{program}\CLSID"))
    except OSError:
        return False
    return True
