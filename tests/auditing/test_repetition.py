"""Shared passages: exact spans, masks as wildcards, clusters, set phrases, and growth."""

from __future__ import annotations

import random
import time

import pytest

from feedbackparse.auditing import DEFAULTS, runs
from feedbackparse.auditing.codebook import write_codes
from feedbackparse.auditing.likeness import cluster, grow_matches
from feedbackparse.auditing.repetition import find_across, find_shared
from feedbackparse.auditing.runs import find_runs
from feedbackparse.auditing.shelf import Passage, Shelf
from feedbackparse.auditing.shingles import HIDDEN, fold
from tests.auditing.papers import RULES, SEWAGE, SOUND, answered, find, read

SHARED = "组织机关干部到陈家渡村参加义务劳动，清理沟渠三处、搬运垃圾若干车，并与村民座谈交流意见建议"


def shared(one: str, two: str) -> list[tuple[str, str]]:
    """What two passages share, as it stands in both."""
    words = [fold(one), fold(two)]
    matches = grow_matches(words, find_runs(write_codes(words), [0, 1]), 12)
    return [(one[m.low : m.high], two[m.start : m.end]) for m in matches if m.size > 12]


def test_both_spans_and_the_share_are_told() -> None:
    text = answered(f"高度重视。{SHARED}。").replace(SEWAGE, f"{SHARED}。{SEWAGE}")
    (found,) = [f for f in find(text) if f.code == "repeated-text"]
    at = [index for index in range(len(text)) if text.startswith(SHARED, index)]
    assert (found.start, found.end) == (at[0], at[0] + len(SHARED) + 1)
    assert f"[{at[1]}, {at[1] + len(SHARED) + 1})" in found.message
    assert f"{len(SHARED) + 1}字" in found.message


def test_three_copies_are_one_finding() -> None:
    text = answered(SHARED).replace(SEWAGE, SHARED).replace("开展作风督查8次，通报迟到早退5人次", SHARED)
    (found,) = [f for f in find(text) if f.code == "repeated-text"]
    assert found.message.startswith("3处文字相同")


def test_mask_stands_for_what_another_copy_says() -> None:
    masked = SHARED.replace("陈家渡村", "**村").replace("三处", "*处")
    text = answered(SHARED).replace(SEWAGE, masked)
    (found,) = [f for f in find(text) if f.code == "repeated-text"]
    assert text[found.start : found.end].startswith("组织机关干部")
    assert text[found.start : found.end].endswith("意见建议")


def test_the_same_issue_may_say_a_thing_twice() -> None:
    text = answered(f"一是{SHARED}。二是{SHARED}。")
    assert "repeated-text" not in [f.code for f in find(text)]


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", "前言甲乙丙丁戊己庚辛壬癸子丑寅卯后语", "甲乙丙丁戊己庚辛壬癸子丑寅卯"),
        ("甲乙丙丁，戊己庚辛（壬）癸子丑寅卯", "甲乙丙丁,戊己庚辛(壬)癸子丑寅卯", "甲乙丙丁，戊己庚辛（壬）癸子丑寅卯"),
    ],
)
def test_full_and_half_width_are_alike(one: str, two: str, both: str) -> None:
    ((first, _),) = shared(one, two)
    assert first == both


def test_line_ends_and_masks_are_bridged() -> None:
    words = [f"甲乙丙丁戊己庚辛{HIDDEN}壬癸子丑寅卯辰巳", "甲乙\n丙丁戊己庚辛天地玄黄壬癸子丑寅卯辰巳"]
    (match, *_) = grow_matches(words, find_runs(write_codes(words), [0, 1]), 12)
    assert (match.low, match.high, match.start, match.end) == (0, len(words[0]), 0, len(words[1]))


def test_a_changed_word_does_not_part_a_copy() -> None:
    changed = SHARED.replace("搬运垃圾若干车", "运走杂物许多")
    matches = shared(SHARED, changed)
    assert len(matches) == 1
    assert matches[0][0] == SHARED


def test_one_cluster_for_all_copies() -> None:
    words = [fold(f"{head}{SHARED}{tail}") for head, tail in ("甲乙", "丙丁", "戊己", "庚辛")]
    (segments,) = cluster(grow_matches(words, find_runs(write_codes(words), range(4)), 12))
    assert [segment.passage for segment in segments] == [0, 1, 2, 3]


def test_documents_of_a_run_are_compared_and_the_same_file_is_passed_over() -> None:
    first, second = read(answered(SHARED)), read(f"{SOUND}\n".replace(SEWAGE, SHARED), "b.txt")
    shared_passages = find_across([first, second, first], RULES)
    told = [one for one in shared_passages if SHARED[:6] in one.words]
    first_place = told[0].places[0]
    assert (first_place.document, first_place.share) == (0, 1.0)
    assert {place.document for one in shared_passages for place in one.places} == {0, 1}


def passages_of(count: int) -> list[Passage]:
    """Answers in words of their own, a hundredth of them copied."""
    chance = random.Random(7)
    words = ["".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(150)) for _ in range(count)]
    copied = [words[0] if index % 100 == 99 else text for index, text in enumerate(words)]
    return [Passage(index, 1, 0, "", 0, text) for index, text in enumerate(copied)]


def test_repetition_grows_near_linearly() -> None:
    took = {}
    for count in (1500, 6000):
        passages = passages_of(count)
        begin = time.perf_counter()
        with Shelf(passages) as shelf:
            found = find_shared(shelf, RULES, DEFAULTS)
        took[count] = time.perf_counter() - begin
        (cluster_found,) = found
        assert len(cluster_found.places) == 1 + count // 100
    assert took[6000] < 4 * 2.5 * took[1500] + 0.2


def test_shingles_held_a_part_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = passages_of(400)
    with Shelf(passages) as shelf:
        whole = find_shared(shelf, RULES, DEFAULTS)
    monkeypatch.setattr(runs, "PART", 1 << 13)
    monkeypatch.setattr(runs, "_PILED", 64)
    with Shelf(passages) as shelf:
        assert len(shelf.open_book().codes) > 4 * runs.PART
        assert find_shared(shelf, RULES, DEFAULTS) == whole
    (found,) = whole
    assert len(found.places) == 5


def test_passages_come_back_from_the_shelf_as_they_were() -> None:
    passages = [
        Passage(0, 3, 2, "1.关于“𠮷村”", 17, "一二三"),
        Passage(4, 9, -1, "", 0, ""),
        Passage(4, 10, 9, "二", 5, HIDDEN),
    ]
    with Shelf(passages) as shelf:
        assert [shelf[number] for number in range(len(shelf))] == passages
        assert list(shelf.documents) == [0, 4, 4]
