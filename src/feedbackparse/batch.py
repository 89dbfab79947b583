"""Many documents: find the files, parse each, and write one workbook and the tables.

One bad file never costs another its result: each file gets a verdict. Source: design.md §9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.errors import OutputProblem, Problem, Refusal
from feedbackparse.model import Document
from feedbackparse.sources import Found, find_files, name_paths
from feedbackparse.verdict import Verdict

if TYPE_CHECKING:
    from feedbackparse.intake import Intake
    from feedbackparse.rulebook import Rulebook

CHUNK = 24
"""How many files are read at a time."""

Progress = Callable[[int, int, str], None]
"""``progress(done, total, name)``: called before each file, and once at the end with an empty name."""


def convert(
    paths: str | Path | Iterable[str | Path],
    output: str | Path,
    tables: str | Path | None = None,
    rules: str | Path | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Parse files and folders into one workbook ``output`` and, where asked, Parquet files in ``tables``.

    A ledger that stands at ``output`` is merged into: what people wrote there stays.
    Shape: one verdict a file, in the order of the run; no workbook where no file could be converted.

    Raises: Refusal where there is no file at all, RuleProblem where a rule file is wrong, OutputProblem
    where what stands at ``output`` is no ledger, or it cannot be written.
    """
    from feedbackparse import ledger
    from feedbackparse.frames.pairing import read_pair_rows
    from feedbackparse.rulebook import load_rules

    ledger.check_target(Path(output))
    rulebook = load_rules(Path(rules) if rules else None)
    files = find_files(paths, Path(output))
    if not files:
        raise Refusal("no-files", name_paths(paths), "没有找到可读取的文件", "请检查路径，或直接写出文件名")
    documents: list[Document] = []
    verdicts: list[Verdict] = []
    for done, (name, taken) in read_sources(files, encoding):
        if progress:
            progress(done, len(files), name)
        document, verdict = convert_source(name, taken, rulebook)
        documents += [document] if document else []
        verdicts.append(verdict)
    if progress:
        progress(len(files), len(files), "")
    if documents:
        ledger.write(documents, verdicts, output, pairs=read_pair_rows(documents))
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


def read_sources(files: Sequence[Found], encoding: str | None) -> Iterator[tuple[int, tuple[str, Intake | Exception]]]:
    """``(how many files came before, (name, what was read))`` for each document, archives opened.

    Files are read by the dozen, so that those in old formats share one call of the converter.
    """
    left = iter(enumerate(files))
    while chunk := list(islice(left, CHUNK)):
        plain = [(done, file) for done, file in chunk if not opens_as_archive(file.path)]
        read = dict(zip((done for done, _ in plain), read_chunk([file for _, file in plain], encoding), strict=True))
        for done, file in chunk:
            if done in read:
                yield done, (file.name, read[done])
            else:
                yield from ((done, member) for member in read_archive(file, encoding))


def opens_as_archive(path: Path) -> bool:
    """Whether a file is a zip of documents."""
    from feedbackparse import intake

    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK" and intake.is_archive(path.read_bytes())
    except OSError:
        return False


def read_chunk(files: Sequence[Found], encoding: str | None) -> list[Intake | Exception]:
    """What was read from each file; where the chunk fails as a whole, each is read by itself."""
    from feedbackparse import intake

    try:
        return list(intake.read_files([file.path for file in files], encoding=encoding))
    except Exception:
        return [read_one(file, encoding) for file in files]


def read_one(file: Found, encoding: str | None) -> Intake | Exception:
    from feedbackparse import intake

    try:
        return intake.read_file(file.path, encoding=encoding)
    except Exception as error:
        return error


def read_archive(file: Found, encoding: str | None) -> Iterator[tuple[str, Intake | Exception]]:
    """The documents of a zip, named behind it."""
    from feedbackparse import intake

    try:
        members = intake.read_members(intake.load_file(file.path), file.name, intake.DEFAULT)
        for member in members:
            name = f"{file.name}/{member.name}"
            try:
                yield name, intake.read_data(member.data, name, encoding=encoding)
            except Exception as error:
                yield name, error
    except Refusal as refusal:
        yield file.name, refusal


def convert_source(name: str, taken: Intake | Exception, rulebook: Rulebook) -> tuple[Document | None, Verdict]:
    """One document, or why there is none, with its verdict; never an exception."""
    from feedbackparse.pipeline import parse_intake

    try:
        if isinstance(taken, Exception):
            raise taken
        document = parse_intake(taken, rulebook)
        document = replace(document, source=replace(document.source, name=name))
        return document, judge(document)
    except Problem as problem:
        return None, Verdict(name, "refused", problem.code, problem.message, problem.remedy)
    except Exception as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return None, Verdict(name, "crashed", "crashed", said, "这是程序的缺陷，请连同文件一起报告")


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
