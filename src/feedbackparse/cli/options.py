"""Options that several commands share, and how their values are checked."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
"""A path that is not checked here: whoever reads it refuses it with a code and a remedy."""


@dataclass(frozen=True, slots=True)
class Logging:
    """What is told of a run, and where."""

    report: Path | None
    quiet: bool
    log: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the documents of a run are read and audited."""

    rules: Path | None
    encoding: str | None
    settings: Path | None


def check_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An encoding that Python knows, or a usage error."""
    try:
        return codecs.lookup(value).name if value else None
    except LookupError:
        message = f"没有名为 {value} 的编码，常用：utf-8、gb18030、big5、utf-16"
        raise click.BadParameter(message, context, parameter) from None


def check_codes(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes or severities, separated by commas; an unknown one is a usage error that names those alike."""
    from difflib import get_close_matches

    from feedbackparse.codes import CODES

    known = [*dict.fromkeys(code.severity for code in CODES.values()), *CODES]
    names = [name.strip() for value in values for name in value.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known)
            hint = f"，是否想用 {'、'.join(near)}" if near else "，全部代码见 docs/codes.md"
            raise click.BadParameter(f"没有代码或级别 {name}{hint}", context, parameter)
    return tuple(names)


def check_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day as 2025-01-31, or a usage error."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value} 不是日期，应如 2025-01-31", context, parameter) from None


def with_paths(command: Command) -> Command:
    return click.argument("paths", metavar="PATH...", type=FILE, nargs=-1, required=True)(command)


def with_rules(command: Command) -> Command:
    return click.option("--rules", type=FILE, metavar="DIR", help="您自己的规则文件夹，叠加在自带规则之上")(command)


def with_encoding(command: Command) -> Command:
    return click.option(
        "--encoding", metavar="NAME", callback=check_encoding, help="文本文件的编码，自动识别有误时用，如 gb18030"
    )(command)


def with_reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """--settings, --rules and --encoding, handed over together as ``reading``."""

    @wraps(command)
    def call(*args: Any, rules: Path | None, encoding: str | None, settings: Path | None, **others: Any) -> Any:
        return command(*args, reading=Reading(rules, encoding, settings), **others)

    words = "设置文件（feedbackparse.toml）：阈值和要看的代码，写法见 docs/audit.md"
    return click.option("--settings", type=FILE, metavar="TOML", help=words)(with_rules(with_encoding(call)))


def with_output(command: Command) -> Command:
    return click.option("-o", "--output", type=FILE, metavar="FILE", help="写入此文件，不写到屏幕")(command)


def with_running(command: Callable[..., Any]) -> Callable[..., Any]:
    """How a run is run, handed over as ``running``, and what is told of it, as ``logging``."""

    @wraps(command)
    def call(*args: Any, report: Path | None, quiet: bool, log_format: str, memory: int, **others: Any) -> Any:
        running = {key: others.pop(key) for key in ("workers", "engine", "seconds", "store", "force")}
        running["memory"] = memory * 1024**2
        return command(*args, running=running, logging=Logging(report, quiet, log_format), **others)

    for option in reversed(_RUNNING):
        call = option(call)
    return call


_RUNNING = (
    click.option("-j", "--workers", type=click.IntRange(1), metavar="N", help="并行的进程数，默认与处理器数相同"),
    click.option("--engine", default="local", metavar="URL", help="Dask 调度器，如 tcp://scheduler:8786；默认只用本机"),
    click.option(
        "--timeout",
        "seconds",
        type=click.FloatRange(0, min_open=True),
        default=120.0,
        metavar="SECONDS",
        help="每份文件的时限，默认 120 秒",
    ),
    click.option(
        "--memory", type=click.IntRange(64), default=2048, metavar="MIB", help="每份文件的内存上限，默认 2048 MiB"
    ),
    click.option("--store", type=FILE, metavar="DIR", help="暂存解析结果的文件夹，中断后续转、未变动的文件沿用都靠它"),
    click.option("--force", is_flag=True, help="未变动的文件也重新解析"),
    click.option("--report", type=FILE, metavar="JSONL", help="每份文件的结论、用时和内存写入此文件，一行一个 JSON"),
    click.option("--quiet", is_flag=True, help="不显示进度和小结，只说读不了的文件"),
    click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        metavar="FORMAT",
        help="进度和逐份结论的写法：text（默认）或 json（一行一个）",
    ),
)
