"""Who and until when, stated by a table inside an answer or by a label inside a paragraph."""

from __future__ import annotations

import docx
import pytest

import feedbackparse as fp
from feedbackparse.frames.rows import read_rows
from feedbackparse.model import Document

BEFORE = ["北塬县档案馆党组关于巡察反馈意见整改情况的报告", "一、反馈问题整改情况", "（一）关于“库房管理混乱”的问题"]
ROWS = [
    ["措施", "责任人", "责任单位", "完成时限"],
    ["更换空调", "李**", "保管科", "2024年3月底"],
    ["清点库存", "***", "征集科、保管科", "2024年6月底"],
]
AFTER = [
    "（二）关于“查阅登记不全”的问题",
    "整改情况：已补登36条。责任领导：党组成员、副馆长王生；责任科室：利用科。",
    "北塬县档案馆党组",
    "2024年1月8日",
]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    paper = docx.Document()
    for line in (*BEFORE, "整改情况：已逐项明确如下。"):
        paper.add_paragraph(line)
    table = paper.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for line in AFTER:
        paper.add_paragraph(line)
    path = tmp_path_factory.mktemp("stated") / "整改.docx"
    paper.save(str(path))
    return fp.parse(path)


def test_a_column_states_what_a_field_would(document: Document) -> None:
    stated = [(fact.type, fact.what, fact.raw, fact.masked) for fact in document.facts if "stated" in fact.rule]
    assert stated == [
        ("responsible", "person", "李**", True),
        ("responsible", "unit", "保管科", False),
        ("deadline", "measure", "2024年3月底", False),
        ("responsible", "person", "***", True),
        ("responsible", "unit", "征集科", False),
        ("responsible", "unit", "保管科", False),
        ("deadline", "measure", "2024年6月底", False),
        ("responsible", "leader", "党组成员、副馆长王生", False),
        ("responsible", "unit", "利用科", False),
    ]


def test_the_header_of_a_column_types_its_masks(document: Document) -> None:
    assert [(mask.raw, mask.type) for mask in document.masks] == [("李**", "person"), ("***", "person")]


def test_the_ledger_shows_who_and_until_when(document: Document) -> None:
    rows = fp.tables([document])["issues"]
    assert list(rows["text_responsible_unit"]) == ["保管科；征集科", "利用科"]
    assert list(rows["text_responsible_person"]) == ["李**；***", "责任领导：党组成员、副馆长王生"]
    assert rows["text_deadline"][0] == "2024年3月底；2024年6月底"


def test_the_cells_of_people_are_born_with_it(document: Document) -> None:
    first, second = read_rows([document], ["issues"])["issues"]
    assert (first["responsible_person"], first["lead_unit"]) == ("李**；***", "保管科；征集科")
    assert second["leader"] == "党组成员、副馆长王生"


def test_the_audit_sees_who_and_until_when(document: Document) -> None:
    codes = [finding.code for finding in document.findings]
    assert "no-responsible" not in codes
    assert codes.count("no-deadline") == 1
