"""A unit, a status word, a category's word and the like are one line in one file, also in a user's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse.reading.category import classify_issue
from feedbackparse.rulebook import load_rules

REPORT = """关于巡察反馈问题整改情况的报告
一、关于{title}的问题
整改情况：{answer}
"""
CASES = (
    ("units", "count_units", "斛", "入库稻谷**斛，出库12斛。", "count 斛 12"),
    ("units", "count_units", "摞", "清理旧报纸三摞。", "count 摞 3"),
    ("units", "money_units", "卢比", "追缴500卢比。", "recovered 卢比 500"),
    ("status", "status_said_done", "已尘埃落定", "经复核，此事已尘埃落定。", "status - done"),
    ("status", "status_said_in_progress", "正在爬坡过坎", "目前正在爬坡过坎。", "status - in-progress"),
    ("fact", "meeting_words", "圆桌会", "召开圆桌会4次。", "meeting 次 4"),
    ("fact", "recover_words", "划回", "划回资金3万元。", "recovered 万元 3"),
    ("quantity", "set_phrases", "六张清单", "落实六张清单制度。", ""),
    ("deadline", "plan_words", "铆定", "铆定2030年6月底完成搬迁。", "deadline - 2030-06"),
)


def lay_over(folder: Path, family: str, name: str, word: str) -> Path:
    """A user's folder of one file that adds one word to a list of ours."""
    text = f'family = "{family}"\nabout = "ours"\n[[list]]\nid = "{name}"\nwhy = "said here"\nwords = ["{word}"]\n'
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return folder


def read_answer(tmp_path: Path, answer: str, rules: Path | None) -> tuple[list[str], list[str]]:
    """The facts of an answer, and the units of its masks."""
    source = tmp_path / "report.txt"
    source.write_text(REPORT.format(title="管理粗放", answer=answer), encoding="utf-8")
    document = fp.parse(source, rules=rules)
    facts = [f"{fact.type} {fact.unit or '-'} {fact.value}" for fact in document.facts if not fact.masked]
    return facts, [mask.unit or "" for mask in document.masks]


@pytest.mark.parametrize(("family", "name", "word", "answer", "fact"), CASES, ids=[case[2] for case in CASES])
def test_one_line_adds_a_word(tmp_path: Path, family: str, name: str, word: str, answer: str, fact: str) -> None:
    (tmp_path / "rules").mkdir()
    before, _ = read_answer(tmp_path, answer, None)
    after, units = read_answer(tmp_path, answer, lay_over(tmp_path / "rules", family, name, word))
    if fact:
        assert fact not in before
        assert fact in after
    else:
        assert before
        assert not after
    assert ("**" in answer) == (word in units)


def test_one_line_adds_a_word_of_a_category(tmp_path: Path) -> None:
    rules = lay_over(tmp_path, "taxonomy", "category_environment", "鸬鹚")
    found = [classify_issue("鸬鹚散养", [], load_rules(folder)).value for folder in (None, rules)]
    assert found == ["未归类", "生态环境"]
