"""督办函: a letter to each unit on its open, overdue or unanswered issues, in the official form.

Source: GB/T 9704-2012: 5.2.1 (margins: top 37 mm, inner 28 mm, type area 156 by 225 mm), 5.2.2 (仿宋 3号,
22 lines a page, 28 characters a line), 7.3.1 (title 小标宋 2号, centred), 7.3.3 (一、黑体 （一）楷体 1. （1）仿宋),
7.3.5 (signature and date), 7.5 (page numbers 4号, with dashes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.cellvalue import text_of
from feedbackparse.ledger.opened import Workbook, open_workbook
from feedbackparse.ledger.paper import Paper, say_date
from feedbackparse.ledger.rebuilding import rebuild_register
from feedbackparse.ledger.splitting import NO_UNIT
from feedbackparse.ledger.tallies import Seen, group_by, is_closed

Which = Literal["overdue", "open", "unanswered"]
_TITLES = {
    "overdue": "关于督促办理逾期整改事项的函",
    "open": "关于督促办理未销号整改事项的函",
    "unanswered": "关于补报整改情况的函",
}
_LEADS = {
    "overdue": "经核对整改台账，你单位有{count}个整改事项已超过完成时限、尚未销号。现将有关事项函告如下：",
    "open": "经核对整改台账，你单位有{count}个整改事项尚未销号。现将有关事项函告如下：",
    "unanswered": "经核对整改台账，你单位有{count}个问题没有整改情况。现将有关事项函告如下：",
}
_ASKS = (
    "请逐项核对上列事项，查明未完成的原因，明确责任人和完成时限，抓紧整改到位。",
    "请将办理情况和佐证材料{by}书面反馈我办；确需延期的，请说明理由并按程序报批。",
)
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a letter beside the issues."""

    which: Which = "overdue"
    today: date | None = None
    """The day from which issues are overdue, and the date of the letter."""
    sender: str = ""
    """Whose letter it is; a gap is left for it where it is not given."""
    reply_by: date | None = None


def write_letter(path: Path, out: Path, letter: Letter, unit: str | None = None) -> int:
    """Write the letters of a ledger into one Word file, each unit on its own page.

    Shape: how many issues are in it. Raises: OutputProblem, also where there is none.
    """
    if letter.which == "overdue" and letter.today is None:
        raise OutputProblem("no-day", str(path), "没有指明截至哪一天算逾期", "请指明日期，如 2025-01-31")
    if out.exists():
        raise OutputProblem("ledger-exists", str(out), "此处已有文件，不会覆盖", "请换一个文件名")
    issues = choose_issues(read_issues(path), letter)
    groups = group_by([{**row, "unit": row.get("unit") or NO_UNIT} for row in issues], "unit")
    chosen = {name: rows for name, rows in groups.items() if unit in (None, name)}
    if not chosen:
        raise OutputProblem(
            "nothing-to-say", str(path), "没有符合条件的问题，没有生成文件", "请核对台账的完成时限和整改状态"
        )
    paper = Paper()
    for at, (name, rows) in enumerate(chosen.items()):
        if at:
            paper.break_page()
        write_one(paper, name, rows, letter)
    paper.save(out)
    return sum(map(len, chosen.values()))


def read_issues(path: Path) -> list[Seen]:
    """The rows of 问题台账 as people left them."""
    workbook: Workbook = open_workbook(path)
    if "issues" not in workbook.tables:
        raise OutputProblem("ledger-without-sheet", str(path), "台账中没有“问题台账”", "请核对工作表是否被删除")
    if not workbook.register.known:
        workbook.register = rebuild_register(workbook)
    opened = workbook.tables["issues"]
    return [opened.values(row) for row in opened.rows]


def choose_issues(rows: Sequence[Seen], letter: Letter) -> list[Seen]:
    """The issues that the letter speaks of, in the order of the ledger."""

    def overdue(row: Seen) -> bool:
        due = row.get("deadline")
        return isinstance(due, date) and letter.today is not None and due < letter.today and not is_closed(row)

    tests: Mapping[str, Callable[[Seen], Any]] = {
        "overdue": overdue,
        "open": lambda row: not is_closed(row),
        "unanswered": lambda row: not text_of(row.get("response")).strip() and not is_closed(row),
    }
    return [row for row in rows if text_of(row.get("issue")).strip() and tests[letter.which](row)]


def write_one(paper: Paper, unit: str, rows: Sequence[Seen], letter: Letter) -> None:
    """The letter to one unit."""
    paper.add_title(_TITLES[letter.which])
    paper.add_addressee(f"{unit}：")
    paper.add_text(_LEADS[letter.which].format(count=len(rows)))
    paper.add_heading(f"一、{'未报整改情况的问题' if letter.which == 'unanswered' else '需要抓紧办理的事项'}")
    for at, row in enumerate(rows, 1):
        paper.add_subheading(f"（{numeral(at)}）{text_of(row.get('issue')).rstrip('。')}。")
        paper.add_text("".join(f"{name}：{said}。" for name, said in describe(row, letter)))
    paper.add_heading("二、有关要求")
    by = f"于{say_date(letter.reply_by)}前" if letter.reply_by else "尽快"
    for at, ask in enumerate(_ASKS, 1):
        paper.add_subheading(f"（{numeral(at)}）", ask.format(by=by))
    paper.add_signature(
        letter.sender or "（发函单位）", say_date(letter.today) if letter.today else "　　年　　月　　日"
    )


def describe(row: Seen, letter: Letter) -> list[tuple[str, str]]:
    """What the ledger says of an issue: name and words, empty ones left out."""
    due = row.get("deadline")
    late = (letter.today - due).days if letter.today and isinstance(due, date) and due < letter.today else 0
    when = say_date(due) if isinstance(due, date) else text_of(due)
    told = (
        ("序号", text_of(row.get("number"))),
        ("完成时限", f"{when}，已逾期{late}天" if late else when),
        ("责任领导", text_of(row.get("leader"))),
        ("牵头部门", text_of(row.get("lead_unit"))),
        ("责任人", text_of(row.get("responsible_person"))),
        ("整改状态", text_of(row.get("status"))),
        ("目前进展", shorten(text_of(row.get("progress")))),
    )
    return [(name, words.rstrip("。")) for name, words in told if words.strip()] or [("整改状态", "未填写")]


def shorten(text: str, most: int = 120) -> str:
    """A text on one line, cut where a letter would not hold it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[:most] + "……"


def numeral(number: int) -> str:
    """1 to 999 in Chinese: 十二, 一百零三."""
    if number <= 10:
        return _NUMERALS[number]
    if number < 20:
        return "十" + _NUMERALS[number - 10]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _NUMERALS[tens] + "十" + (_NUMERALS[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    between = "" if not rest else "零" if rest < 10 else "一" if rest < 20 else ""
    return _NUMERALS[hundreds] + "百" + between + (numeral(rest) if rest else "")
