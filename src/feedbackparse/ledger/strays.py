"""The rows of 待认领: what people wrote and whose place is in doubt, with where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import CellValue, Formula, text_of
from feedbackparse.ledger.opened import Opened
from feedbackparse.ledger.weave import Weaver

_WORDS = {"issues": "issue", "measures": "measure"}


def stray_rows(
    weavers: Mapping[str, Weaver], doubtful: Sequence[tuple[str, str, str]], rows: Mapping[str, list[Row]]
) -> list[Row]:
    """What people wrote in a row whose issue is gone, with the new row that might be the same."""
    found: list[Row] = []
    for table, new, old in doubtful:
        opened = weavers[table].opened
        key = "issue_id" if table == "issues" else "measure_id"
        row = opened.row_of().get(old)
        if row is None or any(stray["row_id"] == old for stray in found):
            continue
        words = next((text_of(each[_WORDS[table]]) for each in rows[table] if each[key] == new), "")
        for _, title, value in written_by_people(opened, row):
            found.append(
                {
                    "sheet": opened.worksheet.title,
                    "row_id": old,
                    "unit": text_of(opened.value(row, "unit")) or None,
                    "place": f"{opened.worksheet.title} {old}",
                    "column": title,
                    "text": text_of(value),
                    "candidate": f"{new}　{words}",
                    "origin": "原文改动",
                    "reason": "原文中的问题改动较大，不能确定新旧是否同一条；原行保留，请核对后移到新行",
                    "document": weavers[table].known[old].document,
                }
            )
    return found


def written_by_people(opened: Opened, row: int) -> list[tuple[str, str, CellValue]]:
    """Key, head and value of each cell of people's columns in a row that is not empty."""
    seats = {seat.key: seat.title for seat in opened.sheet.seats if seat.whose == "people"}
    found: list[tuple[str, str, CellValue]] = []
    for key, at in {**opened.columns, **opened.extra}.items():
        value = opened.value(row, key)
        if (key in seats or key in opened.extra) and text_of(value).strip() and not isinstance(value, Formula):
            head = text_of(opened.value(opened.head, key)) or f"第{at}列"
            found.append((key, seats.get(key, head), value))
    return found
