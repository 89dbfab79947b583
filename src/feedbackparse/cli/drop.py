"""``feedbackparse drop``: what was dropped onto an icon becomes a ledger beside it, which is opened."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.convert import convert
from feedbackparse.cli.options import FILE

LEDGER = "整改台账.xlsx"
DROPPED = "FEEDBACKPARSE_DROPPED"
"""Where the .cmd file leaves the command line by which Explorer called it."""
_BEHIND_CALL = re.compile(r'/c\s+"(".*)"\s*$', re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r'"([^"]*)"|([^ \t"]+)')


@click.command("drop", cls=ChineseCommand, short_help="把拖放来的文件或文件夹转换成旁边的“整改台账.xlsx”")
@click.argument("paths", metavar="[PATH]...", type=FILE, nargs=-1)
@click.option("--no-open", is_flag=True, help="转换后不打开台账")
def drop(paths: tuple[Path, ...], no_open: bool) -> int:
    """供图标拖放使用：台账写在文件所在的文件夹里，名为“整改台账.xlsx”；已有时并入，人工填写的内容保留。

    \b
    在 Windows 上把文件或文件夹拖到“2-拖到这里.cmd”，在麒麟、统信上拖到“整改台账（把文件拖到这里）”。
    做法见 docs/windows.md。
    """
    dropped = paths or read_dropped(os.environ.get(DROPPED, ""))
    if not dropped:
        raise click.UsageError("没有收到文件：请把 Word 文件或文件夹拖到图标上，而不是双击它")
    ledger = place_ledger(dropped[0])
    words = [*(str(path.absolute()) for path in dropped), "-o", str(ledger)]
    code = convert.main(args=words, prog_name="feedbackparse drop", standalone_mode=False)
    if ledger.exists() and not no_open:
        click.launch(str(ledger))
    return int(code)


def place_ledger(dropped: Path) -> Path:
    """In the folder that was dropped, or in that of the file."""
    folder = dropped if dropped.is_dir() else dropped.parent
    return folder.absolute() / LEDGER


def read_dropped(command_line: str) -> tuple[Path, ...]:
    """The paths of ``cmd /c ""this.cmd" first "the second""``: quoted only where they hold a space.

    Source: how Explorer calls a .cmd file (file association ``"%1" %*``) and ``cmd /?`` on quotes.
    """
    found = _BEHIND_CALL.search(command_line)
    words = [quoted or bare for quoted, bare in _WORD.findall(found[1])] if found else []
    return tuple(Path(word) for word in words[1:])
