"""Every check on papers of several genres and wordings: where it must fire, and where it must be silent.

Shape: ``cases/checks/CODE.toml`` holds ``fires`` and ``silent``, short papers each; the first line of a paper names
its title in TITLES (``text``: the paper is whole as it stands).
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from feedbackparse.codes import CODES
from feedbackparse.frames.audit import OURS
from tests.auditing.papers import CASES, find

TITLES = {
    "report": "县水利局党组关于县委第二巡察组反馈意见整改情况的通报\n",
    "school": "××学院党委关于巡视整改进展情况的报告\n",
    "audit": "某公司关于经济责任审计查出问题整改情况的报告\n",
    "lookback": "某镇党委关于巡察“回头看”反馈问题整改落实情况的报告\n",
    "plan": "某市贯彻落实省生态环境保护督察反馈意见整改方案\n",
    "letter": "县委第一巡察组关于对县档案局巡察情况的反馈意见\n一、主要问题\n",
    "text": "",
}
LEAST = 5
"""Of each kind at least so many."""
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (CASES / "checks").glob("*.toml")}


def papers(kind: str) -> list[Any]:
    """Each paper of a kind as ``(code, text)``."""
    found = []
    for code in sorted(FILES):
        for number, paper in enumerate(FILES[code][kind], 1):
            title, _, rest = paper.strip("\n").partition("\n")
            found.append(pytest.param(code, f"{TITLES[title]}{rest}\n", id=f"{code}-{number}"))
    return found


def errors_beside(code: str, text: str) -> list[str]:
    """Findings of severity error with another code."""
    return [f"{one.code}：{one.message}" for one in find(text) if one.severity == "error" and one.code != code]


@pytest.mark.parametrize(("code", "text"), papers("fires"))
def test_check_fires(code: str, text: str) -> None:
    found = [one for one in find(text) if one.code == code]
    assert found
    assert all(one.message and one.severity == CODES[code].severity for one in found)
    assert errors_beside(code, text) == []


@pytest.mark.parametrize(("code", "text"), papers("silent"))
def test_check_is_silent(code: str, text: str) -> None:
    assert [one.message for one in find(text) if one.code == code] == []
    assert errors_beside(code, text) == []


def test_no_check_lacks_cases() -> None:
    assert set(FILES) == OURS
    counts = {code: (len(kinds["fires"]), len(kinds["silent"])) for code, kinds in FILES.items()}
    assert {code: count for code, count in counts.items() if min(count) < LEAST} == {}


def test_cases_are_of_several_genres_and_none_stands_twice() -> None:
    for code, kinds in FILES.items():
        every = [*kinds["fires"], *kinds["silent"]]
        assert len(set(every)) == len(every), code
        assert len({paper.split()[0] for paper in every}) >= 3, code
