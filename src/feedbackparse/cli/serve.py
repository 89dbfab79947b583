"""``feedbackparse serve``: the window in the browser."""

from __future__ import annotations

import importlib.util

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.errors import OutputProblem

_NEEDED = ("starlette", "multipart", "uvicorn")


@click.command("serve", cls=ChineseCommand, short_help="在浏览器里使用：拖入文件，下载台账")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="端口，默认任选一个空闲的")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示地址")
def serve(port: int, no_browser: bool) -> None:
    """打开浏览器窗口：拖入 Word 文件或文件夹，看结果，下载台账，带回填写过的台账。

    \b
    只在本机使用：只听 127.0.0.1，地址里有随机口令，不联网。
    按 Ctrl-C 结束；结束时删除上传的文件和结果，请先下载台账。
    """
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        message, remedy = f"没有安装窗口所需的程序（{'、'.join(missing)}）", '请运行 pip install "feedbackparse[app]"'
        raise OutputProblem("no-app", "serve", message, remedy)
    from feedbackparse import window

    window.serve(lambda address: click.echo(f"窗口地址：{address}\n按 Ctrl-C 结束"), port, not no_browser)
