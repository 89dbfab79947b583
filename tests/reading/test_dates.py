"""Dates of any text, masked or not: a dense table, and what is no date."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackparse.reading.dates import find_dates
from feedbackparse.reading.spans import bound_days
from feedbackparse.rulebook import load_rules

OWN = "2022-03-15"
LINES = [
    line.rpartition(" => ")
    for line in (Path(__file__).parent / "cases_dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [(text, [] if rows == "none" else [row.split(" ") for row in rows.split(" ; ")]) for text, _, rows in LINES]


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text for text, _ in CASES])
def test_dates_of_a_sentence(text: str, want: list[list[str]]) -> None:
    got = [
        [
            str(value) if value is not None else "-"
            for value in (d.raw, d.edtf, d.resolved, d.earliest, d.latest, d.sense)
        ]
        for d in find_dates(text, load_rules(), OWN)
    ]
    assert got == want


def test_there_are_enough_cases() -> None:
    assert sum(bool(want) for _, want in CASES) >= 15
    assert sum(not want for _, want in CASES) >= 10


@pytest.mark.parametrize("text", ["今年上半年刊发三篇", "去年10月启动"])
def test_without_an_own_date_nothing_is_resolved(text: str) -> None:
    (mention,) = find_dates(text, load_rules())
    assert (mention.resolved, mention.earliest, mention.latest) == (None, None, None)


def test_an_own_date_that_is_masked_resolves_nothing() -> None:
    (mention,) = find_dates("今年上半年刊发三篇", load_rules(), "20XX-XX-XX")
    assert mention.resolved is None


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("2024717日检查", True), ("2021年2月31日", True), ("2021年2月28日", False), ("*月*日", False), ("目前", False)],
)
def test_doubt(text: str, doubtful: bool) -> None:
    (mention,) = find_dates(text, load_rules(), OWN)
    assert mention.doubtful is doubtful


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2021-1X", ("2021-10-01", "2021-12-31")),
        ("2021-02-XX", ("2021-02-01", "2021-02-28")),
        ("2021-02-3X", ("None", "None")),
        ("XXXX-05", ("None", "None")),
        ("20XX", ("2000-01-01", "2099-12-31")),
        ("2021-03/2021-XX", ("2021-03-01", "2021-12-31")),
    ],
)
def test_bounds_of_days(edtf: str, days: tuple[str, str]) -> None:
    assert tuple(str(day) for day in bound_days(edtf)) == days


@given(
    st.lists(st.sampled_from([*"2021年月日至*X.-/上半底前今去〇三十", "今年", "2024717日", " "]), max_size=25).map(
        "".join
    )
)
@settings(max_examples=400, deadline=None)
def test_mentions_are_in_order_and_as_printed(text: str) -> None:
    reached = 0
    for mention in find_dates(text, load_rules(), OWN):
        assert reached <= mention.start < mention.end
        assert mention.raw == text[mention.start : mention.end]
        reached = mention.end
