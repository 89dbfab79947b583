"""``feedbackparse split``: a ledger into one workbook a unit."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE


@click.command("split", cls=ChineseCommand, short_help="把台账按单位拆开，每个单位一本，用于下发")
@click.argument("file", metavar="XLSX", type=FILE)
@click.option("-o", "--output", type=FILE, metavar="DIR", required=True, help="存放各单位台账的文件夹")
def split(file: Path, output: Path) -> None:
    """把台账按单位拆开：每本只有一个单位的内容，不含其他单位的任何文字，隐藏处也没有。

    各单位填写后，用 feedbackparse merge DIR -o 台账.xlsx 汇总。
    """
    from feedbackparse import ledger

    written = ledger.split(file, output)
    for path in written:
        click.echo(path.resolve())
    click.echo(f"共 {len(written)} 本，在 {output.resolve()}")
