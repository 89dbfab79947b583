"""The files of a run: those named outright, those in folders and those in archives.

Source: design.md §9 (what is passed over in silence).
"""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedbackparse.paths import extend, show_name

WORDS = (".txt", ".text", ".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".pdf", ".ofd")
PAGES = (".htm", ".html", ".mht", ".mhtml")
SHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")
ARCHIVES = (".zip", ".rar", ".7z")
SCANS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
NO_SUFFIX = ("",)
DOCUMENT_SUFFIXES = frozenset(WORDS + PAGES + SHEETS + ARCHIVES + SCANS + NO_SUFFIX)
"""What a folder is searched for: what offices send, also where it can only be refused with a remedy. A file
that is named outright is read whatever its suffix."""

PASSED_OVER = ("~$", "thumbs.db", "desktop.ini", ".ds_store")
"""How names begin that are no documents: locks of open files, and the file manager's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file to be read."""

    path: Path
    name: str
    """As the user knows it: relative to the folder that was given."""


def find_files(paths: str | Path | Iterable[str | Path], output: Path | None = None) -> list[Found]:
    """The files to be read, each once: those named outright, and those in folders, sorted, at any depth."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: dict[Path, Found] = {}
    for path in map(Path, given):
        for file in walk_folder(path) if path.is_dir() else [Found(path, show_name(path.name))]:
            found.setdefault(extend(file.path.resolve()), file)
    target = extend(output.resolve()) if output else None
    return tell_apart([file for place, file in found.items() if place != target and not is_passed_over(file.path)])


def tell_apart(files: Sequence[Found]) -> list[Found]:
    """Files of the same name get the folder in which they lie before it."""
    names = Counter(file.name for file in files)
    folders = (show_name(file.path.absolute().parent.name) for file in files)
    return [
        replace(file, name=f"{folder}/{file.name}") if names[file.name] > 1 else file
        for file, folder in zip(files, folders, strict=True)
    ]


def walk_folder(folder: Path) -> Iterator[Found]:
    """The documents of a folder, sorted by their names relative to it; hidden folders are left alone."""
    folder, files = extend(folder), dict[str, Path]()
    for top, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        files |= {(Path(top) / name).relative_to(folder).as_posix(): Path(top) / name for name in names}
    return (Found(files[name], show_name(name)) for name in sorted(files) if is_document(files[name]))


def is_document(path: Path) -> bool:
    """Whether a file of a folder is read: by its suffix, and where it has none."""
    return not path.name.startswith(".") and path.suffix.lower() in DOCUMENT_SUFFIXES


def is_passed_over(path: Path) -> bool:
    """Whether a file needs no verdict, also where a pattern of the shell names it."""
    return path.name.lower().startswith(PASSED_OVER) or is_own_workbook(path) or is_own_page(path)


def is_own_page(path: Path) -> bool:
    """Whether this program wrote the page: its head says so."""
    if path.suffix.lower() != ".html":
        return False
    try:
        with path.open("rb") as file:
            return b'<meta name="generator" content="feedbackparse' in file.read(1024)
    except OSError:
        return False


def is_own_workbook(path: Path) -> bool:
    """Whether this program wrote the workbook: its document properties say so."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return b"feedbackparse" in package.read("docProps/core.xml")[:4096]
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def name_paths(paths: str | Path | Iterable[str | Path]) -> str:
    given: Sequence[str | Path] = [paths] if isinstance(paths, str | Path) else list(paths)
    return "、".join(str(path) for path in given)
