"""The words of a report of any length: built like a real one, no paragraph twice.

The words are those of corpora/generator.py; the sentences are longer than its own, since a real report has
about a hundred characters a paragraph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from corpora.generator import BODIES, DEEDS, FAULTS, FIELDS, STYLES, TIMES, numeral

LABELS = (STYLES["dun"], STYLES["paren"], STYLES["dot"])
"""How the numbers of parts, aspects and issues are written."""
STEPS = ("迅速动员部署", "细化任务分工", "强化督促检查")
MANNERS = tuple("定期 逐项 分批 当场 联合 随机 重点 全程 提前 集中 对照清单 会同审计 抽调骨干 按季 实地 逐户".split())
VERBS = tuple("梳理 核查 复核 清退 补签 归档 登记 公开 汇总 通报 修订 废止 移交 回访 督办 评估 化解 调整".split())
MATTERS = tuple(
    "往年合同 会议记录 差旅票据 公务用车 食堂账目 项目进度 闲置房屋 来信来访 采购清单 党费明细 考勤情况 培训计划 "
    "工程变更 风险岗位 印章使用 档案目录 专家名单 宣传阵地 举报线索 干部档案 救助对象 水电费用 租金收缴".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its words, and its number where it has one."""

    words: str
    level: int | None = None
    """0 part, 1 aspect, 2 issue."""
    number: int = 0

    @property
    def label(self) -> str:
        return "" if self.level is None else LABELS[self.level](self.number)

    @property
    def text(self) -> str:
        return self.label + self.words


def write_report(size: int, seed: int) -> list[Line]:
    """A report of exactly so many paragraphs; of the same seed the same one."""
    dice = random.Random(seed)
    head, tail = list(_begin(dice)), list(_end(dice))
    room = size - len(head) - len(tail)
    body = list(islice(_findings(dice), room))
    while body[-1].level is not None:
        body.pop()
    body += [Line(f"第{rest}项，{_draw(dice, rest)}。") for rest in range(room - len(body))]
    return [*head, *body, *tail]


def _begin(dice: random.Random) -> Iterator[Line]:
    yield Line("关于区委第一巡察组反馈意见整改落实情况的报告")
    yield Line("根据区委统一部署，****年*月**日至*月**日，区委第一巡察组对本单位开展了巡察。现将整改情况报告如下。")
    yield Line("加强组织领导，压实整改责任", 0, 1)
    for number, words in enumerate(STEPS, 1):
        yield Line(words, 1, number)
        yield Line(f"收到反馈意见后，立即召开会议研究，成立工作专班，{_draw(dice, number)}，{_draw(dice, number)}。")
    yield Line("逐条逐项整改，确保取得实效", 0, 2)


def _findings(dice: random.Random) -> Iterator[Line]:
    """Aspects of three to six issues, each with its answer, without end."""
    serials = count(1)
    for aspect in count(1):
        field = dice.choice(FIELDS)
        yield Line(f"“{field}有差距，{dice.choice(FAULTS)}”方面", 1, aspect)
        for number in range(1, dice.randint(3, 6) + 1):
            serial = next(serials)
            matter = f"{dice.choice(BODIES)}{field}{dice.choice(FAULTS)}，第{serial}批事项{dice.choice(FAULTS)}"
            yield Line(f"关于“{matter}”的问题。", 2, number)
            yield Line("整改情况：" + "".join(f"{numeral(k)}是{_draw(dice, serial)}。" for k in (1, 2, 3)))


def _end(dice: random.Random) -> Iterator[Line]:
    yield Line("下一步工作打算", 0, 3)
    yield Line(f"一是持续巩固整改成果，防止问题反弹；二是举一反三，健全长效机制，{_draw(dice, 0)}。")


def _draw(dice: random.Random, serial: int) -> str:
    """One measure of four clauses, of words drawn anew."""
    first, second, third = (dice.choice(MANNERS) + dice.choice(VERBS) + dice.choice(MATTERS) for _ in range(3))
    done = f"{dice.choice(TIMES)}前{dice.choice(DEEDS)}{dice.choice(('*', dice.randint(2, 40)))}项"
    return f"由{dice.choice(BODIES)}{first}，对第{serial}批{second}，把{third}纳入日常管理，{done}"
