"""What became of a ledger: where it is, and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAMES = {
    "born": "新增行",
    "updated": "更新行",
    "reworded": "表述有改动的问题",
    "gone": "原文已无、予以保留的行",
    "absent": "本次未提供原文、予以保留的行",
    "returned": "重新出现的行",
    "vanished": "已不存在、未经人工填写而去掉的提示类行",
    "deleted": "人工删除、不再恢复的行",
    "hand": "人工增加、已编号的行",
    "copied": "人工复制、已另行编号的行",
    "restored": "编号被清空、已找回的行",
    "conflicts": "冲突",
    "strays": "待认领",
    "taken": "采纳另一份中改动的单元格",
    "columns": "采纳另一份中增加的列",
    "sheets": "采纳另一份中增加的工作表",
    "links": "更新的链接",
    "fixed": "说明、汇总等表中更新的单元格",
}
"""What can be done to a ledger, and how a report names it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The outcome of writing a ledger."""

    path: Path
    """Where the result is: the ledger itself, or beside it."""
    changes: Mapping[str, int] = field(default_factory=dict)
    """By the keys of NAMES; empty where nothing changed, and for a new ledger."""
    backup: Path | None = None
    """The version before, where one was replaced."""
    beside: tuple[str, ...] = ()
    """Why the result stands beside the old workbook: what could not have been carried over."""
    new: bool = False

    def summarise(self) -> Iterator[str]:
        """What happened, in Chinese, a line each."""
        if self.beside:
            what = "、".join(self.beside)
            yield f"原台账含有无法保留的内容（{what}），没有改动原台账；合并结果另存为 {self.path.name}，请核对后取用"
        if not self.new:
            said = [f"{NAMES[key]} {count}" for key, count in self.changes.items() if count and key in NAMES]
            yield "；".join(said) if said else "台账没有变化"
        if self.backup:
            yield f"上一版备份：{self.backup.name}"
