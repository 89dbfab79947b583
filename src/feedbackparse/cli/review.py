"""``feedbackparse review``: a page for each document, and an index of the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.documents import count_verdicts, exit_code
from feedbackparse.cli.options import FILE, Logging, Reading, with_paths, with_reading, with_running
from feedbackparse.cli.progress import show_progress

if TYPE_CHECKING:
    from feedbackparse.verdict import Verdict


@click.command("review", cls=ChineseCommand, short_help="生成审阅页：原文与问题树对照，可离线打开")
@with_paths
@click.option("-o", "--output", type=FILE, metavar="DIR", required=True, help="审阅页写入此文件夹")
@with_running
@with_reading
def review(
    paths: tuple[Path, ...], output: Path, reading: Reading, running: Mapping[str, Any], logging: Logging
) -> int:
    """每份文件生成一个网页：左边原文，右边问题树、核查提示和遮蔽信息，点一边看另一边。

    \b
    网页不联网、不带外部文件，可以直接双击打开，也可以单独发给别人。
    index.html 是目录：每份文件的结论和覆盖率。

    读不了的文件逐个说明原因和办法，也列入目录；有文件读不了时退出码为 3。
    """
    from feedbackparse import batch
    from feedbackparse.batch.gathering import write_pages
    from feedbackparse.batch.report import write_report

    reads = batch.Reading(reading.rules, reading.encoding, reading.settings)
    with (
        show_progress("写入审阅页", logging.log, logging.quiet) as progress,
        batch.open_session(paths, reads, batch.Running(**running), None, progress) as session,
    ):
        session.read({})
        index = write_pages(session.engine, session.recipe, session.results, output)
    if logging.report:
        write_report(session.verdicts, logging.report)
    if not logging.quiet:
        for line in summarise(session.verdicts, index):
            click.echo(line)
    return exit_code(session.verdicts)


def summarise(verdicts: Sequence[Verdict], index: Path) -> Iterator[str]:
    yield count_verdicts(verdicts, "已生成审阅页")
    yield f"目录：{index.resolve()}"
