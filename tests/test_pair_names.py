"""Which letter and report of a run speak of one body (反馈对照)."""

from __future__ import annotations

import pytest

from feedbackparse.frames.pairing import name_one


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("市城管局党组", "××市城市管理局党组"),
        ("县水利局", "县水利局党组"),
        ("区市场监管局党组", "区市场监督管理局党组"),
        ("柳渡镇党委", "青堰区柳渡镇党委"),
    ],
)
def test_one_body(one: str, two: str) -> None:
    assert name_one([one], [two])
    assert name_one([two], [one])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("市教育局党组", "市体育局党组"),
        ("县水利局党组", "县林业局党组"),
        ("市卫健委党组", "省卫生健康委员会党组"),
        ("市城管局党组", "县城市管理局党组"),
    ],
)
def test_two_bodies(one: str, two: str) -> None:
    assert not name_one([one], [two])
