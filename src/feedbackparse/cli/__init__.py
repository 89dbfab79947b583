"""The command line: results on stdout, messages on stderr, exit codes from ``errors.Exit``.

Nothing heavy is imported here: ``feedbackparse --help`` answers in the time of click.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from feedbackparse.cli import console
from feedbackparse.cli.audit import audit
from feedbackparse.cli.chinese import ChineseGroup, say_usage_error
from feedbackparse.cli.compare import compare
from feedbackparse.cli.convert import convert
from feedbackparse.cli.drop import drop
from feedbackparse.cli.explain import explain
from feedbackparse.cli.history import history
from feedbackparse.cli.letter import letter
from feedbackparse.cli.merge import merge
from feedbackparse.cli.parse import parse
from feedbackparse.cli.review import review
from feedbackparse.cli.rules import rules
from feedbackparse.cli.serve import serve
from feedbackparse.cli.split import split
from feedbackparse.errors import Exit, Problem
from feedbackparse.version import VERSION


@click.group("feedbackparse", cls=ChineseGroup)
@click.version_option(VERSION, "--version", message="feedbackparse %(version)s", help="显示版本号并退出")
def app() -> None:
    """把巡视巡察反馈意见、整改报告拆成可追溯的问题树，并生成整改台账（Excel）。

    \b
    常用：
      feedbackparse convert 报告文件夹 -o 台账.xlsx   整个文件夹生成一本台账
      feedbackparse parse 报告.docx --format outline  看一份报告的问题树
      feedbackparse review 报告文件夹 -o 审阅         生成审阅页，对照原文看问题树
      feedbackparse audit 报告文件夹                  核查漏答、数目不符、雷同、空泛等
      feedbackparse compare 反馈意见.docx 报告.docx   逐条对照反馈意见与整改报告
      feedbackparse explain 报告.docx                 看每一段由哪条规则认定
      feedbackparse serve                             在浏览器里使用

    程序不联网，不改动原文件；已有的台账会并入，人工填写的内容不会被覆盖。
    """


for command in (convert, review, audit, compare, merge, split, letter, history, parse, explain, rules, drop, serve):
    app.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    console.prepare()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A Problem is told without a traceback, a bug with one."""
    try:
        code = app.main(args=arguments, prog_name="feedbackparse", standalone_mode=False)
    except click.UsageError as error:
        say_usage_error(error)
        return Exit.USAGE
    except click.Abort:
        console.say("已中断")
        return 128 + 2
    except Problem as problem:
        console.say_problem(problem.place, problem.code, problem.message, problem.remedy)
        return problem.exit
    except Exception as error:
        console.say_bug(error)
        return Exit.BUG
    return code if isinstance(code, int) else Exit.OK
