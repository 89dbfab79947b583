"""The category of a problem, from titles of our own; those of one category are near misses of all others."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from feedbackparse.reading.category import UNKNOWN, classify_issue, common_rules
from feedbackparse.rulebook import load_rules
from tests.facts.table import HERE, read_cases

COMMON = [(text, want[0]) for text, want in read_cases(HERE / "categories" / "common.cases")]
SCHEMES = [(text, want[0].split("：")) for text, want in read_cases(HERE / "categories" / "schemes.cases")]


@pytest.mark.parametrize(("title", "want"), COMMON, ids=[title[:24] for title, _ in COMMON])
def test_category_of_a_title(title: str, want: str) -> None:
    assert classify_issue(title, [], load_rules()).value == want


@pytest.mark.parametrize(("heading", "want"), SCHEMES, ids=[heading[:24] for heading, _ in SCHEMES])
def test_scheme_of_a_heading(heading: str, want: list[str]) -> None:
    named = classify_issue("具体表现", [heading], load_rules()).schemes
    assert ("none" if want == ["无"] else want[1]) == (named.get(want[0], "none") if want != ["无"] else "none")
    if want == ["无"]:
        assert named == {}


def test_every_category_has_enough_titles() -> None:
    held = Counter(want for _, want in COMMON)
    assert {rule.gives for rule in common_rules(load_rules())} | {UNKNOWN} == set(held)
    assert min(held.values()) >= 15


def test_heading_decides_before_the_words_of_the_issue() -> None:
    found = classify_issue("报销票据不合规", ["（一）意识形态责任制方面"], load_rules())
    assert (found.value, found.source) == ("意识形态", "heading")
    assert classify_issue("报销票据不合规", ["二、具体情况"], load_rules()).source == "issue"


def test_score_and_words_are_shown() -> None:
    found = classify_issue("公务接待费超标准列支，固定资产未盘点", [], load_rules())
    assert 0 < found.score < 1
    assert found.words
    assert all(word in "公务接待费超标准列支，固定资产未盘点" for word in found.words)
    unknown = classify_issue("其他方面", [], load_rules())
    assert (unknown.value, unknown.score, unknown.words, unknown.source) == (UNKNOWN, 0.0, (), None)
    assert found.version == unknown.version != ""


def test_jieba_is_loaded_only_when_asked_and_is_quiet() -> None:
    code = (
        "import sys, warnings; warnings.simplefilter('error')\n"
        "import feedbackparse.reading.category as c, feedbackparse.reading.facts.read\n"
        "assert 'jieba' not in sys.modules\n"
        "from feedbackparse.rulebook import load_rules\n"
        "assert c.classify_issue('三会一课制度', [], load_rules()).value == '党建'\n"
        "assert 'jieba' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
