"""Metadata: fields of small papers; whole ones stand in corpora/ (gold.meta.json)."""

from __future__ import annotations

import pytest

from feedbackparse.model import Meta
from feedbackparse.outline import grow
from feedbackparse.reading.metadata import fused_date, read_meta
from feedbackparse.rulebook import load_rules
from tests.outline.test_shapes import blocks_of


def meta_of(text: str) -> Meta:
    outline = grow(blocks_of(text), load_rules())
    return read_meta(text, outline.nodes, outline.meta, load_rules())


@pytest.mark.parametrize(
    ("digits", "edtf"),
    [
        ("2024717", "2024-07-17"),
        ("20241103", "2024-11-03"),
        ("2024111", "2024"),
        ("202417", "2024-01-07"),
        ("2024999", "2024"),
    ],
)
def test_fused_date_only_where_one_day_fits(digits: str, edtf: str) -> None:
    assert fused_date(digits) == edtf


REPORT = """信息索引号：NH-2024-17　发布日期：2024-03-05　来源：南河县粮食局
中共南河县粮食局党组关于十三届县委第四轮巡察整改情况的通报
{opening}
一、关于轮换不及时的问题
整改情况：已轮换入库。
中共南河县粮食局党组
2024年3月1日"""


@pytest.mark.parametrize(
    ("opening", "field", "value"),
    [
        ("2023年5月8日至7月6日，县委第一巡察组对县粮食局党组开展了专项巡察。", "period", "2023-05-08/2023-07-06"),
        ("2023年5月8日至7月6日，县委第一巡察组对县粮食局党组开展了专项巡察。", "inspecting_team", "县委第一巡察组"),
        ("2023年5月8日至7月6日，县委第一巡察组对县粮食局党组开展了专项巡察。", "inspected", ("县粮食局党组",)),
        ("2023年5月8日至7月6日，县委第一巡察组对我局党组开展了巡察。", "inspected", ("南河县粮食局党组",)),
        ("2023年5月8日至7月6日，县委第一巡察组对我局党组开展了专项巡察。", "kind", "专项"),
        ("2023年5月8日至7月6日开展巡察，8月9日向局党组作了反馈。", "feedback_date", "2023-08-09"),
        ("****年*月*日至*月**日，县委第一巡察组对我局开展了巡察。", "period", "XXXX-XX-XX/XXXX-XX-XX"),
        ("现将情况通报如下。", "period", None),
        ("现将情况通报如下。", "round", "十三届县委第四轮"),
        ("现将情况通报如下。", "published", "2024-03-05"),
        ("现将情况通报如下。", "publisher", "南河县粮食局"),
        ("现将情况通报如下。", "index_number", "NH-2024-17"),
    ],
)
def test_field_of_report(opening: str, field: str, value: object) -> None:
    assert getattr(meta_of(REPORT.format(opening=opening)), field) == value


def test_totals_say_what_they_count_and_hide_what_is_masked() -> None:
    text = REPORT.format(
        opening="反馈的**个问题已完成整改7个、正在整改2个，完成率77.8%，追缴资金3.6万元，批评教育4人。"
    )
    totals = meta_of(text).totals
    assert [(total.what, total.value) for total in totals] == [
        ("反馈问题", None),
        ("已完成整改", 7.0),
        ("正在整改", 2.0),
        ("完成率", 77.8),
        ("追缴资金", 3.6),
        ("批评教育", 4.0),
    ]
    assert all(text[total.start : total.end].strip() for total in totals)
