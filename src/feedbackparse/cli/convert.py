"""``feedbackparse convert``: files and folders into one workbook."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say_problem
from feedbackparse.cli.options import FILE, with_encoding, with_rules
from feedbackparse.errors import Exit

if TYPE_CHECKING:
    from feedbackparse.batch import Progress
    from feedbackparse.verdict import Verdict


@click.command("convert", cls=ChineseCommand, short_help="把文件和文件夹转换成一本整改台账")
@click.argument("paths", metavar="PATH...", type=FILE, nargs=-1, required=True)
@click.option("-o", "--output", type=FILE, metavar="XLSX", required=True, help="要生成的台账，不覆盖已有的")
@click.option("--tables", type=FILE, metavar="DIR", help="另存一份数据表（Parquet），供 pandas 分析")
@with_rules
@with_encoding
def convert(
    paths: tuple[Path, ...], output: Path, tables: Path | None, rules: Path | None, encoding: str | None
) -> int:
    """把若干文件、文件夹（含下级文件夹）转换成一本整改台账。

    读不了的文件逐个说明原因和办法，其余照常转换；有文件读不了时退出码为 3。
    """
    from feedbackparse import batch

    with show_progress() as progress:
        verdicts = batch.convert(paths, output, tables, rules, encoding, progress)
    for verdict in verdicts:
        if verdict.status in ("refused", "crashed"):
            say_problem(verdict.file, verdict.code, verdict.message, verdict.remedy)
    for line in summarise(verdicts, output, tables):
        click.echo(line)
    return exit_code(verdicts)


def summarise(verdicts: Sequence[Verdict], output: Path, tables: Path | None) -> Iterator[str]:
    """What became of the files, and where the results are."""
    counts = Counter(verdict.status for verdict in verdicts)
    converted = counts["converted"] + counts["findings"]
    issues = sum(verdict.issues or 0 for verdict in verdicts)
    answered = sum(verdict.answered or 0 for verdict in verdicts)
    refused = f"，未能读取 {counts['refused']} 个" if counts["refused"] else ""
    crashed = f"，程序出错 {counts['crashed']} 个" if counts["crashed"] else ""
    files = f"共 {len(verdicts)} 个文件：已转换 {converted} 个{refused}{crashed}"
    yield f"{files}；问题 {issues} 条，有整改情况 {answered} 条"
    if not converted:
        yield "没有可转换的文件，未生成台账"
        return
    yield f"台账：{output.resolve()}"
    if tables:
        yield f"数据表：{tables.resolve()}"


def exit_code(verdicts: Sequence[Verdict]) -> Exit:
    """A bug outweighs a refusal."""
    statuses = {verdict.status for verdict in verdicts}
    if "crashed" in statuses:
        return Exit.BUG
    return Exit.REFUSED if "refused" in statuses else Exit.OK


@contextmanager
def show_progress() -> Iterator[Progress | None]:
    """A progress bar on stderr, only where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name or "写入台账")
