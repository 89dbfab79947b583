"""What another workbook holds outside its tables: sheets of people's own, notes on 说明 and 汇总."""

from __future__ import annotations

from typing import Any

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import ABSENT, hash_value
from feedbackparse.ledger.loom import Loom
from feedbackparse.ledger.opened import Workbook


def gather_sheets(loom: Loom, guest: Workbook, origin: str) -> None:
    """Sheets that people added, and notes on 说明: taken as values where the host has none like it."""
    book = loom.workbook.book
    for sheet in guest.foreign:
        words = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        same = [w for w in book.worksheets if w.title.startswith(sheet.title[:20])]
        if any(all(w[place].value == value for place, value in words.items()) for w in same) or not words:
            continue
        title = sheet.title if sheet.title not in book.sheetnames else f"{sheet.title[:20]}（{len(book.sheetnames)}）"
        target = book.create_sheet(title)
        for place, value in words.items():
            target[place].value = value
        loom.changes["sheets"] += 1
    for title, name in (("说明", "guide"), ("汇总", "summary")):
        if title in guest.book.sheetnames and title in book.sheetnames:
            loom.strays += notes_on(guest, title, name, book[title], origin)


def notes_on(guest: Workbook, title: str, name: str, host: Any, origin: str) -> list[Row]:
    """What people wrote on a sheet that is no table."""
    known, found = guest.register.fixed.get(name, {}), list[Row]()
    for row in guest.book[title].iter_rows():
        for cell in row:
            told = known.get(cell.row, [])
            before = told[cell.column - 1] if cell.column <= len(told) else ABSENT
            changed = cell.value is not None and cell.data_type != "f" and hash_value(cell.value) != before
            if changed and host[cell.coordinate].value != cell.value:
                words = {"sheet": title, "place": f"{title}!{cell.coordinate}", "text": str(cell.value)}
                found.append({**words, "origin": origin, "reason": "另一份台账在此处的填写", "document": "gathered"})
    return found
