"""normalise and restore: byte for byte, for any text, and nothing left to find."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import feedbackparse
from feedbackparse.reading import find_masks
from feedbackparse.reading.normal import Normalised, normalise, restore
from feedbackparse.rulebook import load_rules
from tests.reading.test_masks import ALL

SIGNS = ["*", "**", "＊", "×", "××", "X", "XX", "□", "○", "〇", "某", "_", "…"]
WORDS = "年 月 日 至 余 篇 万元 % 区 局 张 《 》 “ ” 第 批 20 3 13 . ， 。 、 注： 1. 电话： 同志 二 - 餘 區".split()
FORMS = ["⟦", "⟧", "⟦[⟧", "⟦=", "⟦count:篇⟧", "⟦place⟧", "\n", "\r\n", " ", "# ", "---\n"]
PIECES = SIGNS + WORDS + FORMS
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_restore_gives_any_text_back(text: str) -> None:
    assert restore(normalise(text)) == text


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_no_mask_is_found_in_a_normalised_text(text: str) -> None:
    assert find_masks(normalise(text).text, load_rules()) == ()


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_masks_are_in_order_apart_and_as_printed(text: str) -> None:
    reached = 0
    for mask in find_masks(text, load_rules()):
        assert reached <= mask.start < mask.end <= len(text)
        assert mask.raw == text[mask.start : mask.end]
        reached = mask.end


@pytest.mark.parametrize("text", [text for _, text, _ in ALL])
def test_every_case_goes_there_and_back(text: str) -> None:
    record = normalise(text)
    assert restore(record) == text
    assert find_masks(record.text, load_rules()) == ()


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("印发手册**余册。", "印发手册⟦count:册⟧。"),
        ("*月**日到**区，", "⟦date:XXXX-XX-XX⟧到⟦place⟧区，"),
        ("⟦place⟧与**区", "⟦[⟧place⟦]⟧与⟦place⟧区"),
        ("没有遮蔽", "没有遮蔽"),
    ],
)
def test_normal_forms(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_the_record_is_frozen_and_holds_the_raw_forms() -> None:
    record = feedbackparse.normalise("印发手册**余册、折页*份。")
    assert [mask.raw for mask in record.masks] == ["**余册", "*份"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.text = ""  # type: ignore[misc]


@pytest.mark.parametrize("text", ["⟦place⟧", "没有遮蔽"])
def test_a_record_that_was_tampered_with_is_refused(text: str) -> None:
    masks = normalise("印发手册**余册、折页*份。").masks
    with pytest.raises(ValueError, match="normal forms"):
        restore(Normalised(text, masks))


def test_more_forms_than_masks_are_refused() -> None:
    with pytest.raises(ValueError, match="more normal forms"):
        restore(Normalised("⟦place⟧", ()))
