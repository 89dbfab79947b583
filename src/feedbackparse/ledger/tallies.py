"""The figures of 汇总, each as a live formula and as the value at conversion.

A text with ``*`` is a wildcard for Excel: formulas count by the criterion of a helper column, in which
wildcards are escaped. Source: design.md §8 (Excel's traps).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedbackparse.ledger.cellvalue import CellValue, Formula, text_of

Seen = Mapping[str, CellValue]
"""One row of 问题台账 or 措施清单 as it stands in the workbook, by column key."""
_ALL = '台账_条目ID,"WT-*"'
_OPEN = '台账_整改状态,"<>已销号",台账_是否销号,"<>是"'


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted. ``{more}`` in the formula takes the group's own condition."""

    title: str
    formula: str
    counts: Callable[[Seen], bool]
    dated: bool = False
    """Whether it depends on the day on which it is counted."""


def is_closed(row: Seen) -> bool:
    return row.get("status") == "已销号" or row.get("closed") == "是"


def tallies(today: date | None) -> tuple[Tally, ...]:
    """The columns of every group; what depends on the day has no value where no day is given."""

    def due_before(row: Seen, days: int) -> date | None:
        due = row.get("deadline")
        known = isinstance(due, date) and today is not None and not is_closed(row)
        return due if known and isinstance(due, date) and due < (today or due) + timedelta(days) else None

    def overdue(row: Seen) -> bool:
        return due_before(row, 0) is not None

    def soon(row: Seen) -> bool:
        return due_before(row, 8) is not None and not overdue(row)

    days = f'台账_完成时限,">="&TODAY(),台账_完成时限,"<="&TODAY()+7,{_OPEN}'
    return (
        Tally("问题数", f"COUNTIFS({_ALL}{{more}})", lambda row: True),
        Tally("有整改情况", f'COUNTIFS({_ALL},台账_整改情况,"?*"{{more}})', lambda row: bool(row.get("response"))),
        Tally(
            "已销号",
            f"COUNTIFS({_ALL}{{more}})-COUNTIFS({_ALL},{_OPEN}{{more}})",
            is_closed,
        ),
        Tally("逾期未销号", f'COUNTIFS({_ALL},台账_完成时限,"<"&TODAY(),{_OPEN}{{more}})', overdue, dated=True),
        Tally("7日内到期", f"COUNTIFS({_ALL},{days}{{more}})", soon, dated=True),
    )


def count_group(tally: Tally, rows: Sequence[Seen], condition: str, today: date | None) -> tuple[Formula, CellValue]:
    """The formula of a figure, and its value now."""
    value = sum(map(tally.counts, rows))
    known = not tally.dated or today is not None
    formula = Formula(tally.formula.format(more=condition), value if known else None)
    return formula, value if known else "—"


def criterion(words: str) -> str:
    """A text as a criterion that is equal to it and to nothing else. Excel reads 255 characters of it."""
    escaped = words.replace("~", "~~").replace("*", "~*").replace("?", "~?")
    return "=" + (escaped if len(escaped) <= 250 else escaped[:240].rstrip("~") + "*")


def group_by(rows: Sequence[Seen], key: str) -> dict[str, list[Seen]]:
    """Rows by what stands in a column, in the order of the workbook; empty cells are not a group."""
    groups: dict[str, list[Seen]] = {}
    for row in rows:
        if words := text_of(row.get(key)).strip():
            groups.setdefault(words, []).append(row)
    return groups
