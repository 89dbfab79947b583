"""Many documents: find the files, parse each, and write one workbook and the tables.

One bad file never costs another its result: each file gets a verdict. Source: design.md §9.
"""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedbackparse.errors import OutputProblem, Problem, Refusal
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

Progress = Callable[[int, int, str], None]
"""``progress(done, total, name)``: called before each file, and once at the end with an empty name."""

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


def convert(
    paths: str | Path | Iterable[str | Path],
    output: str | Path,
    tables: str | Path | None = None,
    rules: str | Path | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Parse files and folders into one workbook ``output`` and, where asked, Parquet files in ``tables``.

    Shape: one verdict a file, in the order of the run; no workbook where no file could be converted.

    Raises: Refusal where there is no file at all, RuleProblem where a rule file is wrong, OutputProblem
    where the workbook is there already or cannot be written.
    """
    from feedbackparse import ledger
    from feedbackparse.rulebook import load_rules

    ledger.check_target(Path(output))
    load_rules(Path(rules) if rules else None)
    files = find_files(paths, Path(output))
    if not files:
        raise Refusal("no-files", name_paths(paths), "没有找到可读取的文件", "请检查路径，或直接写出文件名")
    documents: list[Document] = []
    verdicts: list[Verdict] = []
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), file.name)
        document, verdict = convert_file(file, rules, encoding)
        documents += [document] if document else []
        verdicts.append(verdict)
    if progress:
        progress(len(files), len(files), "")
    if documents:
        ledger.write(documents, verdicts, output)
    if documents and tables:
        write_tables(documents, Path(tables))
    return verdicts


def write_tables(documents: Sequence[Document], folder: Path) -> None:
    """Parquet files of all tables. Raises: OutputProblem."""
    from feedbackparse.frames import tables, write_parquet

    try:
        write_parquet(tables(documents), folder)
    except OSError as error:
        message = f"数据表无法写入：{error.strerror or error}"
        raise OutputProblem("tables-unwritable", str(folder), message, "请检查该文件夹是否可写") from error


def convert_file(file: Found, rules: str | Path | None, encoding: str | None) -> tuple[Document | None, Verdict]:
    """One file: its Document where there is one, and its verdict; never an exception."""
    from feedbackparse.pipeline import parse

    try:
        document = parse(file.path, rules=rules, encoding=encoding)
        document = replace(document, source=replace(document.source, name=file.name))
        return document, judge(document)
    except Problem as problem:
        return None, Verdict(file.name, "refused", problem.code, problem.message, problem.remedy)
    except Exception as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return None, Verdict(file.name, "crashed", "crashed", said, "这是程序的缺陷，请连同文件一起报告")


def judge(document: Document) -> Verdict:
    """The verdict on a file that was parsed."""
    from feedbackparse.frames import read_rows

    row = read_rows([document], ["documents"])["documents"][0]
    return Verdict(
        file=document.source.name,
        status="findings" if row["errors"] or row["warnings"] else "converted",
        format=document.source.format,
        sha256=document.source.sha256,
        characters=len(document.text),
        issues=int(row["issues"] or 0),
        answered=int(row["answered"] or 0),
        masks=len(document.masks),
        findings=len(document.findings),
    )


def find_files(paths: str | Path | Iterable[str | Path], output: Path | None = None) -> list[Found]:
    """The files to be read, each once: those named outright, and those in folders, sorted, at any depth."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: dict[Path, Found] = {}
    for path in map(Path, given):
        for file in walk_folder(path) if path.is_dir() else [Found(path, path.name)]:
            found.setdefault(file.path.resolve(), file)
    target = output.resolve() if output else None
    return tell_apart([file for place, file in found.items() if place != target and not is_passed_over(file.path)])


def tell_apart(files: Sequence[Found]) -> list[Found]:
    """Files of the same name get the folder in which they lie before it."""
    names = Counter(file.name for file in files)
    folders = (file.path.absolute().parent.name for file in files)
    return [
        replace(file, name=f"{folder}/{file.name}") if names[file.name] > 1 else file
        for file, folder in zip(files, folders, strict=True)
    ]


def walk_folder(folder: Path) -> Iterator[Found]:
    """The documents of a folder, sorted by their names relative to it; hidden folders are left alone."""
    files: dict[str, Path] = {}
    for top, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        files |= {(Path(top) / name).relative_to(folder).as_posix(): Path(top) / name for name in names}
    return (Found(files[name], name) for name in sorted(files) if is_document(files[name]))


def is_document(path: Path) -> bool:
    """Whether a file of a folder is read: by its suffix, and where it has none."""
    return not path.name.startswith(".") and path.suffix.lower() in DOCUMENT_SUFFIXES


def is_passed_over(path: Path) -> bool:
    """Whether a file needs no verdict, also where a pattern of the shell names it."""
    return path.name.lower().startswith(PASSED_OVER) or is_own_workbook(path)


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
