"""Rows as the workbook's cells can hold them: in Chinese, as long as Excel allows, as high as their text."""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.frames.columns import Row, Value
from feedbackparse.ledger.celltext import fit_text
from feedbackparse.ledger.cellvalue import CellValue, Formula, hash_value, text_of
from feedbackparse.ledger.deadlines import read_deadline
from feedbackparse.ledger.heights import MOST, count_lines, height_of
from feedbackparse.ledger.layout import Seat, Sheet
from feedbackparse.ledger.register import Record, State
from feedbackparse.ledger.reviewlinks import link_words
from feedbackparse.ledger.wording import name_of, name_place, offered_lists

Overflow = list[Row]
"""The texts that their cells could not hold: the rows of 续文."""

_HIDDEN_BY_HEIGHT = "【显示】行高所限，本行文字显示不全，全文请看编辑栏"
_NAMED = {
    ("masks", "type"): "masks",
    ("findings", "severity"): "severities",
    ("verdicts", "status"): "outcomes",
    ("facts", "type"): "facts",
    ("facts", "qualifier"): "qualifiers",
    ("facts", "what"): "whats",
    ("facts", "value"): "values",
    ("pairs", "relation"): "relations",
}
"""Columns whose English words the workbook names in Chinese, and the group that names them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as its cells show it."""

    id: str
    content_key: str
    document: str
    """Key of its document."""
    state: State
    values: dict[str, CellValue]
    """By column key."""
    height: float

    def record(self) -> Record:
        """What 簿记 keeps of the row as it is born."""
        cells = {key: hash_value(value) for key, value in self.values.items()}
        return Record(self.id, self.content_key, self.document, self.state, cells)


def show_rows(sheet: Sheet, rows: list[Row], overflow: Overflow) -> list[Shown]:
    """The rows as their cells can hold them; what a cell cannot hold is added to ``overflow``."""
    return [show_row(sheet, row, overflow) for row in rows]


def show_row(sheet: Sheet, row: Row, overflow: Overflow) -> Shown:
    values: dict[str, CellValue] = {}
    lines = 1
    for seat in sheet.seats:
        value = present(sheet, seat, row.get(seat.key))
        if seat.key == "position" and value:
            value = place_in(str(value), row)
        if seat.whose == "link":
            value = link_to(str(row.get("issue_id") or ""), "问题台账", "J")
        elif isinstance(value, str):
            value = fit(sheet, seat, value, row, overflow)
            if seat.whose != "key":
                lines = max(lines, count_lines(value, seat.width))
        values[seat.key] = value
    height = height_of(lines)
    if height > MOST and "findings" in values and sheet.table == "issues":
        values["findings"] = f"{values['findings']}\n{_HIDDEN_BY_HEIGHT}" if values["findings"] else _HIDDEN_BY_HEIGHT
    return Shown(
        str(row[sheet.key]),
        str(row.get("content_key") or ""),
        str(row.get("document") or ""),
        "reworded" if row.get("reworded") else "",
        values,
        min(height, MOST),
    )


def present(sheet: Sheet, seat: Seat, value: Value) -> CellValue:
    """A value as the workbook says it, in Chinese; a list's cell holds only what the list offers."""
    if isinstance(value, bool):
        return "是" if value else None
    if not isinstance(value, str):
        return value
    if seat.offers:
        return value if value in (seat.words or offered_lists()[seat.offers]) else None
    if seat.format == "yyyy-mm-dd":
        return read_deadline(value) or value
    group = _NAMED.get((sheet.table, seat.key))
    return name_of(group, value) if group else value


def place_in(place: str, row: Row) -> CellValue:
    """A place in words; a link where the document has a review page."""
    words = name_place(place)
    formula = link_words(str(row["page"]), words) if row.get("page") else None
    return Formula(formula, words) if formula else words


def fit(sheet: Sheet, seat: Seat, value: str, row: Row, overflow: Overflow) -> str:
    """The text as its cell can hold it; the rest of a long one goes to 续文."""
    identity = str(row.get("row_id") or row.get("measure_id") or row.get("issue_id") or row[sheet.key])
    fitted = fit_text(value, f"……〔未完，余下文字见“续文”表 {identity}〕")
    for part, text in enumerate(fitted.rest, 1):
        overflow.append(
            {
                "row_key": f"{sheet.table}/{row[sheet.key]}/{seat.key}/{part}",
                "document": row.get("document"),
                "sheet": sheet.title,
                "row_id": identity,
                "column": seat.title,
                "part": part,
                "text": text,
            }
        )
    return fitted.shown


def height_in(seats: tuple[Seat, ...], values: dict[str, CellValue]) -> float:
    """Points that a row of these values needs."""
    texts = ((text_of(values.get(seat.key)), seat) for seat in seats if seat.whose not in ("key", "link"))
    return min(MOST, height_of(max((count_lines(text, seat.width) for text, seat in texts if text), default=1)))


def link_to(issue: str, sheet: str, letter: str) -> Formula:
    """Leads from a measure to its issue, wherever that stands after sorting."""
    place = "#'" + sheet.replace("'", "''") + "'!" + letter
    words = f'HYPERLINK("{place}"&MATCH("{issue}",台账_条目ID,0),"查看问题")'
    return Formula(f'IFERROR({words},"")', "查看问题")
