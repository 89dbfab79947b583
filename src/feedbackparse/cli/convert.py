"""``feedbackparse convert``: files and folders into one workbook, a new one or the one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say, say_problem
from feedbackparse.cli.documents import count_verdicts, exit_code
from feedbackparse.cli.options import FILE, Logging, Reading, check_day, with_paths, with_reading, with_running
from feedbackparse.cli.progress import show_progress
from feedbackparse.errors import Exit

if TYPE_CHECKING:
    from feedbackparse.batch import Converted


def check_replaces(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """``new=old`` as names of files, or a usage error."""
    pairs = {new.strip(): old.strip() for new, _, old in (value.partition("=") for value in values)}
    if not all(new and old for new, old in pairs.items()):
        raise click.BadParameter("应写作 新文件名=旧文件名，如 报告(2).docx=报告.docx", context, parameter)
    return pairs


@click.command("convert", cls=ChineseCommand, short_help="把文件和文件夹转换成一本整改台账，或并入已有的台账")
@with_paths
@click.option("-o", "--output", type=FILE, metavar="XLSX", help="台账；已有的台账会并入，人工填写的内容保留")
@click.option("--tables", type=FILE, metavar="DIR", help="数据表（Parquet），供 pandas、DuckDB 分析；可以只写数据表")
@click.option("--review", type=FILE, metavar="DIR", help="另生成审阅页：每份文件一页，原文与问题树对照")
@click.option(
    "--replaces",
    metavar="NEW=OLD",
    multiple=True,
    callback=check_replaces,
    help="指明本次的文件是台账中哪一份的新版本：新文件名=旧文件名，可写多次",
)
@click.option("--history", type=FILE, metavar="SQLITE", help="把每个问题本次的情况记入历史文件，用 history 命令查看")
@click.option("--today", metavar="DAY", callback=check_day, help="本次的日期，如 2025-01-31，用于逾期数和历史记录")
@click.option("--template", type=FILE, metavar="TOML", help="本单位的台账式样，新建台账时用，写法见 docs/ledger.md")
@click.option("--run", metavar="NAME", help="本次在数据表中的名称，默认按内容生成")
@with_running
@with_reading
def convert(
    paths: tuple[Path, ...],
    output: Path | None,
    tables: Path | None,
    template: Path | None,
    reading: Reading,
    running: Mapping[str, Any],
    logging: Logging,
    **others: Any,
) -> int:
    """把若干文件、文件夹（含下级文件夹）和压缩包转换成一本整改台账。

    台账已存在时并入：人工填写的单元格、增加的列和行都保留，两边都改了的列入“冲突”，上一版留作备份。

    读不了的文件逐个说明原因和办法，其余照常转换；有文件读不了时退出码为 3。

    中断后再运行同一命令会接着转换；未变动的文件沿用上次结果（暂存在台账旁的 .feedbackparse 文件夹）。
    """
    from feedbackparse import batch

    if output is None and tables is None:
        said = "缺少选项 -o/--output：台账写到哪里（或用 --tables 只写数据表）"
        raise click.UsageError(said, click.get_current_context())
    with show_progress("写入台账", logging.log, logging.quiet) as progress:
        done = batch.convert(
            paths,
            output,
            tables,
            rules=reading.rules,
            encoding=reading.encoding,
            settings=reading.settings,
            template=template,
            report=logging.report,
            progress=progress,
            **running,
            **others,
        )
    if template and done.written and not done.written.new:
        say(f"{output} 已有自己的式样，未使用 --template")
    if not logging.quiet:
        for line in summarise(done):
            click.echo(line)
    if done.unfit:
        say_problem(done.unfit.place, done.unfit.code, done.unfit.message, done.unfit.remedy)
        return Exit.OUTPUT
    return exit_code(done.verdicts)


def summarise(done: Converted) -> Iterator[str]:
    """What became of the files, and where the results are."""
    taken = [verdict for verdict in done.verdicts if verdict.taken]
    issues = sum(verdict.issues or 0 for verdict in taken)
    answered = sum(verdict.answered or 0 for verdict in taken)
    yield f"{count_verdicts(done.verdicts, '已转换')}；问题 {issues} 条，有整改情况 {answered} 条"
    if done.written:
        yield from done.written.summarise()
        yield f"台账：{done.written.path.resolve()}"
    elif not taken:
        yield "没有可转换的文件，未生成台账"
    if done.index:
        yield f"审阅页：{done.index.resolve()}"
    if done.tables:
        yield f"数据表：{done.tables.resolve()}（run={done.run}）"
