"""Measure words: a block each, ``[unit]``; ``+`` clauses with @ for a number and it, ``-`` clauses without a count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
HIDDEN = ("**", "*", "XX", "××", "***", "＊＊", "□□", "*余", "××", "**多", "○○", "X", "某某", "***", "*")
STATED = ("3", "12", "二十", "5", "三", "108", "十一", "20余", "1,306", "四", "36", "约7", "九", "250", "二十三")
VALUES = ("3", "12", "20", "5", "3", "108", "11", "20", "1306", "4", "36", "7", "9", "250", "23")
FRAMES = ("{}。", "一是{}，并对账销号。", "整改以来，{}；", "目前{}，群众较为满意。", "该单位{}。")
"""Where in a sentence a clause may stand."""
REJECTS = (
    "第3{}的资料缺失。", "每{}均登记造册。", "按{}统计的口径不一。", "未注明{}。", "逐{}核对。", "各{}口径不一致。",
    "以{}为单位登记。", "{}的数量不清。", "上一{}已经结束。", "应当写明{}。",
)  # fmt: skip
"""Sentences that name any measure word and count nothing."""
MONEY_REJECTS = (
    "按{}结算的口径不一。", "以{}为单位列示。", "每{}均有凭证。", "未注明{}。", "逐{}核对。", "各{}账户分别管理。",
    "应当写明{}。", "{}的兑换手续不全。",
)  # fmt: skip
"""The same of currencies."""


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    held: tuple[str, ...]
    bare: tuple[str, ...]
    money: bool
    hidden_only: bool
    """Stated numbers with it count nothing: 35岁以下, 建院3周年."""

    def positives(self, numbers: tuple[str, ...]) -> list[str]:
        """Each clause with another number in another frame."""
        return [
            FRAMES[at % len(FRAMES)].format(clause.replace("@", numbers[at] + self.name))
            for at, clause in enumerate(self.held)
        ]

    def rejects(self) -> list[str]:
        frames = MONEY_REJECTS if self.money else REJECTS
        return [*(frame.format(self.name) for frame in frames), *(f"{clause}。" for clause in self.bare)]


@lru_cache(maxsize=1)
def read_units() -> tuple[Unit, ...]:
    """Every block of every file."""
    units = []
    for path in sorted(HERE.glob("*.units")):
        blocks = path.read_text(encoding="utf-8").split("\n[")
        for block in blocks[1:] if blocks[0].startswith("#") else [blocks[0].removeprefix("["), *blocks[1:]]:
            name, _, lines = block.partition("]")
            held, bare = (
                tuple(clause for line in lines.splitlines() if line.startswith(sign) for clause in line[2:].split())
                for sign in ("+ ", "- ")
            )
            units.append(Unit(name, held, bare, path.stem == "money", "# hidden" in lines))
    return tuple(units)
