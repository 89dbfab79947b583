"""Values of numbers in every script, and enumerations inside a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackparse.outline.items import find_mentions, split_items
from feedbackparse.outline.numbers import chinese_value, value_of
from feedbackparse.rulebook import load_rules

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零三", 103), ("廿一", 21), ("壹", 1),
        ("贰拾", 20), ("两", 2), ("7", 7), ("１２", 12), ("③", 3), ("⑿", 12), ("⒌", 5), ("㈩", 10), ("Ⅳ", 4), ("IX", 9),
        ("B", 2), ("首先", 1), ("其次", 2), ("最后", 99), ("〇", 0), ("", 0), ("甲", 0),
    ],
)  # fmt: skip
def test_value_of_mark(mark: str, value: int) -> None:
    assert value_of(mark) == value


def written(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


@given(st.integers(1, 99))
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_value(written(number)) == number


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("一是建制度。二是抓落实。", ["一是", "二是"]),
        ("制定方案：一是建制度；二是抓落实。", ["一是", "二是"]),
        ("一是建制度。三是抓落实。", ["一是", "三是"]),
        ("难点一是时间紧，二是任务重。", []),
        ("二是抓落实。三是建制度。", []),
        ("会上提出“一是学；二是改”。", []),
        ("首先，摸底。其次，整改。最后，回访。", ["首先", "其次", "最后"]),
        ("首先，摸底。随后整改。", []),
        ("第一，摸底；第二，整改。", ["第一", "第二"]),
        ("分三步：（1）摸底；（2）整改。", ["（1）", "（2）"]),
        ("见附件（1）。", []),
        ("开展复核，①保留41家；②摘牌3家。", ["①", "②"]),
        ("1.清账；2.追缴。", ["1.", "2."]),
        ("追回1.2万元；2.3万元待追。", []),
    ],
)
def test_items_of_paragraph(text: str, labels: list[str]) -> None:
    items = split_items(find_mentions(text, 0, load_rules()), 0, len(text))
    assert [item.mention.label for item in items] == labels


def test_series_of_earlier_paragraph_goes_on() -> None:
    mentions = find_mentions("三是回头看。", 0, load_rules())
    assert not split_items(mentions, 0, 6)
    assert [item.mention.value for item in split_items(mentions, 0, 6, {"shi": 2})] == [3]
