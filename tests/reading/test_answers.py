"""Dates without year where only the day of the feedback is known: an answer comes after it, a problem before it."""

from __future__ import annotations

import pytest

from feedbackparse.model import Meta
from feedbackparse.reading.dates import find_dates
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.rulebook import load_rules
from tests.facts.table import ISSUE, answer_nodes

FEEDBACK = Meta(feedback_date="2022-07-08")
PUBLISHED = Meta(feedback_date="2022-07-08", published="2023-02-01")


def dates_of(text: str, meta: Meta) -> list[str | None]:
    whole, nodes = answer_nodes(text)
    return [fact.value for fact in read_facts(whole, nodes, (), meta, load_rules()) if fact.type == "date"]


@pytest.mark.parametrize(
    ("text", "after", "up_to"),
    [
        ("9月以来轨迹合格率持续提升。", "2022-09", "2022-09"),
        ("于8月15日召开会议。", "2022-08-15", "2022-08-15"),
        ("3月完成验收。", "2023-03", "2022-03"),
        ("已于1月底前退还。", "2023-01", "2023-01"),
        ("2022年11月立项，12月开工。", "2022-12", "2022-12"),
    ],
)
def test_an_answer_comes_after_the_feedback(text: str, after: str, up_to: str) -> None:
    assert dates_of(text, FEEDBACK)[-1] == after
    assert dates_of(text, PUBLISHED)[-1] == up_to


def test_a_problem_comes_before_it() -> None:
    (mention,) = find_dates("9月以来没有开会", load_rules(), "2022-07-08")
    assert mention.resolved == "2021-09"
    assert ISSUE


def test_a_field_holds_one_deadline() -> None:
    whole, nodes = answer_nodes("完成时限：2022年9月底")
    facts = read_facts(whole, nodes, (), FEEDBACK, load_rules())
    assert {fact.value for fact in facts if fact.type in ("date", "deadline")} == {"2022-09"}
