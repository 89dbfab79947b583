"""The tables dates, citations and categories: types that do not lie, masked values unknown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import feedbackparse as fp

REPORT = """县水利局党组关于县委巡察整改情况的报告
2022年7月8日，县委第二巡察组反馈了意见。
一、党建方面
1.关于“中心组学习不深入”的问题。
整改情况：2022年8月底前学习*次，修订《学习制度》（×水党〔2022〕17号），2021年*月*日补课。
2.关于“石头缝里长出的问题”的问题。
整改情况：202*年完成。
县水利局党组
2022年12月1日
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    path = tmp_path_factory.mktemp("values") / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return fp.tables([fp.parse(path)])


def test_days_are_dates_and_edtf_is_text(tables: dict[str, pd.DataFrame]) -> None:
    dates = tables["dates"]
    assert str(dates["earliest"].dtype) == "datetime64[ms]"
    assert str(dates["edtf"].dtype) == "string"
    known = dates[dates["raw"] == "2022年8月底"].iloc[0]
    assert (known["edtf"], known["earliest"], known["latest"]) == (
        "2022-08",
        pd.Timestamp("2022-08-01"),
        pd.Timestamp("2022-08-31"),
    )


def test_a_hidden_day_is_bounded_by_what_is_printed_only(tables: dict[str, pd.DataFrame]) -> None:
    hidden = tables["dates"][tables["dates"]["masked"]].set_index("raw")
    assert hidden.loc["2021年*月*日", "edtf"] == "2021-XX-XX"
    assert hidden.loc["2021年*月*日", "latest"] == pd.Timestamp("2021-12-31")
    assert hidden.loc["202*年", "earliest"] == pd.Timestamp("2020-01-01")


def test_documents_are_cited_by_title_and_number(tables: dict[str, pd.DataFrame]) -> None:
    cited = tables["citations"][["type", "cited", "what"]].values.tolist()
    assert ["title", "学习制度", "修订"] in cited


def test_a_category_has_its_score_and_words(tables: dict[str, pd.DataFrame]) -> None:
    usual = tables["categories"][tables["categories"]["scheme"] == "常用"]
    assert len(usual) == len(tables["issues"])
    assert usual["category"].notna().all()
    decided = usual[usual["category"] != "未归类"]
    assert decided["words"].notna().all()
    assert (decided["score"] > 0).all()


def test_a_run_in_parquet_keeps_the_days(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    from feedbackparse.frames.dataframes import write_parquet

    write_parquet(tables, tmp_path)
    again = pd.read_parquet(tmp_path / "dates.parquet")
    assert again["latest"].tolist() == tables["dates"]["latest"].tolist()
