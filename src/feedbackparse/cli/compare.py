"""``feedbackparse compare``: a letter against its report, or one round's report against the next."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say_problem
from feedbackparse.cli.documents import open_settings
from feedbackparse.cli.options import FILE, Reading, with_output, with_reading
from feedbackparse.cli.output import check_output, deliver
from feedbackparse.cli.sheets import is_drawn


@click.command("compare", cls=ChineseCommand, short_help="逐条对照反馈意见与整改报告，或前后两期报告")
@click.argument("files", metavar="ASKED ANSWERED", type=FILE, nargs=-1)
@click.option("--earlier", type=FILE, metavar="OLD", help="同一单位的上一期报告，与本期报告比较进展")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    metavar="FORMAT",
    help="table：表格（默认）；json：全部字段；csv：供 Excel 打开",
)
@with_reading
@with_output
@click.pass_context
def compare(
    context: click.Context,
    files: tuple[Path, ...],
    earlier: Path | None,
    form: str,
    reading: Reading,
    output: Path | None,
) -> None:
    """把 ASKED（反馈意见、问题清单）中的问题与 ANSWERED（整改报告）逐条对照，两个方向都查。

    \b
    关系：一致（原汁原味）、表述改动、合并、拆分、未见于报告、未见于反馈。
    把握不足的不算对上，注明“存疑”和可能对应的问题。

    比较同一单位前后两期报告：feedbackparse compare --earlier 上期报告.docx 本期报告.docx
    """
    from feedbackparse import pipeline
    from feedbackparse.cli import pairs
    from feedbackparse.rulebook import load_rules

    asked, answered = choose_files(context, files, earlier)
    check_output(output, [asked, answered])
    chosen = open_settings(reading.settings)
    first, second = (pipeline.parse(file, rules=reading.rules, encoding=reading.encoding) for file in (asked, answered))
    for file, document in ((asked, first), (answered, second)):
        if not any(node.kind == "issue" for node in document.nodes):
            say_problem(str(file), "no-issues", "没有找到问题条目，无从对照", "请用 explain 查看各段如何认定")
    found = pairs.pair_documents(first, second, load_rules(reading.rules), chosen, rounds=earlier is not None)
    deliver(pairs.print_pairs(found, form, is_drawn(output)), output)


def choose_files(context: click.Context, files: tuple[Path, ...], earlier: Path | None) -> tuple[Path, Path]:
    """The two documents, the earlier one first; a usage error where there are not two."""
    given = (earlier, *files) if earlier else files
    if len(given) != 2:
        needed = "--earlier OLD 之后应有一个文件：本期报告" if earlier else "应有两个文件：ASKED ANSWERED"
        raise click.UsageError(f"{needed}，现有 {len(files)} 个", context)
    return given[0], given[1]
