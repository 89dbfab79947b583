"""A small world for the tests of the merge: two units' reports, and people who edit the workbook at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl.comments import Comment

from feedbackparse import ledger
from feedbackparse.batch.work import judge
from feedbackparse.ledger.written import Written
from feedbackparse.model import Document, Meta

from .grown import grow_document

MATTERS = (
    "理论学习中心组学习研讨不够深入，学用结合有差距",
    "党费收缴台账登记不规范，个别支部迟缴",
    "公务接待审批手续不齐全，清单不完整",
    "项目资金拨付不及时，年底集中支付",
    "干部交流力度不大，关键岗位长期不轮岗",
    "信访件办理超期，答复群众不及时",
    "固定资产账实不符，报废手续缺失",
    "调查研究走过场，成果转化率低",
    "制度修订滞后于上级新规定",
    "窗口服务态度生硬，群众意见较大",
)


@dataclass
class Report:
    """One unit's report as a list of numbered issues; each wording carries its own token."""

    unit: str
    issues: list[tuple[str, str]]
    """Wording and answer."""
    name: str

    def document(self) -> Document:
        source, outline = "", ""
        for at, (issue, answer) in enumerate(self.issues, 1):
            source += f"{at}.{issue}。\n整改情况：一是{answer}。二是开会**次。\n"
            outline += (
                f"issue {at}.: {issue}。\n  response 整改情况:\n    item 一是: {answer}。\n    item 二是: 开会**次。\n"
            )
        if not source:
            source, outline = "无问题。", "text: 无问题。"
        meta = Meta(inspected=(self.unit,), round="第一轮", genre="rectification_report")
        masks = "**次\tcount\t次\n" * len(self.issues)
        return grow_document(source, outline, name=self.name, meta=meta, masks=masks)


def token(unit: str, at: int) -> str:
    """Two letters and a number in each wording, so that a test can tell which issue a row speaks of."""
    return f"{unit}T{at:02d}Z"


def two_reports() -> list[Report]:
    return [
        Report(
            unit,
            [(f"{MATTERS[(at + shift) % 10]}{token(unit, at)}", f"对{MATTERS[at]}逐项整改") for at in range(6)],
            f"{unit}报告.docx",
        )
        for unit, shift in (("甲局", 0), ("乙局", 4))
    ]


def convert(reports: list[Report], path: Path, **options: Any) -> Written:
    docs = [report.document() for report in reports]
    return ledger.write(docs, [judge(doc) for doc in docs], path, **options)


@dataclass
class Clerk:
    """Somebody who edits a workbook with openpyxl; remembers what was written where."""

    book: Any
    dice: random.Random
    said: list[str] = field(default_factory=list)
    """What was done, for the message of a test that fails."""
    count: int = 0

    def words(self) -> str:
        self.count += 1
        return f"人工{self.count:03d}号"

    def sheet(self, name: str = "") -> Any:
        names = [s.title for s in self.book.worksheets if s.title.startswith(("问题", "措施", "我的"))]
        return self.book[name or self.dice.choice(names)]

    def head(self, sheet: Any) -> int:
        for row in range(1, 6):
            if sum(bool(cell.value) for cell in sheet[row]) > 5:
                return row
        return 1

    def rows(self, sheet: Any) -> list[int]:
        return [r for r in range(self.head(sheet) + 1, sheet.max_row + 1) if any(c.value for c in sheet[r])]

    def columns(self, sheet: Any) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in sheet[self.head(sheet)] if cell.value}

    def act(self) -> None:
        name, action = self.dice.choice(list(ACTIONS.items()))
        self.said.append(name)
        action(self)


PEOPLES = ("责任领导", "牵头部门", "责任人", "进展", "佐证材料", "备注", "审核人")
PARSERS = ("具体问题", "整改情况", "措施", "章节", "序号")


def fill_cell(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    rows = clerk.rows(sheet)
    names = [name for name in columns if name in PEOPLES or name.startswith("自设")]
    if rows and names:
        sheet.cell(clerk.dice.choice(rows), columns[clerk.dice.choice(names)]).value = clerk.words()


def edit_parsers_cell(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    names = [name for name in columns if name in PARSERS]
    if clerk.rows(sheet) and names:
        sheet.cell(clerk.dice.choice(clerk.rows(sheet)), columns[clerk.dice.choice(names)]).value = clerk.words()


def add_column(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    at = sheet.max_column + 1
    sheet.cell(clerk.head(sheet), at).value = f"自设{clerk.words()}"
    for row in clerk.rows(sheet)[1:]:
        if clerk.dice.random() < 0.3:
            sheet.cell(row, at).value = clerk.words()


def insert_column(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    head, at = clerk.head(sheet), clerk.dice.randint(1, sheet.max_column)
    sheet.insert_cols(at)
    sheet.cell(head, at).value = f"自设{clerk.words()}"


def rename_column(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    sheet.cell(clerk.head(sheet), columns[clerk.dice.choice(list(columns))]).value = f"自设{clerk.words()}"


def move_column(clerk: Clerk) -> None:
    """Swap two columns, heads and all."""
    sheet = clerk.sheet()
    one, two = clerk.dice.sample(range(1, sheet.max_column + 1), 2)
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, two)
        first.value, second.value = second.value, first.value


def delete_parsers_column(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    for name in ("章节", "方面", "问题类别", "原文栏目", "条目ID", "内容键"):
        if name in columns and clerk.dice.random() < 0.3:
            sheet.delete_cols(columns[name])
            return


def add_title(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    if clerk.head(sheet) < 3:
        sheet.insert_rows(1)
        sheet.cell(1, clerk.dice.randint(1, 6)).value = f"关于整改的台账{clerk.words()}"


def sort_rows(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    rows = clerk.rows(sheet)
    order = rows[:]
    clerk.dice.shuffle(order)
    values = {row: [cell.value for cell in sheet[row]] for row in rows}
    for row, source in zip(rows, order, strict=True):
        for cell, value in zip(sheet[row], values[source], strict=True):
            cell.value = value


def filter_rows(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    for row in clerk.rows(sheet):
        sheet.row_dimensions[row].hidden = clerk.dice.random() < 0.4


def rename_sheet(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    if not sheet.title.startswith("我的"):
        sheet.title = f"我的{sheet.title}"


def add_row(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    row = (clerk.rows(sheet) or [clerk.head(sheet)])[-1] + 1
    names = [n for n in columns if n in (*PEOPLES, "具体问题", "措施")]
    for name in names[:3]:
        sheet.cell(row, columns[name]).value = clerk.words()


def insert_row(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    rows = clerk.rows(sheet)
    if rows:
        row = clerk.dice.choice(rows)
        sheet.insert_rows(row)
        sheet.cell(row, clerk.dice.randint(5, 12)).value = clerk.words()


def copy_row(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    rows = clerk.rows(sheet)
    if rows:
        source, target = clerk.dice.choice(rows), rows[-1] + 1
        for cell in list(sheet[source]):
            value = clerk.words() if isinstance(cell.value, str) and cell.value.startswith("人工") else cell.value
            sheet.cell(target, cell.column).value = value


def delete_row(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    rows = [r for r in clerk.rows(sheet) if not any("人工" in str(c.value) for c in sheet[r])]
    if rows:
        sheet.delete_rows(clerk.dice.choice(rows))


def blank_id(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    columns = clerk.columns(sheet)
    rows = clerk.rows(sheet)
    for name in ("条目ID", "措施ID", "内容键"):
        if name in columns and rows and clerk.dice.random() < 0.6:
            sheet.cell(clerk.dice.choice(rows), columns[name]).value = None


def comment_cell(clerk: Clerk) -> None:
    sheet = clerk.sheet()
    rows = clerk.rows(sheet)
    if rows:
        sheet.cell(clerk.dice.choice(rows), clerk.dice.randint(3, 9)).comment = Comment(clerk.words(), "张三")


def add_sheet(clerk: Clerk) -> None:
    sheet = clerk.book.create_sheet(f"附表{clerk.words()}")
    sheet["B2"] = clerk.words()


def note_on_mask(clerk: Clerk) -> None:
    if "遮蔽信息" in clerk.book.sheetnames:
        sheet = clerk.book["遮蔽信息"]
        if sheet.max_row > 1:
            sheet.cell(1, 16).value = "自设核对"
            sheet.cell(clerk.dice.randint(2, sheet.max_row), 16).value = clerk.words()


ACTIONS: dict[str, Callable[[Clerk], None]] = {
    action.__name__: action
    for action in (
        *(fill_cell, edit_parsers_cell, add_column, insert_column, rename_column, move_column),
        *(delete_parsers_column, add_title, sort_rows, filter_rows, rename_sheet, add_row, insert_row),
        *(copy_row, delete_row, blank_id, comment_cell, add_sheet, note_on_mask, fill_cell),
    )
}


def change_sources(reports: list[Report], dice: random.Random) -> tuple[list[Report], str]:
    """What happens to the sources between two conversions."""
    what = dice.choice(("same", "same", "reword", "remove", "add", "split", "move", "drop", "rename"))
    changed = [replace(report, issues=list(report.issues)) for report in reports]
    report = dice.choice(changed)
    at = dice.randrange(len(report.issues))
    issue, answer = report.issues[at]
    if what == "reword":
        report.issues[at] = (f"有的{issue}，需要改进", answer)
    elif what == "remove":
        del report.issues[at]
    elif what == "add":
        report.issues.insert(at, (f"新增问题是应急值守不到位{token(report.unit, 50)}", "补课"))
    elif what == "split":
        half = len(issue) // 2
        report.issues[at : at + 1] = [(issue[:half], answer), (issue[half:], answer)]
    elif what == "move":
        report.issues.append(report.issues.pop(at))
    elif what == "drop":
        changed.remove(report)
    elif what == "rename":
        report.name = f"{report.unit}报告(2).docx"
    return changed, what
