"""What goes out of a ledger or stands beside it: letters, history, an office's own template."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from feedbackparse import ledger
from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.letters import numeral

from .office import convert, two_reports
from .test_merge import PROGRESS, edit, table

DAY = datetime.date(2026, 1, 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    convert(two_reports(), path)
    late = datetime.datetime(2025, 12, 31)
    edit(path, *(("问题台账", row, "完成时限", late) for row in (2, 3, 9)), ("问题台账", 3, "整改状态", "已销号"))
    return path


def test_a_letter_of_overdue_issues_in_the_official_form(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "督办函.docx"
    assert ledger.letter(path, out, today=DAY, sender="巡察办", reply_by=datetime.date(2026, 2, 1)) == 2
    made = docx.Document(str(out))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[1] == "甲局："
    assert "一、需要抓紧办理的事项" in texts
    assert any(text.startswith("（一）理论学习中心组") for text in texts)
    assert any("完成时限：2025年12月31日，已逾期20天" in text for text in texts)
    assert "乙局：" in texts
    assert texts[-1] == "2026年1月20日"
    section = made.sections[0]
    measures = (section.page_width, section.top_margin, section.left_margin)
    assert [round((length or Mm(0)) / Mm(1)) for length in measures] == [210, 37, 28]
    heading: Any = next(p for p in made.paragraphs if p.text.startswith("一、"))
    fonts = heading.runs[0]._element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), heading.runs[0].font.size.pt) == ("黑体", 16)


def test_letters_of_one_unit_and_of_what_is_open(path: Path, tmp_path: Path) -> None:
    assert ledger.letter(path, tmp_path / "a.docx", which="open", unit="甲局") == 5
    with pytest.raises(OutputProblem) as caught:
        ledger.letter(path, tmp_path / "b.docx", which="unanswered")
    assert caught.value.code == "nothing-to-say"
    with pytest.raises(OutputProblem) as caught:
        ledger.letter(path, tmp_path / "b.docx")
    assert caught.value.code == "no-day"


def test_numerals() -> None:
    assert [numeral(n) for n in (1, 10, 12, 20, 35, 100, 103, 115, 120)] == [
        *("一", "十", "十二", "二十", "三十五", "一百", "一百零三", "一百一十五", "一百二十"),
    ]


def test_history_has_a_line_a_run(tmp_path: Path) -> None:
    path, file = tmp_path / "台账.xlsx", tmp_path / "历史.sqlite"
    convert(two_reports(), path, history=file, today=DAY)
    edit(path, ("问题台账", 2, PROGRESS, "在办"), ("问题台账", 2, "整改状态", "已销号"))
    convert(two_reports(), path, history=file, today=DAY.replace(month=2))
    lines = ledger.history(file, "WT-0001")
    assert [(line.stamp, line.status, line.progress) for line in lines] == [
        ("2026-01-20", "", ""),
        ("2026-02-20", "已销号", "在办"),
    ]
    assert ledger.history(file, "WT-9999") == []
    summary = [cell.value for row in openpyxl.load_workbook(path)["汇总"].iter_rows() for cell in row]
    assert "历次转换" in summary
    assert "2026-01-20" in summary
    with pytest.raises(OutputProblem):
        ledger.history(tmp_path / "没有.sqlite", "WT-0001")


TEMPLATE = """
[sheets.issues]
title = "整改任务清单"
columns = [
    { key = "number" },
    { key = "issue", title = "反馈问题", width = 40 },
    { key = "response" },
    { key = "status", title = "办理状态" },
    { key = "progress" },
]

[lists]
"整改状态" = ["没动", "在办", "办结"]
"""


def test_a_template_gives_heads_order_and_lists_and_is_read_back(tmp_path: Path) -> None:
    path, form = tmp_path / "台账.xlsx", tmp_path / "模板.toml"
    form.write_text(TEMPLATE, encoding="utf-8")
    convert(two_reports(), path, template=form)
    sheet = openpyxl.load_workbook(path)["整改任务清单"]
    assert [cell.value for cell in sheet[1]] == ["条目ID", "内容键", "序号", "反馈问题", "整改情况", "办理状态", "进展"]
    assert [row["整改状态"] for row in table(path, "字典")][:4] == ["没动", "在办", "办结", None]
    edit(path, ("整改任务清单", 2, "办理状态", "在办"))
    assert ledger.load(path)["issues"]["status"][0] == "在办"
    reports = two_reports()
    reports[0].issues.pop()
    convert(reports, path)
    assert table(path, "整改任务清单")[0]["办理状态"] == "在办"
    assert not convert(reports, path).changes


@pytest.mark.parametrize(
    "text",
    [
        "=",
        "[sheets.other]",
        "[lists]\n别的 = []",
        '[sheets.issues]\ncolumns = [{ key = "x" }]',
        '[sheets.issues]\ncolumns = [{ key = "issue", title = "a" }, { key = "number", title = "a" }]',
    ],
)
def test_a_wrong_template_is_refused(tmp_path: Path, text: str) -> None:
    form = tmp_path / "模板.toml"
    form.write_text(text, encoding="utf-8")
    with pytest.raises(OutputProblem) as caught:
        convert(two_reports(), tmp_path / "台账.xlsx", template=form)
    assert caught.value.code == "template-wrong"
    assert not (tmp_path / "台账.xlsx").exists()
