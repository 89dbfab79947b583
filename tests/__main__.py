"""``python -m tests``: every check of the project, one after the other, and what became of each.

Arguments are passed on to pytest.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable


def steps(pytest_arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The checks, by name; every one runs in the same environment."""
    return [
        ("ruff", ["-m", "ruff", "check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("import contracts", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
        ("rules", ["-m", "feedbackparse", "rules", "check"]),
        ("docs", ["docs/generate.py", "--check"]),
        ("corpora", ["corpora/score.py"]),
        ("notebooks", ["-m", "pytest", "-q", "-p", "no:warnings", "--nbmake", "notebooks"]),
        ("benchmarks", ["-m", "benchmarks", "--rounds", "5", "--lenient"]),
        ("pytest", ["-m", "pytest", "-n", "auto", *pytest_arguments]),
    ]


def main(arguments: Sequence[str]) -> int:
    results = []
    for name, command in steps(arguments):
        print(f"\n== {name}: python {' '.join(command)}", flush=True)
        begin = time.monotonic()
        done = subprocess.run([PYTHON, "-X", "utf8", *command], cwd=ROOT, check=False)
        results.append((name, done.returncode, time.monotonic() - begin))
    print()
    for name, code, seconds in results:
        print(f"{'ok    ' if code == 0 else 'FAILED'}  {name:16} {seconds:6.1f} s")
    return int(any(code for _, code, _ in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
