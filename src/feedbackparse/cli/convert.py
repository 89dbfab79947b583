"""``feedbackparse convert``: files and folders into one workbook, a new one or the one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say
from feedbackparse.cli.documents import exit_code, find_sources, open_settings, read_documents, tell_refused
from feedbackparse.cli.options import FILE, Reading, check_day, with_paths, with_reading
from feedbackparse.cli.progress import show_progress

if TYPE_CHECKING:
    from feedbackparse.ledger import Written
    from feedbackparse.verdict import Verdict


def check_replaces(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """``new=old`` as names of files, or a usage error."""
    pairs = {new.strip(): old.strip() for new, _, old in (value.partition("=") for value in values)}
    if not all(new and old for new, old in pairs.items()):
        raise click.BadParameter("应写作 新文件名=旧文件名，如 报告(2).docx=报告.docx", context, parameter)
    return pairs


@click.command("convert", cls=ChineseCommand, short_help="把文件和文件夹转换成一本整改台账，或并入已有的台账")
@with_paths
@click.option(
    "-o", "--output", type=FILE, metavar="XLSX", required=True, help="台账；已有的台账会并入，人工填写的内容保留"
)
@click.option("--tables", type=FILE, metavar="DIR", help="另存一份数据表（Parquet），供 pandas 分析")
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
@with_reading
def convert(
    paths: tuple[Path, ...],
    output: Path,
    tables: Path | None,
    review: Path | None,
    replaces: Mapping[str, str],
    history: Path | None,
    today: date | None,
    template: Path | None,
    reading: Reading,
) -> int:
    """把若干文件、文件夹（含下级文件夹）转换成一本整改台账。

    台账已存在时并入：人工填写的单元格、增加的列和行都保留，两边都改了的列入“冲突”，上一版留作备份。

    读不了的文件逐个说明原因和办法，其余照常转换；有文件读不了时退出码为 3。
    """
    from feedbackparse import batch, ledger
    from feedbackparse.frames.pairing import read_pair_rows
    from feedbackparse.review import write_review
    from feedbackparse.rulebook import load_rules

    ledger.check_target(output)
    chosen = open_settings(reading.settings)
    rulebook = load_rules(reading.rules)
    sources = find_sources(paths, output)
    written: Written | None = None
    with show_progress("写入台账") as progress:
        read = list(read_documents(sources, rulebook, chosen, reading.encoding, progress))
        documents = [document for document, _ in read if document]
        verdicts = [verdict for _, verdict in read]
        if documents:
            written = ledger.write(
                documents,
                verdicts,
                output,
                pairs=read_pair_rows(documents),
                replaces=replaces,
                today=today,
                history=history,
                template=template,
            )
        if documents and tables:
            batch.write_tables(documents, tables)
        index = write_review(read, review, rulebook)[0] if review else None
    tell_refused(verdicts)
    if template and written and not written.new:
        say(f"{output} 已有自己的式样，未使用 --template")
    for line in summarise(verdicts, written, tables):
        click.echo(line)
    if index:
        click.echo(f"审阅页：{index.resolve()}")
    return exit_code(verdicts)


def summarise(verdicts: Sequence[Verdict], written: Written | None, tables: Path | None) -> Iterator[str]:
    """What became of the files, and where the results are."""
    counts = Counter(verdict.status for verdict in verdicts)
    converted = counts["converted"] + counts["findings"]
    issues = sum(verdict.issues or 0 for verdict in verdicts)
    answered = sum(verdict.answered or 0 for verdict in verdicts)
    refused = f"，未能读取 {counts['refused']} 个" if counts["refused"] else ""
    crashed = f"，程序出错 {counts['crashed']} 个" if counts["crashed"] else ""
    files = f"共 {len(verdicts)} 个文件：已转换 {converted} 个{refused}{crashed}"
    yield f"{files}；问题 {issues} 条，有整改情况 {answered} 条"
    if written is None:
        yield "没有可转换的文件，未生成台账"
        return
    yield from written.summarise()
    yield f"台账：{written.path.resolve()}"
    if tables:
        yield f"数据表：{tables.resolve()}"
