"""Where a result goes: to stdout, or to a file that is no source of the run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from feedbackparse.cli.console import say
from feedbackparse.errors import OutputProblem


def deliver(text: str, output: Path | None) -> None:
    """Print a result, or write it and say so. Raises: OutputProblem."""
    if output is None:
        click.echo(text, nl=False)
        return
    write(output, text)
    say(f"已写入 {output}")


def write(output: Path, text: str) -> None:
    """Write a result as UTF-8 with the line ends that it has. Raises: OutputProblem."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        message = f"无法写入：{error.strerror or error}"
        raise OutputProblem("output-unwritable", str(output), message, "请检查路径和权限，或换一个位置") from error


def check_output(output: Path | None, sources: Iterable[Path]) -> None:
    """Whether a result may be written here: never over a document that is read. Raises: OutputProblem."""
    if output is None or not output.exists():
        return
    place = output.resolve()
    if any(source.resolve() == place or is_same(source, output) for source in sources):
        message = "输出与原文件是同一个文件，写入会覆盖它"
        raise OutputProblem("output-is-source", str(output), message, "请换一个输出文件名，或写到别的文件夹")


def is_same(source: Path, output: Path) -> bool:
    """Whether two names are one file, also by a hard link."""
    return source.exists() and source.samefile(output)
