"""Tables -> nodes: ledger tables as issues, any other row by row.

Source: outline.md, "Tables". A table is a ledger where its header names the problem and at least one of
measures, responsible, deadline, progress.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedbackparse.outline.flow import Flow
from feedbackparse.outline.lines import Grid, Line
from feedbackparse.outline.tree import Tree
from feedbackparse.rulebook import Rulebook

_BLANK = re.compile(r"[\s　]+")


@dataclass(slots=True)
class Box:
    """One cell with its lines (those of nested tables with them)."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def words(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class Columns:
    """What the columns of a ledger hold, by grid column."""

    names: dict[int, str]
    roles: dict[int, str]
    header_rows: int
    """How many rows the head takes, titles within the table included."""
    head: frozenset[str]
    """The header's cell texts, to know a repeated header row by."""


def add_table(tree: Tree, grid: Grid, parent: int | None, caption: Line | None, rulebook: Rulebook) -> None:
    """One table below ``parent``; its caption line is its own."""
    rows = read_rows(grid)
    first = caption if caption is not None else grid.lines[0]
    table = tree.add("table", caption.text if caption else "", "", parent, first.start, "table")
    columns = find_columns(rows, rulebook, tree.listing or is_list(caption, rulebook))
    if columns is None:
        for row in rows:
            lines = [line for box in row for line in box.lines]
            words = " | ".join(box.words for box in row)
            tree.add("text", "", words, table, lines[0].start, "table-row")
    else:
        Ledger(tree, rulebook, columns, table).add_rows(rows)


def read_rows(grid: Grid) -> list[list[Box]]:
    """The rows of the outer table, each its cells that hold words."""
    outer = grid.lines[0].blocks[0].cell
    assert outer is not None
    boxes: dict[tuple[int, int], Box] = {}
    last: Box | None = None
    for line in grid.lines:
        cell = line.blocks[0].cell
        assert cell is not None
        if cell.table == outer.table:
            last = boxes.setdefault((cell.row, cell.column), Box(cell.row, cell.column, cell.rows, cell.columns))
        assert last is not None
        last.lines.append(line)
    rows: dict[int, list[Box]] = {}
    for box in boxes.values():
        rows.setdefault(box.row, []).append(box)
    return [sorted(row, key=lambda box: box.column) for _, row in sorted(rows.items())]


def is_list(caption: Line | None, rulebook: Rulebook) -> bool:
    """Whether a table's caption calls it a problem list (问题清单)."""
    hit = rulebook.first("genre", caption.text) if caption is not None else None
    return hit is not None and hit[0].gives == "problem_list"


def find_columns(rows: Sequence[Sequence[Box]], rulebook: Rulebook, listing: bool) -> Columns | None:
    """The header among the first rows, or None where the table is no ledger; ``listing``: a table of numbers and
    problems is one."""
    for index, row in enumerate(rows[:4]):
        boxes = [*row, *(rows[index + 1] if is_second_head(rows, index) else ())]
        names: dict[int, str] = {}
        for box in boxes:
            for column in range(box.column, box.column + box.columns):
                names[column] = _BLANK.sub("", box.text)
        roles = {column: role_of(name, rulebook) for column, name in names.items()}
        kinds = set(roles.values())
        followed = {"response", "field", "number", "aspect"} if listing else {"response", "field"}
        if "issue" in kinds and kinds & followed and len(row) > 1:
            rows_used = index + (2 if is_second_head(rows, index) else 1)
            head = frozenset(_BLANK.sub("", box.text) for box in boxes)
            return Columns(names, roles, rows_used, head)
    return None


def is_second_head(rows: Sequence[Sequence[Box]], index: int) -> bool:
    """Whether the row below a header row stands under its merged cells (责任领导 | 责任单位)."""
    if index + 1 >= len(rows):
        return False
    wide = any(box.columns > 1 for box in rows[index]) and any(box.rows > 1 for box in rows[index])
    return wide and len(rows[index + 1]) < len(rows[index]) + sum(box.columns - 1 for box in rows[index])


def role_of(name: str, rulebook: Rulebook) -> str:
    hit = rulebook.first("column", name)
    return hit[0].gives if hit else "other"


@dataclass(slots=True)
class Ledger:
    """Adds the rows of one ledger table."""

    tree: Tree
    rulebook: Rulebook
    columns: Columns
    table: int
    heading: int | None = None
    heading_end: int = 0
    """The row behind the heading's last; 0 where it reaches to the next heading."""
    issue: int | None = None

    def add_rows(self, rows: Sequence[Sequence[Box]]) -> None:
        for row in rows[self.columns.header_rows :]:
            self.add_row(row)

    def add_row(self, row: Sequence[Box]) -> None:
        texts = {_BLANK.sub("", box.text) for box in row}
        if len(row) > 1 and texts <= self.columns.head:
            self.tree.again(self.table, row[0].lines[0].start)
            return
        if self.heading_end and row[0].row >= self.heading_end:
            self.heading, self.heading_end = None, 0
        roles = [self.columns.roles.get(box.column, "other") for box in row]
        if len(row) == 1 and (row[0].columns > 2 or roles[0] in {"number", "aspect"}):
            self.add_heading(row[0], 0)
            return
        for box, role in zip(row, roles, strict=True):
            if role == "aspect":
                self.add_heading(box, row[0].row + box.rows)
        self.add_issue(row, roles)

    def add_heading(self, box: Box, end: int) -> None:
        line = box.lines[0]
        hit = self.rulebook.first("numbering", line.text)
        label = hit[1].group("label") if hit else ""
        words = line.text[hit[1].end() if hit else 0 :] + "".join(more.text for more in box.lines[1:])
        self.heading = self.tree.add("heading", label, words, self.table, line.start, "table-aspect")
        self.heading_end = end
        self.issue = None

    def add_issue(self, row: Sequence[Box], roles: Sequence[str]) -> None:
        """The row's issue; a row without a problem cell goes on with the issue above it."""
        by_role = {role: box for box, role in zip(reversed(row), reversed(roles), strict=True)}
        problem, number = by_role.get("issue"), by_role.get("number")
        parent = self.table if self.heading is None else self.heading
        if problem is not None:
            label = number.text if number else ""
            first = number or problem
            self.issue = self.tree.add("issue", label, self.core(problem), parent, first.lines[0].start, "table-issue")
            if number:
                self.tree.again(self.issue, problem.lines[0].start)
        elif self.issue is None:
            words = " | ".join(box.words for box in row)
            self.tree.add("text", "", words, parent, row[0].lines[0].start, "table-row")
            return
        elif number:
            self.tree.again(self.issue, number.lines[0].start)
        for box, role in zip(row, roles, strict=True):
            if box is not problem and box is not number and role != "aspect":
                self.add_value(box, role)

    def core(self, box: Box) -> str:
        """The problem cell without the wrapper of an issue's title."""
        text = box.text
        hit = self.rulebook.first("issue", text)
        if hit and hit[0].gives == "quoted" and hit[1].end() >= len(text.rstrip("。")):
            return hit[1].group("text")
        return text

    def add_value(self, box: Box, role: str) -> None:
        name = self.columns.names.get(box.column, "")
        start = box.lines[0].start
        if role != "response":
            words = box.words
            self.tree.add("field", name, words, self.issue, start, "table-field")
            return
        node = self.tree.add("response", name, "", self.issue, start, "table-response")
        flow = Flow(self.tree, self.rulebook, node)
        for index, line in enumerate(box.lines):
            hit = self.rulebook.first("numbering", line.text)
            if hit and len(box.lines) > 1:
                flow.numbered(line, hit[1].group("label"), hit[1].end(), hit[0].id)
            elif index == 0:
                flow.first_words(line, 0)
            else:
                flow.paragraph(line)
