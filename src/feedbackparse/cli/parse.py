"""``feedbackparse parse``: one document as JSON or as an outline."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE, with_encoding, with_output, with_rules
from feedbackparse.cli.output import check_output, deliver


@click.command("parse", cls=ChineseCommand, short_help="解析一份文件，输出 JSON 或问题树")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "outline"]),
    default="json",
    metavar="FORMAT",
    help="json：全部结果（默认）；outline：只看问题树，一行一个节点",
)
@with_rules
@with_encoding
@with_output
def parse(file: Path, form: str, rules: Path | None, encoding: str | None, output: Path | None) -> None:
    """解析一份文件，把结果写到标准输出（UTF-8）；能读的格式见 docs/intake.md。

    JSON 的字段见 docs/document.schema.json；start、end 是 text 中的字符位置。
    """
    from feedbackparse import pipeline, schema
    from feedbackparse.outline_text import print_outline

    check_output(output, [file])
    document = pipeline.parse(file, rules=rules, encoding=encoding)
    deliver(print_outline(document.nodes) if form == "outline" else schema.document_json(document), output)
