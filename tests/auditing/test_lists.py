"""A problem list as a table, in Excel or Word, is compared as the letter is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
import regex

import feedbackparse as fp
from feedbackparse.comparing import compare_documents
from feedbackparse.model import Document
from tests.auditing.papers import LETTER, REPORT, read

PROBLEMS = [node.text for node in read(LETTER).nodes if node.kind == "issue"]


def write_sheet(path: Path, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([title], head, *rows) if title else (head, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def write_paper(path: Path, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    paper = docx.Document()
    paper.add_paragraph(title)
    table = paper.add_table(rows=1 + len(rows), cols=len(head))
    for line, words in zip(table.rows, (head, *rows), strict=True):
        for cell, word in zip(line.cells, words, strict=True):
            cell.text = word
    paper.save(str(path))
    return path


def told(document: Document) -> list[tuple[str, str, str]]:
    """The pairs with the report: relation and words, punctuation aside."""
    pairs = compare_documents(document, read(REPORT))
    return [(pair.relation, regex.sub(r"\W", "", pair.asked_text), pair.answered_text) for pair in pairs]


LISTS = {
    "numbers": ("县委巡察组反馈问题清单", ["序号", "具体问题"], ["{number}", "{problem}"]),
    "units": ("反馈问题清单", ["序号", "问题", "责任单位"], ["{number}", "{problem}", "党政办"]),
    "aspects": (
        "巡察发现问题清单",
        ["编号", "方面", "问题描述", "整改要求"],
        ["{number}", "党建", "{problem}", "立行立改"],
    ),
}
"""Title, head, and a row."""


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("excel", [True, False])
def test_list_is_compared_as_the_letter(name: str, excel: bool, tmp_path: Path) -> None:
    title, head, row = LISTS[name]
    rows = [[cell.format(number=number, problem=text) for cell in row] for number, text in enumerate(PROBLEMS, 1)]
    path = tmp_path / ("清单.xlsx" if excel else "清单.docx")
    document = fp.parse((write_sheet if excel else write_paper)(path, title, head, rows))
    assert told(document) == told(read(LETTER))
    assert document.meta.genre == "problem_list"
    assert document.findings == ()
