"""``feedbackparse merge``: copies of one ledger, or the workbooks of units, into one."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE, with_paths


@click.command("merge", cls=ChineseCommand, short_help="把分发出去的台账、同一台账的几份副本汇总成一本")
@with_paths
@click.option(
    "-o", "--output", type=FILE, metavar="XLSX", required=True, help="汇总到此台账；已有的台账会并入，否则新建"
)
def merge(paths: tuple[Path, ...], output: Path) -> None:
    """汇总若干本台账，或一个文件夹里的全部台账：各处填写的内容都保留。

    同一格各处填写不同的列入“冲突”，放不下的列入“待认领”，并注明来自哪一本。
    """
    from feedbackparse import ledger

    written = ledger.merge_copies(paths, output)
    for line in written.summarise():
        click.echo(line)
    click.echo(f"台账：{written.path.resolve()}")
