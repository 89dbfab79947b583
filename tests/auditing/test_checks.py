"""Every check fires where a fault is planted, alone, and is silent on the sound report."""

from __future__ import annotations

import pytest

from feedbackparse.auditing import Settings
from feedbackparse.auditing.checks import CHECKS
from feedbackparse.codes import CODES
from feedbackparse.frames.audit import OURS
from tests.auditing.papers import (
    LETTER,
    SEWAGE,
    SOUND,
    STATED,
    after,
    answered,
    codes,
    drop_behind,
    find,
)

ERRORS = {
    "total": (SOUND.replace("12个问题", "15个问题"), ["totals-disagree"]),
    "aspects": (SOUND.replace("4个方面", "5个方面"), ["totals-disagree"]),
    "sum": (SOUND.replace("正在整改3个", "正在整改2个"), ["totals-disagree"]),
    "more-done-than-told": (SOUND.replace(STATED, "共指出12个问题，已完成整改14个。"), ["totals-disagree"]),
    "rate": (SOUND.replace("75%", "85%"), ["rate-disagrees"]),
    "group": (SOUND.replace("（四）基层党组织建设方面", "（四）基层党组织建设方面（5个）"), ["totals-disagree"]),
    "heading-twice": (SOUND.replace("（三）全面", "（二）全面"), ["number-double"]),
    "two-twice": (SOUND.replace("二、下一步", "二、整改成效\n作风明显好转。\n二、下一步"), ["number-double"]),
    "issue-twice": (SOUND.replace("6.关于", "5.关于"), ["number-double"]),
    "gap": (SOUND.replace("（三）全面", "（四）全面").replace("（四）基层", "（五）基层"), ["number-gap"]),
    "issue-gap": (SOUND.replace("12.关于", "13.关于"), ["number-gap"]),
    "unanswered": (drop_behind(SOUND, "6.关于"), ["unanswered-issue"]),
    "unanswered-first": (drop_behind(SOUND, "1.关于"), ["unanswered-issue"]),
    "empty": (answered(""), ["empty-response"]),
    "empty-none": (answered("无。"), ["empty-response"]),
    "orphan-heading": (after(SOUND, "（三）全面", "整改情况：召开专题会议4次，落实措施17条。"), ["orphan-response"]),
    "orphan-second": (after(SOUND, "整改情况：开展作风", "整改情况：走访9个村，整改31处。"), ["orphan-response"]),
}


@pytest.mark.parametrize("case", ERRORS)
def test_planted_error_is_found_and_nothing_else(case: str) -> None:
    text, expected = ERRORS[case]
    assert codes(text, "error") == expected


def test_sound_report_has_neither_error_nor_warning() -> None:
    assert codes(SOUND, "error", "warning") == []


WARNINGS = {
    "echo-response": answered("已对惠农补贴发放审核进一步严格把关。"),
    "plan-only": answered("将进一步加强补贴发放审核，拟修订管理办法。"),
    "no-measurable-result": answered("加强业务培训，切实提高认识，做到应审尽审。"),
    "status-contradiction": answered("已完成整改。追回1.86万元，其余正在办理，预计2025年3月底前完成。"),
    "long-term-without-result": answered("长期坚持。加强补贴发放审核。"),
    "enumeration-gap": answered("一是追回补贴1.86万元。三是批评教育2人。"),
    "repeated-text": answered(SEWAGE),
    "number-restart": SOUND.replace("5.关于", "1.关于").replace("6.关于", "2.关于"),
    "no-issues": "工作总结\n2024年召开会议3次。\n成效明显。",
    "doubtful-date": SOUND.replace("2024年3月5日", "2024年13月5日"),
    "unchecked-masked": SOUND.replace("12个问题", "**个问题"),
    "no-responsible": SOUND,
    "no-deadline": SOUND,
}


@pytest.mark.parametrize("code", WARNINGS)
def test_planted_warning_is_found(code: str) -> None:
    assert code in codes(WARNINGS[code])


SILENT = {
    "echo-response": answered("修订惠农补贴发放审核办法1项，惠农补贴发放逐笔公示。"),
    "plan-only": answered("整改措施：已修订办法，追回1.86万元。该问题已完成整改。"),
    "no-measurable-result": answered("约谈两名经办人。"),
    "status-contradiction": answered("已完成整改。2024年底前完成的复核未发现同类问题，将意识形态工作列入议程。"),
    "long-term-without-result": answered("长期坚持。已抽查补贴发放记录312笔。"),
    "enumeration-gap": answered("一是追回补贴1.86万元。二是批评教育2人。三是公示9次。"),
    "repeated-text": answered("深入学习贯彻习近平新时代中国特色社会主义思想，进一步提高政治站位。抽查9个村。"),
    "number-restart": SOUND.replace("4.关于", "1.关于").replace("5.关于", "2.关于").replace("6.关于", "3.关于"),
    "doubtful-date": SOUND,
    "no-responsible": SOUND.replace("整改情况：", "责任单位：办公室；整改时限：2024年6月底\n整改情况："),
    "no-deadline": SOUND.replace("整改情况：", "责任单位：办公室；整改时限：2024年6月底\n整改情况："),
}


@pytest.mark.parametrize("code", SILENT)
def test_check_is_silent(code: str) -> None:
    assert code not in codes(SILENT[code])


def test_letter_has_no_unanswered_issues() -> None:
    assert codes(LETTER) == []


def test_issue_with_sub_issues_is_answered_by_them() -> None:
    text = (
        "关于巡察整改情况的通报\n关于“管理不规范”问题。\n针对“台账不全”问题。\n整改情况：补齐台账3本。\n"
        "针对“合同缺失”问题。\n整改情况：补签合同2份。\n"
    )
    assert codes(text, "error") == []
    assert codes(text.replace("整改情况：补签合同2份。\n", ""), "error") == ["unanswered-issue"]


def test_unanswered_sentence_without_marker_is_told_by_its_siblings() -> None:
    lines = [
        f"{number}.{name}管理不规范。\n整改情况：补齐{number + 1}份。\n" for number, name in enumerate("账票物车", 1)
    ]
    text = f"关于巡察整改情况的通报\n一、问题整改落实情况\n{''.join(lines)}"
    assert codes(text, "error") == []
    assert codes(text.replace("整改情况：补齐5份。\n", ""), "error") == ["unanswered-issue"]


def test_answer_that_says_so_answers_those_above() -> None:
    text = "关于巡察整改情况的通报\n1.关于“台账不全”的问题。\n2.关于“合同缺失”的问题。\n整改情况：{}补签合同2份。\n"
    assert codes(text.format("针对上述问题，"), "error") == []
    assert codes(text.format(""), "error") == ["unanswered-issue"]


def test_problems_that_are_only_named_need_no_answer() -> None:
    text = SOUND.replace("二、下一步", "二、存在的问题和不足\n1.干部队伍年龄偏大，青黄不接。\n三、下一步")
    assert codes(text, "error") == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("共指出12个问题，整改完成率66.7%，已完成整改8个，正在整改4个。", []),
        ("共指出12个问题，已完成整改8个，基本完成2个，正在整改2个。", []),
        ("共指出12个问题，已完成整改12个。", []),
        ("共指出12个问题，已完成整改12个，其中长期坚持3个。", []),
        ("共指出**个问题，已完成整改**个。", []),
        ("共指出12个问题，已完成整改10个，整改完成率83.3%。", []),
        ("共指出12个问题，已完成整改10个，整改完成率84%。", ["rate-disagrees"]),
        ("共指出13个问题，已完成整改13个，整改完成率100%。", ["totals-disagree"]),
        ("共指出12个问题，已完成整改7个，正在整改3个。", ["totals-disagree"]),
        ("共指出12个问题。应追缴资金600万元，已追缴510万元，追缴率为85%。", []),
        ("共指出12个问题。应追缴资金600万元，已追缴510万元，追缴率为91.3%。", ["rate-disagrees"]),
        ("共指出12个问题。涉及资金8,000万元，已整改到位6,400万元，资金整改率达到88.6%。", ["rate-disagrees"]),
        ("共指出12个问题。已追缴**万元，追缴率为91.3%。", []),
        ("共指出12个问题，班子查摆问题31条。", []),
    ],
)
def test_totals_and_rates(stated: str, expected: list[str]) -> None:
    assert codes(SOUND.replace(STATED, stated), "error") == expected


def test_excerpt_need_not_hold_all_that_were_told() -> None:
    told = STATED.replace("12个问题，已完成整改9个，正在整改3个", "40个问题，已完成整改30个，正在整改10个")
    assert codes(SOUND.replace(STATED, told), "error") == ["totals-disagree"]
    assert codes(SOUND.replace(STATED, f"{told}本报告列出其中12个。"), "error") == []


def test_masked_total_cannot_be_checked() -> None:
    found = [f for f in find(SOUND.replace("12个问题", "**个问题")) if f.code == "unchecked-masked"]
    assert [SOUND.replace("12个问题", "**个问题")[f.start : f.end] for f in found] == ["**个问题"]


def test_notes_of_all_issues_are_summed_and_shown_when_asked_for() -> None:
    assert codes(SOUND).count("no-responsible") == 1
    assert codes(SOUND, settings=Settings(sum_notes=False)).count("no-responsible") == 12


def test_select_and_ignore() -> None:
    text = answered("加强业务培训。").replace("12个问题", "15个问题")
    assert set(codes(text, settings=Settings(select=("totals-disagree",)))) == {"totals-disagree"}
    assert set(codes(text, settings=Settings(ignore=("note", "totals-disagree")))) == {"no-measurable-result"}


def test_every_finding_names_its_place() -> None:
    for text, _ in ERRORS.values():
        for found in find(text):
            assert 0 <= found.start <= found.end <= len(text)
            assert found.message
            assert found.remedy


def test_every_code_of_the_audit_has_a_check_and_a_row() -> None:
    asked = {code for check in CHECKS for code in check.codes}
    assert asked == OURS
    assert asked <= set(CODES)
    planted = {code for _, expected in ERRORS.values() for code in expected} | set(WARNINGS)
    assert asked - planted == {"unclassified-text"}
