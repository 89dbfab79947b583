"""反馈对照: a letter and the report of the same body in one run."""

from __future__ import annotations

from pathlib import Path

from feedbackparse.batch import Reading, Running, open_session
from feedbackparse.batch.gathering import read_pairs
from feedbackparse.frames.columns import Row

LETTER = """关于巡察南河县林场党支部的反馈意见
南河县林场党支部：
现将巡察情况反馈如下。
一、主要问题
（一）护林巡山记录代填。
（二）苗木采购不比价。
（三）党费收缴不及时。
县委第二巡察组
2024年5月6日
"""
REPORT = """南河县林场党支部关于巡察整改情况的通报
2024年3月1日至4月2日，县委第二巡察组对南河县林场党支部开展了巡察。
一、关于苗木采购不比价的问题
整改情况：修订采购办法，重新询价3次。
二、关于护林巡山记录代填的问题
整改情况：启用打卡，退回代填记录46份。
"""


def read_rows(folder: Path) -> list[Row]:
    with open_session(folder, Reading(), Running(workers=1), None, None) as session:
        session.read({})
        return read_pairs(session.engine, session.recipe, session.results)


def test_letter_and_report_of_one_body_are_paired(tmp_path: Path) -> None:
    for name, text in (("信.txt", LETTER), ("报告.txt", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = read_rows(tmp_path)
    assert [(row["asked_number"], row["answered_number"]) for row in rows] == [
        ("一（一）", "二"),
        ("一（二）", "一"),
        ("一（三）", None),
    ]
    assert rows[2]["relation"] == "unanswered"


def test_papers_of_other_bodies_are_not(tmp_path: Path) -> None:
    other = REPORT.replace("南河县林场", "北河县农场")
    for name, text in (("信.txt", LETTER), ("报告.txt", other)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert not read_rows(tmp_path)
