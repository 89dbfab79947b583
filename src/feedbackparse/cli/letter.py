"""``feedbackparse letter``: 督办函 in Word on the issues of a ledger that are overdue, open or unanswered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE, check_day

if TYPE_CHECKING:
    from feedbackparse.ledger.letters import Which


@click.command("letter", cls=ChineseCommand, short_help="按台账生成督办函（Word），每个单位一份")
@click.argument("file", metavar="XLSX", type=FILE)
@click.option("--overdue", "which", flag_value="overdue", default=True, help="已过完成时限、尚未销号的问题（默认）")
@click.option("--open", "which", flag_value="open", help="尚未销号的问题")
@click.option("--unanswered", "which", flag_value="unanswered", help="没有整改情况的问题")
@click.option("--unit", metavar="NAME", help="只写给这个单位，默认每个单位各一份")
@click.option(
    "--today", metavar="DAY", callback=check_day, help="截至哪一天算逾期，也是函的日期，如 2025-01-31；默认为今天"
)
@click.option("--reply-by", metavar="DAY", callback=check_day, help="请对方在哪一天之前反馈")
@click.option("--sender", metavar="NAME", default="", help="发函单位，默认留空待填")
@click.option("-o", "--output", type=FILE, metavar="DOCX", required=True, help="要生成的 Word 文件，不覆盖已有的")
def letter(
    file: Path,
    which: str,
    unit: str | None,
    today: date | None,
    reply_by: date | None,
    sender: str,
    output: Path,
) -> None:
    """按台账生成督办函，格式依 GB/T 9704：每个单位一份，合在一个 Word 文件中。

    是否逾期、是否销号以台账中人工填写的“完成时限”“整改状态”“是否销号”为准。
    """
    from feedbackparse import ledger

    day = today or date.today()  # the one clock of the program: a letter is dated, and --overdue means today
    count = ledger.letter(
        file, output, which=cast("Which", which), today=day, sender=sender, reply_by=reply_by, unit=unit
    )
    click.echo(f"督办函：{output.resolve()}，共 {count} 个问题")
