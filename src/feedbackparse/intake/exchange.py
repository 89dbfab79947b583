"""The folder in which a converter finds old files and leaves new ones.

Shape: file 0 lies there as ``0.doc``, what came of it as ``out/0.docx``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SUFFIXES = {"doc": "doc", "rtf": "rtf", "odt": "odt", "wordml": "xml", "xls": "xls"}
"""Format -> the suffix under which a program expects it."""


def target_of(kind: str) -> str:
    """What a file of this format becomes."""
    return "xlsx" if kind == "xls" else "docx"


def lay_out(files: Sequence[tuple[str, bytes]], home: Path) -> dict[str, list[Path]]:
    """Write the files; their paths by what they become."""
    (home / "out").mkdir()
    groups: dict[str, list[Path]] = {}
    for at, (kind, data) in enumerate(files):
        source = home / f"{at}.{SUFFIXES[kind]}"
        source.write_bytes(data)
        groups.setdefault(target_of(kind), []).append(source)
    return groups


def take_results(files: Sequence[tuple[str, bytes]], home: Path) -> list[bytes | None]:
    """What came of each file; None where nothing did."""
    return [_take(home / "out" / f"{at}.{target_of(kind)}") for at, (kind, _) in enumerate(files)]


def _take(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and path.stat().st_size else None
