"""How each sheet looks: widths, what wraps, which list a column offers.

Widths are in characters of the body font; a Chinese character takes two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedbackparse.frames.columns import Column, Whose, sheet_columns

Align = Literal["left", "center"]


@dataclass(frozen=True, slots=True)
class Seat:
    """One column of a sheet, with its place."""

    key: str
    title: str
    width: int
    whose: Whose = "parser"
    align: Align = "left"
    offers: str = ""
    """The list on 字典 that its cells offer."""
    format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of rows. Its head is row 1."""

    table: str
    title: str
    seats: tuple[Seat, ...]
    frozen: int
    """How many columns stay in view and are repeated on each printed page."""
    colour: str
    pages: int = 1
    """Printed pages side by side: a ledger of 34 columns on one A4 page could not be read."""


_WIDTHS = {
    "issues": {
        "unit": 14,
        "round": 10,
        "file": 14,
        "number": 11,
        "section": 15,
        "aspect": 19,
        "problem": 19,
        "issue": 32,
        "category": 9,
        "response": 64,
        "measures": 7,
        "text_status": 10,
        "text_type": 10,
        "text_target": 16,
        "text_responsible_unit": 13,
        "text_responsible_person": 13,
        "text_deadline": 12,
        "masks": 7,
        "findings": 18,
        "position": 11,
        "target": 17,
        "leader": 12,
        "lead_unit": 12,
        "joint_unit": 12,
        "responsible_person": 11,
        "deadline": 12,
        "type": 11,
        "status": 11,
        "progress": 24,
        "evidence": 16,
        "closed": 9,
        "closed_date": 12,
        "auditor": 10,
        "remark": 18,
    },
    "measures": {
        "unit": 14,
        "issue_number": 10,
        "issue": 30,
        "number": 7,
        "measure": 60,
        "response_label": 10,
        "masks": 7,
        "position": 11,
        "responsible_person": 11,
        "deadline": 12,
        "status": 10,
        "progress": 22,
    },
    "masks": {
        "unit": 14,
        "file": 18,
        "number": 11,
        "raw": 20,
        "type": 8,
        "unit_word": 7,
        "edtf": 24,
        "lower": 9,
        "upper": 9,
        "context": 58,
        "position": 13,
    },
    "findings": {
        "severity": 7,
        "title": 18,
        "unit": 14,
        "file": 18,
        "number": 11,
        "message": 40,
        "remedy": 34,
        "excerpt": 44,
        "position": 13,
        "code": 22,
    },
}
_CENTRED = frozenset(
    {"round", "number", "issue_number", "measures", "masks", "text_status", "text_type", "type", "status", "closed"}
    | {"closed_date", "severity", "lower", "upper", "unit_word", "position", "response_label", "category"}
)
_OFFERS = {
    ("issues", "type"): "整改类型",
    ("issues", "status"): "整改状态",
    ("issues", "closed"): "是否销号",
    ("measures", "status"): "措施状态",
}
_DATES = frozenset({"deadline", "closed_date"})


def _seat(table: str, column: Column) -> Seat:
    return Seat(
        column.key,
        column.title,
        _WIDTHS[table].get(column.key, 22),
        column.whose,
        "center" if column.key in _CENTRED else "left",
        _OFFERS.get((table, column.key), ""),
        "yyyy-mm-dd" if column.whose == "people" and column.key in _DATES else "General",
    )


def _seats(table: str) -> tuple[Seat, ...]:
    return tuple(_seat(table, column) for column in sheet_columns(table))


ISSUES = Sheet("issues", "问题台账", _seats("issues"), 6, "1F4E79", 3)
MEASURES = Sheet("measures", "措施清单", _seats("measures"), 4, "2E75B6")
MASKS = Sheet("masks", "遮蔽信息", _seats("masks"), 4, "7F6000")
FINDINGS = Sheet("findings", "核查提示", _seats("findings"), 3, "C00000")
FILES = Sheet(
    "verdicts",
    "文件清单",
    (
        Seat("file", "文件", 40),
        Seat("status", "结果", 15, align="center"),
        Seat("code", "代码", 20),
        Seat("message", "说明", 40),
        Seat("remedy", "处理建议", 40),
        Seat("format", "格式", 8, align="center"),
        Seat("characters", "字符数", 10, align="center"),
        Seat("issues", "问题数", 8, align="center"),
        Seat("answered", "已答复数", 10, align="center"),
        Seat("masks", "遮蔽数", 8, align="center"),
        Seat("findings", "提示数", 8, align="center"),
        Seat("sha256", "文件指纹（SHA-256）", 34),
    ),
    1,
    "548235",
)
OVERFLOW = Sheet(
    "overflow",
    "续文",
    (
        Seat("sheet", "工作表", 12),
        Seat("id", "条目ID", 14),
        Seat("column", "列", 14),
        Seat("part", "段次", 8, align="center"),
        Seat("text", "文字", 110),
    ),
    4,
    "7F7F7F",
)
