"""Figures and Chinese numerals, and the totals of a document."""

from __future__ import annotations

import pytest

from feedbackparse.model import Node
from feedbackparse.reading.facts.numerals import parse_number, print_number
from feedbackparse.reading.facts.sums import sum_facts
from tests.facts.table import answer_nodes, facts_of

VALUES = {
    "3": "3",
    "1.2万": "12000",
    "1,306": "1306",
    "１２": "12",
    "二十三": "23",
    "十": "10",
    "十五": "15",
    "一百零二": "102",
    "两千": "2000",
    "三万五千": "35000",
    "1万2千": "12000",
    "二〇二三": "2023",
    "百": "100",
    "三百二十": "320",
    "一亿": "100000000",
    "三点五": "3.5",
    "叁拾": "30",
    "贰佰": "200",
    "廿一": "21",
    "0.50": "0.5",
    "2.5千": "2500",
    "二十万": "200000",
    "千": "1000",
    "三点五万": "35000",
}


@pytest.mark.parametrize(("raw", "want"), VALUES.items())
def test_number(raw: str, want: str) -> None:
    number = parse_number(raw)
    assert number is not None
    assert print_number(number) == want


@pytest.mark.parametrize("raw", ["", "数十", "几", "**", "某", "1.2.3", "三点", "万1", "甲", "1a"])
def test_no_number(raw: str) -> None:
    assert parse_number(raw) is None


def test_sums_add_up_what_answers_state() -> None:
    text = (
        "召开会议3次，召开座谈会**次。追缴4.5万元，退还5000元。诫勉2人，诫勉谈话1人，批评教育3人。每季度召开会议1次。"
    )
    nodes: tuple[Node, ...] = answer_nodes(text)[1]
    rows = {(row.type, row.what): row for row in sum_facts(nodes, facts_of(text))}
    assert (rows["meeting", None].value, rows["meeting", None].hidden) == ("3", 1)
    assert (rows["recovered", None].value, rows["recovered", None].unit) == ("5", "万元")
    assert (rows["people", "诫勉"].value, rows["people", "批评教育"].value) == ("3", "3")
