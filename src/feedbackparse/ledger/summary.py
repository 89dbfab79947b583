"""The sheet 汇总: how many, by unit, status and category, live and as they were at conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from feedbackparse.ledger.cellvalue import CellValue, text_of
from feedbackparse.ledger.heights import HEAD, LEAST, count_lines, height_of
from feedbackparse.ledger.looks import BLUE, Looks
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.rowxml import NO_CELL, Line
from feedbackparse.ledger.tallies import Seen, count_group, criterion, group_by, tallies
from feedbackparse.ledger.wording import offered_lists

_WIDTHS = (30, 14, *(11,) * 10)
_NOTE = (
    "白底为公式，随台账的填写实时变化；灰底为本次转换时的数值。预览和部分软件不计算公式，请看灰底。"
    "“逾期”“7日内到期”只计完成时限为日期的问题。"
)


def set_up_summary(worksheet: Any) -> None:
    for at, width in enumerate(_WIDTHS, 1):
        worksheet.column_dimensions[get_column_letter(at)].width = width
    worksheet.column_dimensions["B"].hidden = True
    worksheet.sheet_view.showGridLines = False
    worksheet.merged_cells.add("A2:L2")
    set_up_page(worksheet, "2F5597")


def summary_lines(looks: Looks, issues: Sequence[Seen], today: date | None, rounds: Sequence[Seen] = ()) -> list[Line]:
    """All lines of the sheet. ``rounds``: earlier conversions, from the history."""
    lines = [Line(["汇总"], [looks.plain(18, bold=True, colour=BLUE)], 36)]
    lines.append(Line([_NOTE], [looks.plain(9, colour="595959", wrap=True)], 28))
    total = [("全部", "", list(issues))]
    statuses = group_by(issues, "status")
    named = [(word, word, statuses.pop(word, [])) for word in offered_lists()["整改状态"]]
    others = [(word, word, rows) for word, rows in statuses.items()]
    empty = [("（未填）", None, [row for row in issues if not text_of(row.get("status")).strip()])]
    lines += group_lines(looks, "总体", "", total, today, len(lines))
    lines += group_lines(looks, "按整改状态", "台账_整改状态", [*named, *others, *empty], today, len(lines))
    categories = [(word, word, rows) for word, rows in group_by(issues, "category").items()]
    if categories:
        lines += group_lines(looks, "按问题类别", "台账_问题类别", categories, today, len(lines))
    units = [(word, word, rows) for word, rows in group_by(issues, "unit").items()]
    lines += group_lines(looks, "按单位", "台账_单位", units, today, len(lines))
    return [*lines, *round_lines(looks, rounds)]


def group_lines(
    looks: Looks,
    title: str,
    name: str,
    groups: Sequence[tuple[str, str | None, Sequence[Seen]]],
    today: date | None,
    above: int,
) -> Iterator[Line]:
    """One part of the sheet below so many lines: a heading, the heads, a line a group."""
    columns = tallies(today)
    yield Line([], [])
    yield Line([title], [looks.plain(12, bold=True, colour=BLUE)], 24)
    heads: list[CellValue] = [title.removeprefix("按"), "计数条件"]
    styles = [looks.head("parser"), looks.head("key")]
    for tally in columns:
        heads += [tally.title, "转换时"]
        styles += [looks.head("people"), looks.head("parser")]
    yield Line(heads, styles, HEAD)
    start = looks.cell("people", "center"), looks.cell("parser", "center")
    for at, (label, words, rows) in enumerate(groups, above + 4):
        values: list[CellValue] = [label, criterion(words) if words else words]
        cells = [looks.cell("band"), looks.cell("key", quoted=True)]
        for tally in columns:
            condition = "" if not name else f",{name},$B{at}" if words else f',{name},""'
            values += count_group(tally, rows, condition, today)
            cells += start
        yield Line(values, cells, max(LEAST, height_of(count_lines(label, _WIDTHS[0]))))


def round_lines(looks: Looks, rounds: Sequence[Seen]) -> Iterator[Line]:
    """Earlier conversions, as the history keeps them."""
    if not rounds:
        return
    yield Line([], [])
    yield Line(["历次转换"], [looks.plain(12, bold=True, colour=BLUE)], 24)
    heads = ("次序", "时间", "问题数", "有整改情况", "已销号")
    yield Line(
        [heads[0], None, *heads[1:]], [looks.head("parser"), NO_CELL, *(looks.head("parser") for _ in heads[1:])], HEAD
    )
    for row in rounds:
        values = [row.get(key) for key in ("run", "", "stamp", "issues", "answered", "closed")]
        styles = [looks.cell("band", "center"), NO_CELL, *(looks.cell("parser", "center") for _ in heads[1:])]
        yield Line(values, styles, LEAST)
