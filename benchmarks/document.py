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
MEASURES = (
    "组织{body}集中学习{field}有关规定*次，对照第{serial}批清单逐条检查，把{fault}等{size}项差距列明，确定责任人和时限",
    "修订《{field}管理办法》，对申请、审核、公示、归档等{size}个环节逐一作出规定，{time}前{deed}，堵住程序上的漏洞",
    "由{body}牵头，每月调度一次{field}进展情况，对{fault}的科室及时提醒，累计督办**件，{deed}{size}次",
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


def write_report(size: int) -> list[Line]:
    """A report of exactly so many paragraphs; the same one every time."""
    dice = random.Random(size)
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
    """One measure, of words drawn anew."""
    return dice.choice(MEASURES).format(
        body=dice.choice(BODIES),
        field=dice.choice(FIELDS),
        fault=dice.choice(FAULTS),
        deed=dice.choice(DEEDS),
        time=dice.choice(TIMES),
        size=dice.randint(2, 40),
        serial=serial,
    )
