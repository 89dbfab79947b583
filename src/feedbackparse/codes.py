"""The one table of finding codes: severity, Chinese title, meaning, remedy, genres.

docs, workbook, page and ``--select/--ignore`` all read it. Source: design.md §7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from feedbackparse.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    severity: Severity
    title: str
    """What workbook and page print."""
    meaning: str
    remedy: str
    genres: tuple[str, ...] = ()
    """The genres that it speaks of (a feedback letter has no unanswered issue); empty for all."""

    example: str = ""
    """Words on which it is found."""

    @property
    def answering(self) -> bool:
        """Whether it speaks only of genres that hold answers."""
        return bool(self.genres)


REPORTS = ("rectification_report", "audit_rectification", "rectification_ledger", "other")
"""Genres that report what was done; a paper of no known genre counts where it holds answers."""

ANSWERS = (*REPORTS, "environment_plan")
"""Genres that hold answers, plans with them."""


def _code(code: str, severity: Severity, title: str, meaning: str, remedy: str, genres: tuple[str, ...] = ()) -> Code:
    return Code(code, severity, title, meaning, remedy, genres)


_TABLE = (
    _code(
        "unanswered-issue",
        "error",
        "问题无整改情况",
        "问题下没有任何整改情况",
        "请补充整改情况，或核对是否漏排",
        ANSWERS,
    ),
    _code(
        "orphan-response", "error", "整改情况无对应问题", "整改情况之上没有问题", "请核对该段应属于哪个问题", ANSWERS
    ),
    _code("empty-response", "error", "整改情况为空", "有整改情况的标签而无内容", "请补充整改情况", ANSWERS),
    _code(
        "totals-disagree",
        "error",
        "数目与条目不符",
        "文中的总数与各层级的条目数都不一致，或各分项相加不等于总数",
        "请核对总数、分项数和正文条目",
    ),
    _code(
        "rate-disagrees",
        "error",
        "比率与数目不符",
        "文中的完成率不等于已完成数与总数之比",
        "请核对完成率、已完成数和总数",
    ),
    _code("number-gap", "error", "序号缺号", "同级序号不连续", "请核对是否漏项或编号有误"),
    _code("number-double", "error", "序号重复", "同级序号重复", "请核对是否重复或编号有误"),
    _code("number-restart", "warning", "序号中断重排", "同级序号中途又从1排起", "请核对编号，或核对是否缺少上一级标题"),
    _code("enumeration-gap", "warning", "列举缺项", "“一是…三是”之间缺项，或只有“一是”，或重复", "请核对是否漏写"),
    _code(
        "repeated-text",
        "warning",
        "内容雷同",
        "不同问题下有相同的文字",
        "请核对是否照抄照搬，并写明针对本问题的整改情况",
    ),
    _code(
        "echo-response",
        "warning",
        "整改情况复述问题",
        "整改情况只是重复问题的文字",
        "请写明做了什么、结果如何",
        ANSWERS,
    ),
    _code("plan-only", "warning", "只有措施没有结果", "只写整改措施或打算，没有写结果", "请补充整改结果", REPORTS),
    _code(
        "no-measurable-result",
        "warning",
        "无可衡量的结果",
        "整改情况中没有数字、日期、文件或人员",
        "请补充可核查的数字、时间、文件或人员",
        REPORTS,
    ),
    _code(
        "status-contradiction",
        "warning",
        "状态与内容矛盾",
        "称已完成，而文字说的是将来或正在办理",
        "请核对整改状态",
        ANSWERS,
    ),
    _code(
        "long-term-without-result",
        "note",
        "长期坚持而无阶段结果",
        "称长期坚持或持续整改，没有写阶段性结果",
        "请补充阶段性结果",
        ANSWERS,
    ),
    _code(
        "no-responsible", "note", "未写责任人", "没有写明责任领导、责任单位或责任人", "请补充责任单位和责任人", ANSWERS
    ),
    _code("no-deadline", "note", "未写时限", "没有写明整改时限", "请补充整改时限", ANSWERS),
    _code("unchecked-masked", "note", "数值已隐去，无法核查", "数值被遮蔽，有关核查不能进行", "请对照未公开的原件核查"),
    _code("no-issues", "warning", "未发现问题条目", "全文没有问题条目", "请确认文件是否为整改报告或反馈意见"),
    _code("unclassified-text", "note", "未归类段落", "没有规则能说明这一段", "可用 explain 查看，并补充规则"),
    _code("doubtful-date", "note", "日期存疑", "日期写法有误或粘连", "请核对原文日期"),
    _code("tracked-changes", "note", "含修订痕迹", "文档含未接受的修订，已按接受后的文本读取", "请确认修订是否定稿"),
    _code("comments", "note", "含批注", "文档含批注，未读入正文", "公开前请删除批注"),
    _code("hidden-text", "note", "含隐藏文字", "文档含隐藏文字，未读入正文", "公开前请删除隐藏文字"),
    _code("classification-mark", "note", "含密级标识", "页眉页脚或首页含密级标识", "请按保密规定处理"),
    _code("macro", "note", "含宏", "文档含宏，已忽略", "请确认来源可靠"),
    _code("unknown-element", "warning", "含未识别元素", "Word 文件中有程序不认识的元素", "请对照原文核对该处文字"),
    _code(
        "asked-unanswered",
        "error",
        "反馈问题未见于报告",
        "反馈意见中的问题在报告中没有对应条目",
        "请补充该问题的整改情况",
    ),
    _code("answered-unasked", "note", "报告问题未见于反馈", "报告中的问题不在反馈意见之中", "请核对是否为自查问题"),
    _code("reworded-issue", "note", "问题表述有改动", "报告中的问题表述与反馈意见不同", "请按反馈意见原文表述"),
    _code(
        "merged-issue",
        "note",
        "问题被合并或拆分",
        "报告把反馈意见中的几个问题合写，或把一个问题拆写",
        "请按反馈意见逐条对应",
    ),
    _code(
        "illegal-characters",
        "warning",
        "含非法控制字符",
        "Word 文件含 XML 不允许的控制字符，已去掉后读取",
        "请对照原文核对",
    ),
    _code("pictures", "note", "含图片或嵌入对象", "图片、图表、嵌入对象中的文字未读入", "图片中有文字的，请录入正文"),
    _code(
        "left-out",
        "note",
        "未读入正文的内容",
        "页眉、页脚、域代码不属于正文，未读入",
        "无需处理；如其中有正文，请移入正文",
    ),
    _code("outside-reference", "warning", "引用外部文件", "文档会从外部载入内容，程序没有跟随", "请确认来源可靠"),
    _code("doubtful-encoding", "warning", "编码存疑", "文本编码不能确定", "请用 --encoding 指明编码"),
    _code(
        "degraded-conversion",
        "warning",
        "降级转换",
        "旧格式经简易方式读取，编号或格式可能缺失",
        "请另存为 .docx 后再转换",
    ),
)

_EXAMPLES = {
    "unanswered-issue": "2.关于“台账不全”的问题。3.关于…",
    "orphan-response": "（三）队伍建设方面 / 整改情况：开展培训3次。",
    "empty-response": "整改情况：无。",
    "totals-disagree": "反馈问题25个，已完成19个，正在整改5个",
    "rate-disagrees": "反馈问题25个，已完成19个，完成率86%",
    "number-gap": "一、…… 三、……",
    "number-double": "二、…… 二、……",
    "number-restart": "1.… 2.… 1.…",
    "enumeration-gap": "一是健全制度。三是强化监督。",
    "repeated-text": "两个问题下都写“组织全体党员干部观看廉政教育片，学习典型案例”",
    "echo-response": "关于“合同管理不规范”的问题。整改情况：已规范合同管理。",
    "plan-only": "整改措施：将修订管理办法，定期开展检查。",
    "no-measurable-result": "整改情况：提高思想认识，加强业务学习。",
    "status-contradiction": "已完成整改。其余款项正在追缴，预计年底前完成。",
    "long-term-without-result": "整改状态：长期坚持。整改情况：加强日常监督。",
    "no-responsible": "整改情况：修订制度3项。",
    "no-deadline": "整改情况：修订制度3项。",
    "unchecked-masked": "反馈问题**个；征文**余篇",
    "no-issues": "年度工作总结",
    "unclassified-text": "问题之间没有序号、没有标签的一段",
    "doubtful-date": "2024717日；6月31日",
    "asked-unanswered": "反馈意见有14个问题，报告只写了12个",
    "answered-unasked": "报告写了反馈意见中没有的问题",
    "reworded-issue": "“宣讲脱离群众”写成“宣讲不接地气”",
    "merged-issue": "关于“公务接待不规范、工程领域风险突出”的问题",
}

CODES: dict[str, Code] = {code.code: replace(code, example=_EXAMPLES.get(code.code, "")) for code in _TABLE}


def finding(code: str, message: str, span: tuple[int, int] = (0, 0), node: int | None = None) -> Finding:
    """A finding of this code; ``message`` says what was found where, in Chinese."""
    row = CODES[code]
    return Finding(code, row.severity, node, span[0], span[1], message, row.remedy)
