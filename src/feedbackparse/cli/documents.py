"""The documents of a run, each with its verdict, and the settings by which they are audited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.cli.console import say_problem
from feedbackparse.errors import Exit, Refusal, RuleProblem
from feedbackparse.sources import Found, find_files, name_paths

if TYPE_CHECKING:
    from feedbackparse.auditing import Settings
    from feedbackparse.batch import Progress
    from feedbackparse.model import Document, Finding
    from feedbackparse.rulebook import Rulebook
    from feedbackparse.verdict import Verdict


def find_sources(paths: Sequence[Path], output: Path | None = None) -> list[Found]:
    """The files of a run. Raises: Refusal where there is none."""
    found = find_files(paths, output)
    if not found:
        raise Refusal("no-files", name_paths(paths), "没有找到可读取的文件", "请检查路径，或直接写出文件名")
    return found


def read_documents(
    sources: Sequence[Found], rulebook: Rulebook, settings: Settings, encoding: str | None, progress: Progress | None
) -> Iterator[tuple[Document | None, Verdict]]:
    """Each document of a run with its findings by ``settings``, or None, with its verdict."""
    from feedbackparse import batch

    for done, (name, taken) in batch.read_sources(sources, encoding):
        if progress:
            progress(done, len(sources), name)
        document, verdict = batch.convert_source(name, taken, rulebook)
        if document:
            document = replace(document, findings=find_again(document, rulebook, settings))
            verdict = batch.judge(document)
        yield document, verdict
    if progress:
        progress(len(sources), len(sources), "")


def find_again(document: Document, rulebook: Rulebook, settings: Settings) -> tuple[Finding, ...]:
    """A document's findings, by other thresholds than the defaults where there are such."""
    from feedbackparse.auditing import DEFAULTS, choose, inspect_document
    from feedbackparse.frames.audit import OURS

    if replace(settings, select=(), ignore=()) == DEFAULTS:
        return choose(document.findings, settings)
    intakes = [found for found in document.findings if found.code not in OURS]
    found = (*choose(intakes, settings), *inspect_document(document, rulebook, settings))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def open_settings(file: Path | None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Settings:
    """The settings of a file, or the defaults; what the command line selects or ignores stands for the file's.

    Raises: RuleProblem.
    """
    from feedbackparse.auditing import DEFAULTS, read_settings

    try:
        settings = read_settings(file) if file else DEFAULTS
    except OSError as error:
        message = f"设置文件无法读取：{error.strerror or error}"
        raise RuleProblem("settings-unreadable", str(file), message, "请检查路径和权限") from error
    return replace(settings, select=select or settings.select, ignore=ignore or settings.ignore)


def tell_refused(verdicts: Iterable[Verdict]) -> None:
    """Say of each file that gave no document why, and what to do."""
    for verdict in verdicts:
        if verdict.status in ("refused", "crashed"):
            say_problem(verdict.file, verdict.code, verdict.message, verdict.remedy)


def exit_code(verdicts: Iterable[Verdict]) -> Exit:
    """A bug outweighs a refusal."""
    statuses = {verdict.status for verdict in verdicts}
    if "crashed" in statuses:
        return Exit.BUG
    return Exit.REFUSED if "refused" in statuses else Exit.OK
