"""The sheet 说明: what this workbook is, how much is in it, what is whose, how to use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.heights import count_lines, height_of
from feedbackparse.ledger.looks import BLUE, Looks
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.rowxml import Line
from feedbackparse.version import VERSION

_WIDTHS = (18, 108)

_SHEETS = (
    ("汇总", "按整改状态、问题类别、单位统计。白底为公式，随填写变化；灰底为本次转换时的数值。"),
    ("问题台账", "一行一个问题（没有下级问题的，或自己有整改情况的）。灰底由程序从原文读出，白底由承办人填写。"),
    ("措施清单", "一行一条整改措施，可分别填写责任人、完成时限、状态、进展；“链接”转到所属问题。"),
    ("反馈对照", "反馈意见与整改报告逐条对照的结果；没有做过对照时为空表。"),
    ("核查提示", "程序核对时发现的事项，按级别列出，附说明和建议。"),
    ("遮蔽信息", "原文中以星号、叉号、“某”等遮蔽的文字，逐处列出类型；程序只标明，不猜测被遮蔽的内容。"),
    ("成果数据", "整改情况中写明的数量、金额、日期、文件、会议等。"),
    ("文件清单", "本次处理的每个文件及其结果；未能转换的，写明原因和处理办法。"),
    ("冲突", "人工改动与新原文不一致之处、已删除的行。人工内容一律保留，另一方的内容列在此表，供核对。"),
    ("待认领", "不能确定归属的内容，写明原来的位置和可能的对应，由人认领。"),
    ("字典", "各下拉选项、遮蔽类型和核查代码的含义。下拉选项可在此表中增改，接着往下写即可。"),
)
_NOTES = (
    "绿色表头、白底的各列由人填写。新建台账时，原文已写明的责任领导、责任人、完成时限等已先行填入，请核对。",
    "“文内”各列是文件自己的说法，不代表审核结论；是否销号由审核人填写。",
    "完成时限请按日期填写（如 2024-12-31）：逾期未销号显示红色，7日内到期显示黄色，已销号显示绿色。",
    "可以排序、筛选、增加行和列、改表头、移动列。请不要删除隐藏的列和隐藏的表：程序靠它们认出每一行。",
    "再次转换时把结果写到本台账即可：人填写的内容、增加的行和列都会保留，删除的行不会恢复，上一版另存备份。",
    "单元格最多容纳 32767 个字符；更长的文字在“续文”表中接续，原单元格末尾有标记。",
)


def set_up_guide(worksheet: Any) -> None:
    for letter, width in zip("AB", _WIDTHS, strict=True):
        worksheet.column_dimensions[letter].width = width
    worksheet.sheet_view.showGridLines = False
    set_up_page(worksheet, "000000")
    worksheet.page_setup.fitToHeight = 1


def guide_lines(looks: Looks, rows: dict[str, list[Row]]) -> Iterator[Line]:
    """Title, figures, sheets, colours and notes, two columns."""
    heading_style = looks.plain(12, bold=True, colour=BLUE)
    yield Line(["整改台账"], [looks.plain(18, bold=True, colour=BLUE)], 36)
    for heading, lines in sections(rows):
        yield Line([], [])
        yield Line([heading], [heading_style], 24)
        for label, text, fill in lines:
            height = height_of(count_lines(text, _WIDTHS[1]))
            yield Line([label, text], [looks.cell(fill, "center"), looks.cell("people")], height)


def sections(rows: dict[str, list[Row]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The parts of the sheet: heading, and lines of label, text and fill of the label."""
    return [
        ("本次转换", [(label, text, "band") for label, text in figures(rows)]),
        ("各工作表", [(label, text, "band") for label, text in _SHEETS]),
        (
            "颜色",
            [
                ("灰底", "程序从原文读出的内容", "parser"),
                ("白底", "由人填写的内容", "people"),
            ],
        ),
        ("使用须知", [(str(at), text, "band") for at, text in enumerate(_NOTES, 1)]),
    ]


def figures(rows: dict[str, list[Row]]) -> list[tuple[str, str]]:
    """What was read, in numbers, and by which program and rules."""
    documents, issues = rows["documents"], rows["issues"]
    answered = sum(row["response"] is not None for row in issues)
    rules = sorted({str(row["rules"]) for row in documents if row["rules"]})
    programs = sorted({str(row["program"]) for row in documents if row["program"]}) or [VERSION]
    found = f"{len(issues)} 条，其中有整改情况的 {answered} 条；整改措施 {len(rows['measures'])} 条"
    return [
        ("来源文件", f"{len(rows['verdicts'])} 个，已转换 {len(documents)} 个（见“文件清单”）"),
        ("问题", found if issues else "没有读出问题条目，请看“文件清单”和“核查提示”"),
        ("遮蔽", f"{len(rows['masks'])} 处"),
        ("核查提示", f"{len(rows['findings'])} 条"),
        ("程序与规则", f"feedbackparse {'、'.join(programs)}；规则版本 {'、'.join(rules) or '—'}"),
    ]
