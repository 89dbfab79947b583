"""Documents -> tables: which issues are rows, what their columns hold, what types and files come out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import feedbackparse
from feedbackparse import promises
from feedbackparse.codes import finding
from feedbackparse.frames import tables, write_parquet
from feedbackparse.frames.columns import TABLES, frame_columns
from feedbackparse.frames.fields import field_rules, find_column
from feedbackparse.frames.numbers import join_numbers, read_number
from feedbackparse.model import Document, Meta

from .grown import CORPORA, grow_document, load_case

SOURCE = """一、总体情况
局里开了会。
二、整改情况
（一）“作风不实”方面
关于“调研走过场”问题。
针对“下基层少”问题。
整改情况：一是制定计划。①每月两次；②年底通报。二是已下基层**次。
针对“蹲点少”问题。
整改措施：全年蹲点*天。
关于“文件多”问题。
整改情况：发文减少三成。
针对“简报多”问题。
责任领导：周某
完成时限：2024年6月底
（二）“管理不严”方面
1.公章管理不规范。
整改情况：
整改措施：修订办法。
整改进展：已印发。
责任科室：办公室
督导单位：督查室
备注：待复核
2.会议记录不全。
"""
OUTLINE = """
heading 一、: 总体情况
  text: 局里开了会。
heading 二、: 整改情况
  heading （一）: “作风不实”方面
    issue 关于: 调研走过场
      issue 针对: 下基层少
        response 整改情况:
          item 一是: 制定计划。
            item ①: 每月两次；
            item ②: 年底通报。
          item 二是: 已下基层**次。
      issue 针对: 蹲点少
        response 整改措施: 全年蹲点*天。
    issue 关于: 文件多
      response 整改情况: 发文减少三成。
      issue 针对: 简报多
        field 责任领导: 周某
        field 完成时限: 2024年6月底
  heading （二）: “管理不严”方面
    issue 1.: 公章管理不规范。
      response 整改情况:
      response 整改措施: 修订办法。
      response 整改进展: 已印发。
      field 责任科室: 办公室
      field 督导单位: 督查室
      field 备注: 待复核
    issue 2.: 会议记录不全。
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return grow_document(SOURCE, OUTLINE, masks="**次\tcount\t次\n*天\tcount\t天\n某\tperson\n")


@pytest.fixture(scope="module")
def frames(document: Document) -> dict[str, pd.DataFrame]:
    return tables([document])


def test_the_builder_keeps_the_promises(document: Document) -> None:
    promises.hold(document)


def test_a_row_is_an_issue_without_sub_issues_or_with_a_response(frames: dict[str, pd.DataFrame]) -> None:
    issues = frames["issues"]
    assert list(issues["issue"]) == ["下基层少", "蹲点少", "文件多", "简报多", "公章管理不规范。", "会议记录不全。"]
    assert list(issues["problem"].fillna("")) == ["调研走过场", "调研走过场", "", "文件多", "", ""]
    assert list(issues["issue_id"]) == [f"WT-{n:04d}" for n in range(1, 7)]


def test_headings_numbers_and_places(frames: dict[str, pd.DataFrame]) -> None:
    row = frames["issues"].iloc[4]
    assert (row["section"], row["number"], row["position"]) == ("整改情况", "二（二）1", "line[16]")
    assert "管理不严" in row["aspect"]
    assert list(frames["issues"]["number"])[:2] == ["二（一）", "二（一）"]
    assert set(frames["issues"]["unit"]) == {"甲局"}
    assert set(frames["issues"]["round"]) == {"第一轮"}


def test_a_response_is_whole_and_several_keep_their_labels(frames: dict[str, pd.DataFrame]) -> None:
    responses = frames["issues"]["response"]
    assert responses[0] == "一是制定计划。①每月两次；②年底通报。二是已下基层**次。"
    assert responses[1] == "全年蹲点*天。"
    assert responses[4] == "整改措施：修订办法。\n整改进展：已印发。"
    assert responses[[3, 5]].isna().all()


def test_a_measure_is_an_item_or_a_response_without_items(frames: dict[str, pd.DataFrame]) -> None:
    measures = frames["measures"]
    assert list(measures["measure"]) == [
        "制定计划。①每月两次；②年底通报。",
        "已下基层**次。",
        "全年蹲点*天。",
        "发文减少三成。",
        "修订办法。",
        "已印发。",
    ]
    assert list(measures["number"]) == ["一是", "二是", "1", "1", "1", "2"]
    assert list(frames["issues"]["measures"]) == [2, 1, 1, 0, 2, 0]
    assert measures["measure_id"].is_unique


def test_fields_go_to_their_columns(frames: dict[str, pd.DataFrame]) -> None:
    issues = frames["issues"]
    assert issues["text_responsible_person"][3] == "责任领导：周某"
    assert issues["text_deadline"][3] == "2024年6月底"
    assert issues["text_responsible_unit"][4] == "办公室"
    assert list(frames["fields"]["column"].fillna("?")) == ["leader", "deadline", "responsible_unit", "?", "remark"]


def test_masks_are_counted_in_their_row(frames: dict[str, pd.DataFrame]) -> None:
    assert list(frames["issues"]["masks"]) == [1, 1, 0, 1, 0, 0]
    assert frames["masks"]["context"][0] == "②年底通报。二是已下基层【**次】。"
    assert list(frames["masks"]["issue_id"]) == ["WT-0001", "WT-0002", "WT-0004"]


def test_findings_stand_at_their_row(document: Document) -> None:
    node = next(n for n in document.nodes if n.text.startswith("会议记录"))
    found = (
        finding("unanswered-issue", "没有整改情况", (node.start, node.end), node.id),
        finding("comments", "有批注"),
    )
    frames = tables([grow_document(SOURCE, OUTLINE, findings=found)])
    assert list(frames["issues"]["findings"].fillna(""))[-1] == "【错误】问题无整改情况"
    assert list(frames["findings"]["issue_id"].fillna("")) == ["WT-0006", ""]


def test_an_inner_issue_takes_fields_of_the_outer_that_it_does_not_state() -> None:
    source = "1.大问题。\n责任领导：甲\n完成时限：三月\n（1）小问题。\n完成时限：五月\n"
    outline = """
issue 1.: 大问题。
  field 责任领导: 甲
  field 完成时限: 三月
  issue （1）: 小问题。
    field 完成时限: 五月
"""
    row = tables([grow_document(source, outline)])["issues"].iloc[0]
    assert (row["text_deadline"], row["text_responsible_person"]) == ("五月", "责任领导：甲")
    assert row["number"] == "1（1）"


def test_the_content_key_folds_masks_and_punctuation_and_counts_twins() -> None:
    def keys(text: str, masks: str = "") -> list[str]:
        outline = "\n".join(f"issue: {line}" for line in text.splitlines())
        return list(tables([grow_document(text, outline, masks=masks)])["issues"]["content_key"])

    few = keys("占比*%偏低\n", "*%\tpercent\t%\n")
    many = keys("占比 ***%，偏低。\n", "***%\tpercent\t%\n")
    assert few == many
    assert keys("占比偏低\n") != few
    twins = keys("同一问题\n别的问题\n同一问题\n")
    assert twins[0].endswith("-1")
    assert twins[2] == twins[0][:-1] + "2"


def test_several_units_are_told_by_their_headings() -> None:
    source = "甲镇\n1.一号问题。\n乙镇\n1.二号问题。\n"
    outline = "heading: 甲镇\n  issue 1.: 一号问题。\nheading: 乙镇\n  issue 1.: 二号问题。\n"
    meta = Meta(inspected=("甲镇党委", "乙镇党委"), genre="rectification_report")
    issues = tables([grow_document(source, outline, meta=meta)])["issues"]
    assert list(issues["unit"]) == ["甲镇", "乙镇"]
    assert issues["section"].isna().all()


def test_a_document_that_names_no_unit_goes_by_its_file() -> None:
    document = grow_document("1.问题。\n", "issue 1.: 问题。", name="某镇报告.docx", meta=Meta())
    assert tables([document])["issues"]["unit"][0] == "某镇报告"


def test_lines_of_one_sentence_are_joined() -> None:
    source = "1.问题。\n整改情况：比例由三成提\n高到五成。\n另行通报。\n"
    outline = "issue 1.: 问题。\n  response 整改情况: 比例由三成提…高到五成。\n    text: 另行通报。\n"
    assert tables([grow_document(source, outline)])["issues"]["response"][0] == "比例由三成提高到五成。\n另行通报。"


@pytest.mark.parametrize("docs", [[], [grow_document("只讲成绩。", "text: 只讲成绩。")]])
def test_types_hold_also_without_rows(docs: list[Document]) -> None:
    for name, frame in tables(docs).items():
        assert list(frame.columns) == [column.key for column in frame_columns(name)]
        assert [str(kind) for kind in frame.dtypes] == [column.type for column in frame_columns(name)]


def test_tables_name_their_rows(frames: dict[str, pd.DataFrame]) -> None:
    assert list(frames) == list(TABLES)
    assert frames["facts"].empty
    assert frames["issues"]["issue_id"].is_unique
    assert set(frames["measures"]["issue_id"]) <= set(frames["issues"]["issue_id"])
    for name, frame in frames.items():
        assert set(frame["document"]) <= set(frames["documents"]["document"]), name


def test_parquet_is_the_same_every_time_and_keeps_types(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_parquet(frames, tmp_path / "a")]
    again = write_parquet(frames, tmp_path / "b")
    assert [path.read_bytes() for path in again] == first
    assert [path.stem for path in again] == list(frames)
    for path in again:
        pd.testing.assert_frame_equal(pd.read_parquet(path), frames[path.stem])


def test_the_verb_is_a_function(document: Document) -> None:
    assert feedbackparse.tables is tables
    assert len(feedbackparse.tables([document])["issues"]) == 6


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("1.关于", "1"),
        ("（一） 反馈问题", "（一）"),
        ("(2)", "（2）"),
        ("问题3.", "问题3"),
        ("第一部分", "第一部分"),
        ("①", "①"),
        ("一是", "一"),
        ("关于", ""),
        ("", ""),
    ],
)
def test_numbers(label: str, number: str) -> None:
    assert read_number(label) == number


def test_numbers_of_one_script_do_not_run_together() -> None:
    assert join_numbers(["二、", "（一）", "1.", "（2）"]) == "二（一）1（2）"
    assert join_numbers(["1.", "1."]) == "1-1"


def test_field_rules_match_their_examples_and_no_rejects() -> None:
    for rule in field_rules():
        assert all(rule.match(example.text) for example in rule.spec.examples), rule.id
        assert not any(rule.match(reject) for reject in rule.spec.rejects), rule.id
        assert all(find_column(example.text) == rule.gives for example in rule.spec.examples), rule.id
    assert find_column("責任單位") == "responsible_unit"
    assert find_column("督导单位") is None


assert CORPORA.is_dir(), "no corpora folder beside tests"
CASES = sorted(
    folder.name
    for folder in CORPORA.iterdir()
    if (folder / "gold.outline").exists() and not folder.name.startswith("word-ledger")
)
"""All but the ledger tables: their labels are table heads, so the outline alone does not place their cells."""


@pytest.mark.parametrize("name", CASES)
def test_every_case_of_the_corpora_gives_tables(name: str) -> None:
    document = load_case(CORPORA / name)
    frames = tables([document])
    leaves = {n.id for n in document.nodes if n.kind == "issue"} - {
        n.parent for n in document.nodes if n.kind == "issue" and n.parent is not None
    }
    assert leaves <= set(frames["issues"]["node"])
    assert frames["issues"]["measures"].sum() == len(frames["measures"])
