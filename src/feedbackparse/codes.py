"""The one table of finding codes: severity, Chinese title, meaning, remedy, genres.

docs, workbook, page and ``--select/--ignore`` all read it. Source: design.md §7.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    severity: Severity
    title: str
    """What workbook and page print."""
    meaning: str
    remedy: str
    answering: bool = False
    """Whether it speaks only of genres that hold answers (a feedback letter has no unanswered issue)."""


def _code(
    code: str, severity: Severity, title: str, meaning: str, remedy: str, *, answering: bool = False
) -> Code:
    return Code(code, severity, title, meaning, remedy, answering)


_TABLE = (
    _code(
        "unanswered-issue", "error", "问题无整改情况", "问题下没有任何整改情况", "请补充整改情况，或核对是否漏排", answering=True
    ),
    _code(
        "orphan-response", "error", "整改情况无对应问题", "整改情况之上没有问题", "请核对该段应属于哪个问题", answering=True
    ),
    _code("empty-response", "error", "整改情况为空", "有整改情况的标签而无内容", "请补充整改情况", answering=True),
    _code("number-gap", "error", "序号缺号", "同级序号不连续", "请核对是否漏项或编号有误"),
    _code("number-double", "error", "序号重复", "同级序号重复", "请核对是否重复或编号有误"),
    _code("enumeration-gap", "warning", "列举缺项", "“一是…三是”之间缺项", "请核对是否漏写"),
    _code("no-issues", "warning", "未发现问题条目", "全文没有问题条目", "请确认文件是否为整改报告或反馈意见"),
    _code("unclassified-text", "note", "未归类段落", "没有规则能说明这一段", "可用 explain 查看，并补充规则"),
    _code("doubtful-date", "note", "日期存疑", "日期写法有误或粘连", "请核对原文日期"),
    _code("tracked-changes", "note", "含修订痕迹", "文档含未接受的修订，已按接受后的文本读取", "请确认修订是否定稿"),
    _code("comments", "note", "含批注", "文档含批注，未读入正文", "公开前请删除批注"),
    _code("hidden-text", "note", "含隐藏文字", "文档含隐藏文字，未读入正文", "公开前请删除隐藏文字"),
    _code("classification-mark", "note", "含密级标识", "页眉页脚或首页含密级标识", "请按保密规定处理"),
    _code("macro", "note", "含宏", "文档含宏，已忽略", "请确认来源可靠"),
    _code("unknown-element", "warning", "含未识别元素", "Word 文件中有程序不认识的元素", "请对照原文核对该处文字"),
    _code("doubtful-encoding", "warning", "编码存疑", "文本编码不能确定", "请用 --encoding 指明编码"),
    _code("degraded-conversion", "warning", "降级转换", "旧格式经简易方式读取，编号或格式可能缺失", "请另存为 .docx 后再转换"),
)

CODES: dict[str, Code] = {code.code: code for code in _TABLE}


def finding(code: str, message: str, span: tuple[int, int] = (0, 0), node: int | None = None) -> Finding:
    """A finding of this code; ``message`` says what was found where, in Chinese."""
    row = CODES[code]
    return Finding(code, row.severity, node, span[0], span[1], message, row.remedy)
