"""The three-way merge of one sheet, cell by cell: what people wrote stays, where they wrote it.

    base   the hashes of the last conversion (簿记)
    theirs the sheet as people left it
    ours   the rows of this conversion

Source: design.md §8.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import ABSENT, CellValue, Formula, hash_value, text_of
from feedbackparse.ledger.layout import Seat
from feedbackparse.ledger.opened import Opened
from feedbackparse.ledger.pen import Pen
from feedbackparse.ledger.register import Record, Register, State
from feedbackparse.ledger.rowids import RowIds, resolve_ids
from feedbackparse.ledger.shown import Shown, height_in

GONE = "〔原文已无此条〕"
ABSENT_SOURCE = "〔本次未提供原文〕"
_MARKS = re.compile(rf"^(?:{GONE}|{ABSENT_SOURCE})")


@dataclass(slots=True)
class Woven:
    """What came of one sheet."""

    records: dict[str, Record] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    """How often what was done to the sheet, by its name in ``written.NAMES``."""
    conflicts: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Weaver:
    """One sheet on the loom."""

    opened: Opened
    register: Register
    documents: set[str]
    """Keys of the documents of this run; rows of others are left as they are."""
    pen: Pen
    woven: Woven = field(default_factory=Woven)
    found: RowIds = field(default_factory=RowIds)

    @property
    def known(self) -> dict[str, Record]:
        return self.register.of(self.opened.sheet.table)

    def resolve(self) -> None:
        """Tell the rows apart. To be called before the ids of this conversion are given."""
        self.found = resolve_ids(self.opened, self.register)

    def weave(self, shown: list[Shown]) -> Woven:
        """Merge the rows of this conversion into the sheet."""
        ours = {row.id: row for row in shown}
        vanished = self.weave_rows(ours)
        standing = self.opened.row_of()
        for id, record in self.known.items():
            if id not in standing and id not in vanished:
                self.weave_deleted(record, ours.get(id))
        for row in shown:
            if row.id not in self.known and row.id not in standing:
                self.add_row(row)
        self.pen.drop_rows(self.opened, [row for row, id in self.opened.ids.items() if id in vanished])
        for id in vanished:
            self.woven.changes["vanished"] += 1
            self.woven.records.pop(id, None)
        return self.woven

    def weave_rows(self, ours: Mapping[str, Shown]) -> set[str]:
        """All rows that stand in the sheet; ids of those that go away."""
        vanished: set[str] = set()
        for row in list(self.opened.rows):
            id = self.opened.ids[row]
            record = self.known.get(id) if id else None
            if not id or (record is not None and record.state == "hand"):
                self.keep_hand(row, id, record)
            elif id in ours:
                self.weave_row(row, ours[id], record)
            elif record is None or record.document not in self.documents:
                self.keep_row(row, id, record, "absent", ABSENT_SOURCE)
            elif self.opened.sheet.bare and not self.is_touched(row, record):
                vanished.add(id)
            else:
                self.keep_row(row, id, record, "gone", GONE)
        return vanished

    def weave_row(self, row: int, ours: Shown, record: Record | None) -> None:
        """A row that this conversion gives too."""
        before = record.cells if record else {}
        cells: dict[str, str] = {}
        written = False
        for seat in self.opened.sheet.seats:
            new = ours.values.get(seat.key)
            if seat.key not in self.opened.columns:
                cells[seat.key] = hash_value(new)
            elif seat.whose == "people":
                cells[seat.key] = hash_value(self.opened.value(row, seat.key))
            elif seat.whose == "key":
                cells[seat.key] = hash_value(new)
                self.pen.write(self.opened, row, seat.key, new)
            elif seat.whose == "parser":
                cells[seat.key] = hash_value(new)
                written |= self.weave_cell(row, ours, seat, new, before.get(seat.key))
        cells |= {key: hash_value(self.opened.value(row, key)) for key in self.opened.extra}
        state: State = ours.state
        if record and record.state in ("gone", "absent"):
            self.woven.changes["returned"] += 1
        if written:
            self.pen.set_height(self.opened, row, height_in(self.opened.sheet.seats, self.opened.values(row)))
            self.woven.changes["updated"] += 1
        self.woven.records[ours.id] = Record(ours.id, ours.content_key, ours.document, state, cells)

    def weave_cell(self, row: int, ours: Shown, seat: Seat, new: CellValue, before: str | None) -> bool:
        """A parser's cell: rewritten where people left it alone; else theirs stays and is listed."""
        theirs = self.opened.value(row, seat.key)
        now, wanted = hash_value(theirs), hash_value(new)
        if now == wanted:
            if isinstance(new, Formula) and theirs != Formula(new.text):
                self.pen.lead_on(self.opened, row, seat, new)
                self.woven.changes["links"] += 1
            return False
        if before is not None and before in (now, *beheaded(theirs)):
            self.pen.write(self.opened, row, seat.key, new)
            return True
        self.list_conflict("程序列被改动", ours.id, row, seat.title, theirs, new)
        return False

    def keep_row(self, row: int, id: str, record: Record | None, state: State, mark: str) -> None:
        """A row that this conversion does not give: it stays, and says why."""
        self.pen.write(self.opened, row, self.opened.sheet.key, id)
        cells = dict(record.cells) if record else {}
        kept = [*self.opened.extra, *(seat.key for seat in self.opened.sheet.seats if seat.whose == "people")]
        cells |= {key: hash_value(self.opened.value(row, key)) for key in kept}
        if not self.opened.sheet.bare and "position" in self.opened.columns:
            place = self.opened.value(row, "position")
            marked = mark + _MARKS.sub("", text_of(place))
            if hash_value(place) in (cells.get("position", ABSENT), hash_value(marked)):
                if text_of(place) != marked:
                    self.pen.write(self.opened, row, "position", marked)
                    self.woven.changes[state] += 1
                cells["position"] = hash_value(marked)
        elif record is not None and record.state != state and state == "gone":
            self.woven.changes[state] += 1
        if record:
            self.woven.records[id] = Record(id, record.content_key, record.document, state, cells)

    def keep_hand(self, row: int, id: str, record: Record | None) -> None:
        """A row of people's own: only its id is the program's."""
        if not id:
            id = self.pen.new_id(self.opened, row)
            self.opened.ids[row] = id
            if "content_key" in self.opened.columns:
                self.pen.write(self.opened, row, "content_key", None)
            self.woven.changes["hand"] += 1
        self.pen.write(self.opened, row, self.opened.sheet.key, id)
        cells = {key: hash_value(value) for key, value in self.opened.values(row).items()}
        self.woven.records[id] = Record(id, "", record.document if record else "", "hand", cells)

    def weave_deleted(self, record: Record, ours: Shown | None) -> None:
        """A row that people deleted: it stays away, and is listed without its words."""
        if record.state != "deleted":
            self.woven.changes["deleted"] += 1
        document = ours.document if ours else record.document
        key = ours.content_key if ours else record.content_key
        cells = {k: hash_value(v) for k, v in ours.values.items()} if ours else dict(record.cells)
        cells["findings"] = record.cells.get("findings", ABSENT)  # it may say of the last run that it was reworded
        if record.state != "hand" and not (self.opened.sheet.bare and ours is None):
            self.woven.records[record.id] = Record(record.id, key, document, "deleted", cells)
        if record.state == "hand" or ours is None:
            return
        said = {"unit": None, "number": ours.values.get("number"), "column": None, "theirs": None}
        place = text_of(ours.values.get("position"))
        self.woven.conflicts.append(
            {
                **{key: text_of(value) or None for key, value in said.items()},
                "kind": "行已删除",
                "sheet": self.opened.sheet.title,
                "row_id": record.id,
                "ours": f"原文位置：{place}" if place else None,
                "origin": "原文",
                "remedy": "已按人工删除处理，不再恢复。如需恢复，请从备份中复制该行",
                "document": document,
            }
        )

    def add_row(self, ours: Shown) -> None:
        """A row that is born: below all others."""
        row = self.pen.add_row(self.opened, ours)
        self.opened.ids[row] = ours.id
        cells = {seat.key: hash_value(ours.values.get(seat.key)) for seat in self.opened.sheet.seats}
        self.woven.records[ours.id] = Record(ours.id, ours.content_key, ours.document, ours.state, cells)
        self.woven.changes["born"] += 1

    def is_touched(self, row: int, record: Record) -> bool:
        """Whether a person wrote anything in a row."""
        for key, value in self.opened.values(row).items():
            seat = next((seat for seat in self.opened.sheet.seats if seat.key == key), None)
            if seat is None and text_of(value).strip() and not isinstance(value, Formula):
                return True
            if seat and seat.whose in ("parser", "people") and hash_value(value) != record.cells.get(key, ABSENT):
                return True
            if seat and seat.whose == "people" and text_of(value).strip():
                return True
        return self.pen.has_comment(self.opened, row)

    def list_conflict(self, kind: str, id: str, row: int, column: str, theirs: CellValue, ours: CellValue) -> None:
        self.woven.conflicts.append(
            {
                "kind": kind,
                "sheet": self.opened.sheet.title,
                "row_id": id,
                "unit": text_of(self.opened.value(row, "unit")) or None,
                "number": text_of(self.opened.value(row, "number")) or None,
                "column": column,
                "theirs": text_of(theirs) or "（空）",
                "ours": text_of(ours) or "（空）",
                "origin": "原文",
                "remedy": "台账中保留人工内容。如应以原文为准，请把本格内容复制过去",
                "document": self.known[id].document if id in self.known else "",
            }
        )


def beheaded(value: CellValue) -> list[str]:
    """What a text may have been before LibreOffice took away the first of its ``=``, ``+``, ``-``, ``@``."""
    return [hash_value(head + value) for head in "=+-@"] if isinstance(value, str) else []
