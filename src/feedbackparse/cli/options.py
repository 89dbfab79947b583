"""Options that several commands share."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
"""A path that is not checked here: whoever reads it refuses it with a code and a remedy."""


def check_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An encoding that Python knows, or a usage error."""
    try:
        return codecs.lookup(value).name if value else None
    except LookupError:
        message = f"没有名为 {value} 的编码，常用：utf-8、gb18030、big5、utf-16"
        raise click.BadParameter(message, context, parameter) from None


def with_rules(command: Command) -> Command:
    return click.option("--rules", type=FILE, metavar="DIR", help="您自己的规则文件夹，叠加在自带规则之上")(command)


def with_encoding(command: Command) -> Command:
    return click.option(
        "--encoding", metavar="NAME", callback=check_encoding, help="文本文件的编码，自动识别有误时用，如 gb18030"
    )(command)
