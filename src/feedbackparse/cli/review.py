"""``feedbackparse review``: a page for each document, and an index of the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.documents import exit_code, find_sources, open_settings, read_documents, tell_refused
from feedbackparse.cli.options import FILE, Reading, with_paths, with_reading
from feedbackparse.cli.progress import show_progress


@click.command("review", cls=ChineseCommand, short_help="生成审阅页：原文与问题树对照，可离线打开")
@with_paths
@click.option("-o", "--output", type=FILE, metavar="DIR", required=True, help="审阅页写入此文件夹")
@with_reading
def review(paths: tuple[Path, ...], output: Path, reading: Reading) -> int:
    """每份文件生成一个网页：左边原文，右边问题树、核查提示和遮蔽信息，点一边看另一边。

    \b
    网页不联网、不带外部文件，可以直接双击打开，也可以单独发给别人。
    index.html 是目录：每份文件的结论和覆盖率。

    读不了的文件逐个说明原因和办法，也列入目录；有文件读不了时退出码为 3。
    """
    from feedbackparse.review import write_document, write_index
    from feedbackparse.rulebook import load_rules

    sources = find_sources(paths)
    chosen = open_settings(reading.settings)
    rulebook = load_rules(reading.rules)
    with show_progress("写入目录") as progress:
        read = read_documents(sources, rulebook, chosen, reading.encoding, progress)
        entries = [write_document(document, verdict, output, rulebook) for document, verdict in read]
        index = write_index(entries, output)
    verdicts = [entry.verdict for entry in entries]
    tell_refused(verdicts)
    for line in summarise(len(verdicts), sum(entry.page is not None for entry in entries), index):
        click.echo(line)
    return exit_code(verdicts)


def summarise(files: int, pages: int, index: Path) -> Iterator[str]:
    left = f"，未能读取 {files - pages} 个" if pages < files else ""
    yield f"共 {files} 个文件：已生成审阅页 {pages} 个{left}"
    yield f"目录：{index.resolve()}"
