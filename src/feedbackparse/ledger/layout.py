"""How each sheet looks: widths, what wraps, which list a column offers.

Widths are in characters of the body font; a Chinese character takes two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedbackparse.frames.columns import Column, Whose, sheet_columns
from feedbackparse.ledger.widths import CENTRED, WIDTHS

Align = Literal["left", "center"]
SeatWhose = Whose | Literal["link"]
"""link: a formula of the program's own that leads to another row; not compared, made anew."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One column of a sheet, with its place."""

    key: str
    title: str
    width: int
    whose: SeatWhose = "parser"
    align: Align = "left"
    offers: str = ""
    """The list on 字典 that its cells offer."""
    format: str = "General"
    words: tuple[str, ...] = ()
    """The words of its list, where a template changed them."""


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

    @property
    def key(self) -> str:
        """The column that holds the id of a row."""
        return {"issues": "issue_id", "measures": "measure_id"}.get(self.table, "row_key")

    @property
    def bare(self) -> bool:
        """Whether a row that its source no longer gives, and that no person touched, goes away."""
        return self.table not in ("issues", "measures")


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
        WIDTHS[table].get(column.key, 22),
        column.whose,
        "center" if column.key in CENTRED else "left",
        _OFFERS.get((table, column.key), ""),
        "yyyy-mm-dd" if column.whose == "people" and column.key in _DATES else "General",
    )


def _seats(table: str) -> tuple[Seat, ...]:
    return tuple(_seat(table, column) for column in sheet_columns(table))


_ROW_KEY = Seat("row_key", "行键", 12, "key")
_LINK = Seat("link", "链接", 9, "link", "center")
_OPINION = Seat("opinion", "处理意见", 18, "people")

ISSUES = Sheet("issues", "问题台账", _seats("issues"), 6, "1F4E79", 3)
MEASURES = Sheet("measures", "措施清单", (*_seats("measures"), _LINK), 4, "2E75B6")
PAIRS = Sheet(
    "pairs",
    "反馈对照",
    (
        _ROW_KEY,
        Seat("issue_id", "条目ID", 12, "key"),
        Seat("relation", "关系", 10, align="center"),
        Seat("unit", "单位", 14),
        Seat("asked_file", "反馈文件", 14),
        Seat("asked_number", "反馈序号", 11, align="center"),
        Seat("asked_issue", "反馈问题", 34),
        Seat("answered_file", "报告文件", 14),
        Seat("answered_number", "报告序号", 11, align="center"),
        Seat("answered_issue", "报告问题", 34),
        Seat("likeness", "相似度", 8, align="center", format="0.00"),
        Seat("flags", "标记", 12, align="center"),
        _OPINION,
    ),
    3,
    "7030A0",
)
FINDINGS = Sheet("findings", "核查提示", (_ROW_KEY, *_seats("findings")), 4, "C00000")
MASKS = Sheet("masks", "遮蔽信息", (_ROW_KEY, *_seats("masks")), 5, "7F6000")
FACTS = Sheet("facts", "成果数据", (_ROW_KEY, *_seats("facts")), 5, "00807A")
FILES = Sheet(
    "verdicts",
    "文件清单",
    (
        _ROW_KEY,
        Seat("file", "文件", 30),
        Seat("status", "结果", 15, align="center"),
        Seat("code", "代码", 20),
        Seat("message", "说明", 28),
        Seat("remedy", "处理建议", 28),
        Seat("format", "格式", 8, align="center"),
        Seat("characters", "字符数", 10, align="center"),
        Seat("issues", "问题数", 8, align="center"),
        Seat("answered", "已答复数", 10, align="center"),
        Seat("masks", "遮蔽数", 8, align="center"),
        Seat("findings", "提示数", 8, align="center"),
        Seat("sha256", "文件指纹（SHA-256）", 24),
    ),
    2,
    "548235",
)
CONFLICTS = Sheet(
    "conflicts",
    "冲突",
    (
        _ROW_KEY,
        Seat("kind", "类别", 14, align="center"),
        Seat("sheet", "工作表", 11, align="center"),
        Seat("row_id", "条目ID", 13, align="center"),
        Seat("unit", "单位", 14),
        Seat("number", "序号", 11, align="center"),
        Seat("column", "列", 12, align="center"),
        Seat("theirs", "台账中的内容（已保留）", 36),
        Seat("ours", "另一方的内容", 36),
        Seat("origin", "另一方", 12),
        Seat("remedy", "处理办法", 27),
        _OPINION,
    ),
    2,
    "C55A11",
)
STRAYS = Sheet(
    "strays",
    "待认领",
    (
        _ROW_KEY,
        Seat("sheet", "工作表", 11, align="center"),
        Seat("row_id", "条目ID", 13, align="center"),
        Seat("unit", "单位", 14),
        Seat("place", "原来的位置", 18),
        Seat("column", "列", 12, align="center"),
        Seat("text", "内容", 38),
        Seat("candidate", "可能对应", 28),
        Seat("origin", "来源", 18),
        Seat("reason", "说明", 26),
        _OPINION,
    ),
    2,
    "BF8F00",
)
OVERFLOW = Sheet(
    "overflow",
    "续文",
    (
        _ROW_KEY,
        Seat("sheet", "工作表", 12),
        Seat("row_id", "条目ID", 14),
        Seat("column", "列", 14),
        Seat("part", "段次", 8, align="center"),
        Seat("text", "文字", 110),
    ),
    5,
    "7F7F7F",
)
SHEETS = (ISSUES, MEASURES, PAIRS, FINDINGS, MASKS, FACTS, FILES, CONFLICTS, STRAYS)
"""The sheets of rows in their order; 续文 is there only where a cell could not hold its text."""
