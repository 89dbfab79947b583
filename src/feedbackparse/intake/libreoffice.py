"""Old formats -> .docx or .xlsx by LibreOffice.

Source: LibreOffice's command line (its exit code is 0 even where nothing came out: only the output counts).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from feedbackparse.intake.exchange import lay_out, take_results

_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)


class LibreOffice:
    """LibreOffice without window, with a profile of its own for every call."""

    def __init__(self, program: str) -> None:
        self.program = program

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        """One call for all text documents and one for all workbooks. Raises: TimeoutError."""
        with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
            home = Path(folder)
            for target, sources in lay_out(files, home).items():
                self._call(home, target, sources, seconds)
            return take_results(files, home)

    def _call(self, home: Path, target: str, sources: Sequence[Path], seconds: float) -> None:
        command = [self.program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
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


def find_libreoffice() -> LibreOffice | None:
    """LibreOffice where this machine has it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        found = next((str(place) for place in _PLACES if place.is_file()), None)
    return LibreOffice(found) if found is not None else None


def _environment(home: Path) -> Mapping[str, str]:
    return os.environ if os.name == "nt" else {**os.environ, "HOME": str(home)}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, 9)
        else:
            tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(tree, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            process.kill()
        process.wait()
