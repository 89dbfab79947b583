"""``feedbackparse parse``: one document as JSON or as an outline."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.console import say
from feedbackparse.cli.options import FILE, with_encoding, with_rules
from feedbackparse.errors import OutputProblem


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
@click.option("-o", "--output", type=FILE, metavar="FILE", help="写入此文件，不写到屏幕")
def parse(file: Path, form: str, rules: Path | None, encoding: str | None, output: Path | None) -> None:
    """解析一份 .docx 或 .txt 文件，把结果写到标准输出（UTF-8）。

    JSON 的字段见 docs/document.schema.json；start、end 是 text 中的字符位置。
    """
    from feedbackparse import pipeline, schema
    from feedbackparse.outline_text import print_outline

    document = pipeline.parse(file, rules=rules, encoding=encoding)
    text = print_outline(document.nodes) if form == "outline" else schema.document_json(document)
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text, source=file)
        say(f"已写入 {output}")


def write(output: Path, text: str, *, source: Path) -> None:
    """Write a result to a file. Raises: OutputProblem where that cannot be, or would replace the source."""
    if output.exists() and output.samefile(source):
        raise OutputProblem("output-is-source", str(output), "输出与原文件是同一个文件", "请换一个输出文件名")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"无法写入：{error.strerror or error}"
        raise OutputProblem("output-unwritable", str(output), message, "请检查路径和权限，或换一个位置") from error
