"""Files that are there twice, or in a later version."""

from __future__ import annotations

from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse.batch.versions import version_of

REPORT = """中共青浦湾镇委员会关于区委巡察反馈意见整改情况的报告
1.关于会议记录不完整的问题。
整改情况：一是补齐记录。
2.关于学习不深入的问题。
整改情况：{0}。
"""


def test_the_same_file_twice_is_taken_once(tmp_path: Path) -> None:
    for name in ("甲.txt", "乙/甲.txt", "丙.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(REPORT.format("已完成"), encoding="utf-8")
    output = tmp_path / "台账.xlsx"
    verdicts = fp.convert(tmp_path, output, workers=1).verdicts
    assert [verdict.status for verdict in verdicts].count("duplicate") == 2
    first = next(verdict for verdict in verdicts if verdict.taken)
    assert all(first.file in verdict.message for verdict in verdicts if not verdict.taken)
    assert len(fp.load(output)["issues"]) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("整改报告.txt", "整改报告(2).txt"),
        ("整改报告（1）.txt", "整改报告（10）.txt"),
        ("整改报告20240901.txt", "整改报告20241015.txt"),
        ("整改报告（送审稿）.txt", "整改报告.txt"),
        ("整改报告.txt", "整改报告最终版.txt"),
        ("整改报告v2.txt", "整改报告v3.txt"),
    ],
)
def test_an_earlier_version_gives_no_rows(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / old).write_text(REPORT.format("正在整改"), encoding="utf-8")
    (tmp_path / new).write_text(REPORT.format("已完成"), encoding="utf-8")
    verdicts = {verdict.file: verdict for verdict in fp.convert(tmp_path, tmp_path / "台账.xlsx", workers=1).verdicts}
    assert verdicts[old].status == "superseded"
    assert new in verdicts[old].message
    assert verdicts[new].taken
    assert len(fp.load(tmp_path / "台账.xlsx")["issues"]) == 2


@pytest.mark.parametrize(
    ("one", "two", "other"),
    [
        ("甲局报告.txt", "乙局报告.txt", ""),  # other names
        ("整改报告.txt", "整改报告(2).txt", "青浦湾"),  # another unit
        ("整改报告.txt", "整改报告(2).txt", "会议 学习"),  # other issues
        ("报告（副本）.txt", "报告复件.txt", ""),  # no order between them
    ],
)
def test_other_papers_are_no_versions(tmp_path: Path, one: str, two: str, other: str) -> None:
    text = REPORT.format("已完成")
    for word in other.split():
        text = text.replace(word, "石堰" if word == "青浦湾" else "财务报销")
    text = text.replace("关于财务报销不深入", "关于公车管理不严格")
    (tmp_path / one).write_text(REPORT.format("正在整改"), encoding="utf-8")
    (tmp_path / two).write_text(text, encoding="utf-8")
    assert all(verdict.taken for verdict in fp.convert(tmp_path, tmp_path / "台账.xlsx", workers=1).verdicts)


def test_replaces_says_it_outright(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(REPORT.format("正在整改"), encoding="utf-8")
    (tmp_path / "乙.txt").write_text(REPORT.format("已完成"), encoding="utf-8")
    done = fp.convert(tmp_path, tmp_path / "台账.xlsx", workers=1, replaces={"乙.txt": "甲.txt"})
    assert {verdict.file: verdict.status for verdict in done.verdicts}["甲.txt"] == "superseded"


def test_versions_of_names() -> None:
    names = [
        "报告（送审稿）.docx",
        "报告.docx",
        "报告(2).docx",
        "报告2024年9月.docx",
        "报告修改稿.docx",
        "报告定稿.docx",
    ]
    assert sorted(names, key=version_of) == names
