"""``feedbackparse history``: how one issue of a ledger stood after each run."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE, with_output
from feedbackparse.cli.output import check_output, deliver
from feedbackparse.cli.sheets import is_drawn, print_csv, print_table

COLUMNS = {
    "run": "次",
    "stamp": "日期",
    "unit": "单位",
    "number": "序号",
    "issue": "具体问题",
    "text_status": "文内状态",
    "status": "整改状态",
    "closed": "是否销号",
    "deadline": "完成时限",
    "progress": "进展",
}
"""What is shown of a line, and how it is called."""


@click.command("history", cls=ChineseCommand, short_help="查看一个问题历次的整改情况")
@click.argument("issue", metavar="条目ID")
@click.option(
    "--history", "file", type=FILE, metavar="SQLITE", help="convert --history 写入的文件；当前文件夹里只有一个时可省略"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    metavar="FORMAT",
    help="table：表格（默认）；json：记录列表；csv：供 Excel 打开",
)
@with_output
@click.pass_context
def history(context: click.Context, issue: str, file: Path | None, form: str, output: Path | None) -> None:
    """查看一个问题在历次转换后的状态和进展，从早到晚。

    条目ID 在台账的隐藏列“条目ID”中，如 WT-0001。
    """
    from feedbackparse import ledger

    source = file or find_history(context)
    check_output(output, [source])
    lines = ledger.history(source, issue)
    if not lines:
        raise click.UsageError(f"{source} 中没有条目 {issue} 的记录", context)
    records = [asdict(line) for line in lines]
    if form == "json":
        deliver(json.dumps(records, ensure_ascii=False, indent=1) + "\n", output)
        return
    rows = [[record[key] for key in COLUMNS] for record in records]
    head = list(COLUMNS.values())
    deliver(print_csv(head, rows) if form == "csv" else print_table(head, rows, is_drawn(output)), output)


def find_history(context: click.Context) -> Path:
    """The one history in the current folder; a usage error where there is none, or several."""
    found = sorted(Path().glob("*.sqlite"))
    if len(found) != 1:
        there = f"有 {len(found)} 个 .sqlite 文件" if found else "没有 .sqlite 文件"
        raise click.UsageError(f"当前文件夹{there}，请用 --history 指明历史文件", context)
    return found[0]
