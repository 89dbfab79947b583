"""Old formats -> .docx or .xlsx by a program outside: LibreOffice now, Word or WPS may follow.

Source: LibreOffice's command line (its exit code is 0 even where nothing came out: only the output counts).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
SUFFIXES = {"doc": "doc", "rtf": "rtf", "odt": "odt", "wordml": "xml", "xls": "xls"}
"""Format -> the suffix under which the program expects it."""


class Converter(Protocol):
    """Something that turns old files into new ones."""

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        """``files`` are pairs of format and content. Shape: one result a file, None where none came out.

        Raises: TimeoutError where it takes longer than ``seconds``.
        """


class LibreOffice:
    """LibreOffice without window, with a profile of its own for every call."""

    def __init__(self, program: str) -> None:
        self._program = program

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        """One call for all text documents and one for all workbooks. Raises: TimeoutError."""
        with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
            home = Path(folder)
            groups: dict[str, list[Path]] = {}
            for at, (kind, data) in enumerate(files):
                source = home / f"{at}.{SUFFIXES[kind]}"
                source.write_bytes(data)
                groups.setdefault(_target(kind), []).append(source)
            for target, sources in groups.items():
                self._call(home, target, sources, seconds)
            return [_take(home / "out" / f"{at}.{_target(kind)}") for at, (kind, _) in enumerate(files)]

    def _call(self, home: Path, target: str, sources: Sequence[Path], seconds: float) -> None:
        command = [self._program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", target, "--outdir", str(home / "out"), *map(str, sources)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(home),
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
        finally:
            _end(process)


def _environment(home: Path) -> Mapping[str, str]:
    return os.environ if os.name == "nt" else {**os.environ, "HOME": str(home)}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, and on Unix what it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, 9)
        else:
            process.kill()
        process.wait()


def _target(kind: str) -> str:
    return "xlsx" if kind == "xls" else "docx"


def _take(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and path.stat().st_size else None


def find_converter() -> Converter | None:
    """The converter of this machine, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        found = next((str(place) for place in _PLACES if place.is_file()), None)
    return LibreOffice(found) if found is not None else None
