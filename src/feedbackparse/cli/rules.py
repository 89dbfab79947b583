"""``feedbackparse rules check``: whether rule files do what they say."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackparse.cli.chinese import ChineseCommand, ChineseGroup
from feedbackparse.cli.console import say_problem
from feedbackparse.cli.options import FILE
from feedbackparse.errors import Exit


@click.group("rules", cls=ChineseGroup, short_help="检查规则文件")
def rules() -> None:
    """规则文件（rules/*.toml）的工具，写法见 docs/rules.zh-CN.md。"""


@rules.command("check", cls=ChineseCommand, short_help="检查规则文件的格式、例句和反例")
@click.argument("folder", metavar="[DIR]", type=FILE, required=False)
def check(folder: Path | None) -> int:
    """检查自带规则；给出文件夹时，检查叠加了该文件夹的全部规则。

    每条规则的例句必须匹配且分组一致、反例不得匹配、例句须由本规则胜出、规则不得重复。
    """
    from feedbackparse.rulebook import check_rules, load_rules

    rulebook = load_rules(folder)
    faults = check_rules(rulebook)
    for fault in faults:
        say_problem(fault.place, fault.code, fault.message, fault.remedy)
    count = sum(map(len, rulebook.families.values()))
    verdict = f"有 {len(faults)} 处不对" if faults else "全部通过"
    click.echo(f"规则 {count} 条，{len(rulebook.families)} 类，版本 {rulebook.version}：{verdict}")
    return Exit.RULES if faults else Exit.OK
