"""A report of the size of a real one, written with python-docx from words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ASPECTS = ("学习贯彻上级部署", "履行主责主业", "加强队伍建设", "规范内部管理")
MATTERS = (
    "制度执行不够严格",
    "督促检查不够经常",
    "调查研究不够深入",
    "资金使用不够规范",
    "档案管理不够细致",
    "宣传引导不够有力",
)
MEASURES = (
    "组织全体干部集中学习有关规定*次，逐条对照检查，把存在的差距列成清单，明确责任人和完成时限",
    "修订《内部管理办法》，对申请、审核、公示、归档等环节逐一作出规定，堵住程序上的漏洞",
    "由分管领导牵头，每月调度一次进展情况，对进度滞后的科室及时提醒，累计督办**件",
)
PARAGRAPHS = 80


def paragraphs() -> Iterator[str]:
    """The paragraphs of the report."""
    yield "关于区委第一巡察组反馈意见整改落实情况的报告"
    yield "根据区委统一部署，****年*月**日至*月**日，区委第一巡察组对本单位开展了常规巡察。现将整改情况报告如下。"
    yield "一、加强组织领导，压实整改责任"
    for number, words in enumerate(("迅速动员部署", "细化任务分工", "强化督促检查"), 1):
        yield f"（{'一二三'[number - 1]}）{words}"
        yield "收到反馈意见后，立即召开会议专题研究，成立工作专班，制定整改方案，逐项明确措施、责任和时限。" * 3
    yield "二、逐条逐项整改，确保取得实效"
    for aspect, name in enumerate(ASPECTS):
        yield f"（{'一二三四'[aspect]}）“{name}有差距”方面"
        for number, matter in enumerate(MATTERS, 1):
            yield f"{number}.关于“{name}中{matter}，有的环节走过场”的问题。"
            yield "整改情况：" + "".join(
                f"{'一二三'[k]}是{words}，并在单位公示栏公开，接受干部群众监督。" for k, words in enumerate(MEASURES)
            )
    yield "三、下一步工作打算"
    yield "一是持续巩固整改成果，防止问题反弹；二是举一反三，健全长效机制。"


def fill() -> list[str]:
    """Exactly ``PARAGRAPHS`` of them: plain ones go before the last part."""
    body = list(paragraphs())
    plain = "本单位将继续对照反馈意见，逐项核对整改进度，做到件件有着落、事事有回音。" * 4
    return [*body[:-2], *[plain] * (PARAGRAPHS - len(body)), *body[-2:]]


def write_document(path: Path) -> Path:
    """The report as a Word file."""
    import docx

    document = docx.Document()
    for words in fill():
        document.add_paragraph(words)
    document.save(str(path))
    return path
