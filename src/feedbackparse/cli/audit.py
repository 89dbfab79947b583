"""``feedbackparse audit``: what an inspection office would send back, of files and folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say
from feedbackparse.cli.documents import exit_code, open_settings
from feedbackparse.cli.options import Logging, Reading, check_codes, with_output, with_paths, with_reading, with_running
from feedbackparse.cli.output import check_output, deliver
from feedbackparse.cli.progress import show_progress
from feedbackparse.cli.sheets import is_drawn
from feedbackparse.errors import Exit

FAILING = {"error": ("error",), "warning": ("error", "warning"), "note": ("error", "warning", "note"), "never": ()}
"""For each value of --fail-on the severities that end a run with Exit.FINDINGS."""


@click.command("audit", cls=ChineseCommand, short_help="核查报告：漏答、数目不符、雷同、空泛等")
@with_paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "table", "json", "csv"]),
    default="text",
    metavar="FORMAT",
    help="text：一行一条（默认）；table：表格；json：记录列表；csv：供 Excel 打开",
)
@click.option("--select", metavar="CODES", multiple=True, callback=check_codes, help="只看这些代码或级别，以逗号分隔")
@click.option(
    "--ignore", metavar="CODES", multiple=True, callback=check_codes, help="不看这些代码或级别，优先于 --select"
)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILING)),
    default="never",
    metavar="LEVEL",
    help="有此级别及以上的提示时退出码为 1：error、warning、note；never：从不（默认）",
)
@click.option("--singly", is_flag=True, help="几乎每个问题都有的提示（未写责任人等）也逐条列出，默认每份文件合为一条")
@with_running
@with_reading
@with_output
def audit(
    paths: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    singly: bool,
    reading: Reading,
    running: Mapping[str, Any],
    logging: Logging,
    output: Path | None,
) -> int:
    """核查若干文件、文件夹：每份文件自身的提示，以及文件之间雷同的段落。

    \b
    每条提示一行：文件:位置: 级别 代码 名称：说明；每个代码的建议在后面写一次。
    几乎每个问题都有的提示每份文件合为一条，逐条列出用 --singly。
    末尾是小结：文件数，各级别的条数，文字、答复、要素三种覆盖率（互不相混）。

    \b
    代码和级别见 docs/codes.md，阈值见 docs/audit.md。
    有提示不算失败，退出码为 0；自动检查时用 --fail-on error，有错误时退出码为 1。
    有文件读不了时退出码为 3，先于 --fail-on。
    """
    from feedbackparse import batch
    from feedbackparse.batch.report import write_report
    from feedbackparse.cli.findings import Audit, print_audit, print_summary
    from feedbackparse.rulebook import load_rules

    check_output(output, paths)
    chosen = open_settings(reading.settings, select, ignore)
    chosen = replace(chosen, sum_notes=chosen.sum_notes and not singly)
    with show_progress(log=logging.log, quiet=logging.quiet) as progress:
        reads = batch.Reading(reading.rules, reading.encoding, chosen)
        with batch.open_session(paths, reads, batch.Running(**running), None, progress) as session:
            check_output(output, [file.path for file in session.files])
            session.read({})
            run = Audit(load_rules(reading.rules), chosen)
            for document, verdict in session.each():
                run.add(document, verdict)
        run.finish()
    if logging.report:
        write_report(run.verdicts, logging.report)
    deliver(print_audit(run, form, is_drawn(output)), output)
    if not logging.quiet and (form in ("json", "csv") or output):
        for line in print_summary(run):
            say(line)
    return judge(run.severities, fail_on, exit_code(run.verdicts))


def judge(severities: Sequence[str], fail_on: str, read: Exit) -> Exit:
    """What was not read outweighs what was found: the audit is not whole."""
    found = set(severities) & set(FAILING[fail_on])
    return read or (Exit.FINDINGS if found else Exit.OK)
