"""Documents for the tests of the audit: a sound report in own words, and what is planted in it."""

from __future__ import annotations

from pathlib import Path

from feedbackparse import intake
from feedbackparse.auditing import DEFAULTS, Settings, inspect_document
from feedbackparse.model import Document, Finding
from feedbackparse.pipeline import parse_intake
from feedbackparse.rulebook import load_rules

CASES = Path(__file__).parent / "cases"
RULES = load_rules()
LETTER = (CASES / "letter-14.txt").read_text(encoding="utf-8")
REPORT = (CASES / "report-14.txt").read_text(encoding="utf-8")
STATED = "反馈意见指出4个方面12个问题，已完成整改9个，正在整改3个，整改完成率75%。"
SOUND = REPORT.replace("现将整改进展情况公布如下。", f"{STATED}现将整改进展情况公布如下。")
SUBSIDY = "追回多发补贴1.86万元，对2名经办人员批评教育。"
SEWAGE = "陈家渡村污水管网已接入农户213户，抽查其余9个村，整改问题14处。"
"""Two answers of the sound report."""


def read(text: str, name: str = "a.txt") -> Document:
    return parse_intake(intake.read_data(text.encode(), name), RULES)


def find(text: str, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    return inspect_document(read(text), RULES, settings)


def codes(text: str, *severities: str, settings: Settings = DEFAULTS) -> list[str]:
    """The codes found, of these severities (all where none is named)."""
    return [f.code for f in find(text, settings) if not severities or f.severity in severities]


def answered(words: str, text: str = SOUND) -> str:
    """The report with another answer to its fourth problem."""
    assert SUBSIDY in text
    return text.replace(SUBSIDY, words)


def after(text: str, head: str, line: str) -> str:
    """The text with a line put behind the one that begins so."""
    assert f"\n{head}" in text
    return "\n".join(f"{old}\n{line}" if old.startswith(head) else old for old in text.split("\n"))


def drop_behind(text: str, head: str) -> str:
    """The text without the line behind the one that begins so."""
    lines = text.split("\n")
    (at,) = (index for index, line in enumerate(lines) if line.startswith(head))
    return "\n".join((*lines[: at + 1], *lines[at + 2 :]))
