"""A letter of 14 problems against its report: 12 answered, order changed, four reworded, two merged, one extra."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

import feedbackparse.comparing
from feedbackparse.comparing import Pair, as_record, compare_documents, find_differences
from feedbackparse.comparing.assignment import assign
from feedbackparse.comparing.difference import tell_difference
from feedbackparse.comparing.rounds import compare_rounds
from tests.auditing.papers import CASES, LETTER, REPORT, SUBSIDY, read

REWORDED = {
    "基层宣讲脱离群众": "面向群众的宣讲不接地气",
    "乡村产业项目谋划不足": "乡村产业项目前期论证不够、谋划不足",
    "党委书记履行第一责任人职责不到位": "镇党委主要负责人落实第一责任人责任有欠缺",
    "村干部后备力量不足": "村干部队伍后备人才储备偏少",
}
MERGED = "公务接待管理不规范、工程建设领域廉政风险突出"


@pytest.fixture(scope="module")
def pairs() -> tuple[Pair, ...]:
    return compare_documents(read(LETTER), read(REPORT))


def head(text: str) -> str:
    return text.split("。", maxsplit=1)[0]


def test_relations(pairs: tuple[Pair, ...]) -> None:
    counts = Counter(pair.relation for pair in pairs)
    assert counts == {"same": 6, "reworded": 4, "merged": 2, "unanswered": 2, "unasked": 1}


def test_each_pair_is_the_right_one(pairs: tuple[Pair, ...]) -> None:
    for pair in pairs:
        if pair.relation == "same":
            assert head(pair.asked_text) == pair.answered_text
    assert {head(p.asked_text): p.answered_text for p in pairs if p.relation == "reworded"} == REWORDED
    assert {p.answered_text for p in pairs if p.relation == "merged"} == {MERGED}
    assert [head(p.asked_text) for p in pairs if p.relation == "unanswered"] == [
        "村级党组织换届后班子运转不畅",
        "谈心谈话制度落实不经常",
    ]
    assert [p.answered_text for p in pairs if p.relation == "unasked"] == ["机关作风纪律松散"]


def test_moved_pairs_are_flagged_and_the_longest_row_is_not(pairs: tuple[Pair, ...]) -> None:
    moved = {head(pair.asked_text) for pair in pairs if pair.moved}
    assert "意识形态阵地管理有漏洞" in moved
    assert "理论学习中心组研讨不深入" not in moved
    assert not any(p.moved for p in compare_documents(read(LETTER), read(LETTER)))


HARD = {
    "健康云岭建设统筹推进不够": "统筹健康云岭建设有差距，慢病管理中心闲置",
    "公共卫生应急处置能力偏弱": "应对突发公共卫生事件能力不足",
    "中医药传承创新发展滞后": "中医药传承创新发展滞后",
    "对民营医疗机构监管失之于宽": "民营医疗机构监管宽松软",
    "医疗服务收费不规范": "县人民医院违规收费",
    "医疗器械采购程序倒置": "医疗器械采购程序倒置",
    "家庭医生签约服务流于形式": "",
    "对下属单位津补贴发放审核不严，违规发放绩效奖金23.6万元": "绩效奖金发放把关不严",
    "民主集中制执行不到位": "民主集中制执行不到位",
    "干部轮岗交流力度不够": "重要岗位干部长期不交流、引进人才留不住",
    "人才引进“重引轻用”": "重要岗位干部长期不交流、引进人才留不住",
    "机关党支部组织生活不严肃": "机关支部主题党日活动走过场",
    "党费收缴使用管理不规范": "党费收缴使用管理不规范",
    "行业协会党建“两个覆盖”有空白": "",
}


def test_hard_rewordings_are_paired() -> None:
    letter, report = ((CASES / f"{name}-hard.txt").read_text(encoding="utf-8") for name in ("letter", "report"))
    pairs = compare_documents(read(letter), read(report))
    assert {head(p.asked_text): p.answered_text for p in pairs if p.asked is not None} == HARD
    assert [p.answered_text for p in pairs if p.asked is None] == ["窗口服务态度生硬"]
    assert [p.relation for p in pairs].count("merged") == 2


def test_other_way_round_it_is_split() -> None:
    back = compare_documents(read(REPORT), read(LETTER))
    assert Counter(pair.relation for pair in back)["split"] == 2


def test_document_against_itself_is_all_same() -> None:
    pairs = compare_documents(read(REPORT), read(REPORT))
    assert {(p.relation, p.asked == p.answered, p.score) for p in pairs} == {("same", True, 1.0)}


def test_findings_name_code_and_document(pairs: tuple[Pair, ...]) -> None:
    told = [(side, found.code) for side, found in find_differences(pairs, read(LETTER), read(REPORT))]
    assert Counter(told) == {
        ("asked", "asked-unanswered"): 2,
        ("answered", "answered-unasked"): 1,
        ("answered", "reworded-issue"): 4,
        ("answered", "merged-issue"): 2,
    }


def test_record_has_the_published_keys(pairs: tuple[Pair, ...]) -> None:
    assert {"asked", "answered", "asked_text", "answered_text", "relation", "score"} <= set(as_record(pairs[0]))


def test_weak_pair_with_rivals_is_doubtful() -> None:
    letter = "关于巡察某镇的反馈意见\n一、主要问题\n1.惠农补贴发放审核把关不严。\n2.惠农政策落实有偏差。\n"
    report = "关于巡察整改情况的通报\n1.关于“惠农资金监管有短板”的问题。\n整改情况：已完成。\n"
    pairs = compare_documents(read(letter), read(report))
    assert [pair.relation for pair in pairs if pair.asked] == ["unanswered", "unanswered"]
    assert any(pair.doubtful and pair.candidate is not None for pair in pairs)


OUTER = (
    "1.关于“资产管理混乱”的问题。\n（1）针对“固定资产账实不符”的问题。\n{a}（2）针对“出租合同到期未续签”的问题。\n{b}"
)


def test_sub_issues_count_singly_only_where_the_other_takes_them_singly() -> None:
    report = read("关于巡察整改情况的通报\n" + OUTER.format(a="整改情况：盘点3次。\n", b="整改情况：续签5份。\n"))
    flat = read("关于巡察某局的反馈意见\n一、主要问题\n1.资产管理混乱。\n2.选人用人程序不规范。\n")
    single = read("关于巡察某局的反馈意见\n一、主要问题\n1.固定资产账实不符。\n2.出租合同到期未续签。\n")
    assert [(p.relation, p.answered_text) for p in compare_documents(flat, report)] == [
        ("same", "资产管理混乱"),
        ("unanswered", ""),
    ]
    assert [(p.relation, p.answered_text) for p in compare_documents(single, report)] == [
        ("same", "固定资产账实不符"),
        ("same", "出租合同到期未续签"),
    ]


def test_masks_stand_for_anything() -> None:
    letter = read("关于巡察某局的反馈意见\n一、主要问题\n1.向3名已去世人员发放补贴1.86万元。\n2.台账不全。\n")
    report = read("关于巡察整改情况的通报\n1.关于“向*名已去世人员发放补贴*.**万元”的问题。\n整改情况：已追回。\n")
    assert compare_documents(letter, report)[0].relation == "same"


def test_rounds_tell_what_moved() -> None:
    later = REPORT.replace(SUBSIDY, "该问题已完成整改。追回多发补贴1.86万元，并上缴国库。").replace("6.关于", "6.关于")
    lines = later.split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("12.关于"))
    later = "\n".join((*lines[:at], *lines[at + 2 :]))
    moved = {step.pair.asked_text: step.movement for step in compare_rounds(read(REPORT), read(later))}
    assert moved["惠农补贴发放审核把关不严"] == "moved-on"
    assert moved["镇纪委监督执纪偏软"] == "standing-still"
    assert moved["机关作风纪律松散"] == "vanished"


EARLIER = """××局党组关于巡察整改进展情况的报告
一、党建方面
1.关于“党内政治生活不严肃”的问题。
（1）针对“民主生活会批评一团和气”的问题。
整改情况：重开民主生活会，提出批评意见21条。
（2）针对“机关支部三年没有换届”的问题。
整改情况：5个支部完成换届。
"""


def test_a_sub_issue_that_vanished_is_told() -> None:
    later = EARLIER.replace("（2）针对“机关支部三年没有换届”的问题。\n整改情况：5个支部完成换届。\n", "")
    moved = {step.pair.asked_text: step.movement for step in compare_rounds(read(EARLIER), read(later))}
    assert moved == {"民主生活会批评一团和气": "standing-still", "机关支部三年没有换届": "vanished"}


def test_an_answer_speaks_for_a_problem_in_other_words() -> None:
    letter = read(
        "关于对县交通局巡察情况的反馈意见\n一、主要问题\n1.公交线网优化滞后，城郊五个小区三年没有通车。\n"
        "2.超限检测站夜间无人值守。\n二、意见建议\n1.抓好整改。\n"
    )
    report = read(
        "县交通局关于巡察整改情况的报告\n1.关于“超限检测站夜间无人值守”的问题。\n整改情况：增派3人轮班。\n"
        "2.关于“居民出行不便，班线一成不变”的问题。\n整改情况：调整公交线网，城郊五个小区10月全部通车。\n"
    )
    found = {pair.asked_text: (pair.relation, pair.doubtful) for pair in compare_documents(letter, report)}
    assert found["公交线网优化滞后，城郊五个小区三年没有通车。"] == ("reworded", True)


def test_difference_shows_what_was_left_out_and_put_in() -> None:
    assert tell_difference("后备力量不足", "后备人才不足") == "后备［-力量-］［+人才+］不足"
    assert tell_difference("一样", "一样") == "一样"


def test_assignment_is_the_best_of_all() -> None:
    scores = [[0.9, 0.8, 0.1], [0.85, 0.2, 0.3], [0.5, 0.45, 0.4], [0.3, 0.7, 0.6]]
    best = max(sum(scores[row][column] for column, row in enumerate(rows)) for rows in permutations(range(4), 3))
    assert sum(scores[row][column] for row, column in assign(scores, 0.0)) == pytest.approx(best)
    assert assign([[0.1]], 0.2) == []
    assert assign([], 0.2) == []


def test_frame_has_types_that_do_not_lie() -> None:
    frame = feedbackparse.compare(read(LETTER), read(REPORT))
    assert len(frame) == 15
    assert str(frame["asked"].dtype) == "Int64"
    assert int(frame["answered"].isna().sum()) == 2


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("养护资金拨付不及时，道路长期失修", "保养费用久拖不付，路况下滑"),
        ("专业技术人才流失较多", "懂工程的年轻人留不住"),
        ("信访积案化解迟缓", "来访诉求办理拖沓"),
        ("低保名册更新不勤，存在应退未退", "低保家庭该退未退"),
        ("子公司管控失灵", "对下属公司管理不力"),
        ("窗口服务企业不热心，门难进", "为企服务意识淡薄，办事难"),
    ],
)
def test_words_of_the_trade_that_mean_the_same_pair_problems(asked: str, answered: str) -> None:
    letter = read(f"关于对某局巡察情况的反馈意见\n一、主要问题\n1.{asked}。\n2.图书编目有误。\n3.机房温度过高。\n")
    report = read(
        "某局关于巡察整改情况的报告\n1.关于“图书编目有误”的问题。\n整改情况：改正编目312条。\n"
        f"2.关于“{answered}”的问题。\n整改情况：已改正。\n"
    )
    found = {pair.asked_text.rstrip("。"): pair.answered_text for pair in compare_documents(letter, report)}
    assert found[asked] == answered
    assert found["机房温度过高"] == ""


NEAR = [
    ("档案管理不规范，存在漏登现象", "合同管理不规范，存在漏登现象"),
    ("产业路建设进度滞后，资金沉淀", "产业园招商进度滞后，资金沉淀"),
    ("对下属学校食堂监管不力", "对下属学校校车监管不力"),
    ("违规发放津贴补贴12.5万元", "违规收取培训费用12.5万元"),
    ("办公用房超标准", "公务用车超标准"),
    ("下属公司年报报送不及时", "下属公司印章移交不及时"),
]


@pytest.mark.parametrize(("kept", "dropped"), NEAR)
def test_problems_that_share_most_words_and_differ_in_the_matter_are_told_apart(kept: str, dropped: str) -> None:
    letter = read(f"关于对某局巡察情况的反馈意见\n一、主要问题\n1.{dropped}。\n2.{kept}。\n3.学习不深入。\n")
    report = read(
        f"某局关于巡察整改情况的报告\n1.关于“{kept}”的问题。\n整改情况：已改正6处。\n"
        "2.关于“学习不深入”的问题。\n整改情况：学习9次。\n"
    )
    found = {pair.asked_text.rstrip("。"): pair.relation for pair in compare_documents(letter, report)}
    assert found == {kept: "same", dropped: "unanswered", "学习不深入": "same"}


def test_a_near_problem_is_no_rewording_of_the_one_that_was_asked() -> None:
    letter = read(
        "关于对某局巡察情况的反馈意见\n一、主要问题\n1.办公用房超标准。\n2.学习不深入。\n3.档案管理不规范。\n4.会议过多。\n"
    )
    report = read(
        "某局关于巡察整改情况的报告\n1.关于“公务用车超标准”的问题。\n整改情况：封存3台。\n"
        "2.关于“学习不深入”的问题。\n整改情况：学习9次。\n3.关于“食堂管理不规范”的问题。\n整改情况：公示菜价12期。\n"
    )
    pairs = {pair.asked_text.rstrip("。"): pair for pair in compare_documents(letter, report)}
    assert pairs["学习不深入"].relation == "same"
    assert pairs["会议过多"].relation == "unanswered"


ASKED_FARMS = """中央乡村振兴战略部署落实有差距，产业帮扶资金使用效益不高
耕地保护责任制落实不到位，部分村存在撂荒现象
农村人居环境整治工作推进缓慢
惠农补贴发放监管不严，存在优亲厚友现象
村级财务管理不规范，白条入账较为普遍
农机购置补贴审核把关不严
动物防疫经费拨付不及时
党组理论学习中心组学习质量不高
意识形态工作责任制落实不力
“三重一大”议事决策制度执行不规范
违规发放津贴补贴
公务用车管理不规范
干部队伍年龄结构老化，专业人才匮乏
基层党支部“三会一课”制度落实不严"""
ANSWERED_FARMS = {
    "党组理论学习中心组学习质量不高": "same",
    "中央乡村振兴战略部署落实有差距，产业帮扶资金使用效益不高": "same",
    "部分村耕地撂荒、耕地保护责任压得不实": "reworded",
    "农村环境整治进展慢": "reworded",
    "惠农补贴发放监管不严，存在优亲厚友现象": "same",
    "村级财务管理不规范、农机购置补贴审核把关不严": "merged",
    "意识形态工作责任制落实不力": "same",
    "重大事项决策程序不规范，会议记录不完整": "reworded",
    "违规发放津贴补贴": "same",
    "干部青黄不接，懂技术的人少": "reworded",
    "基层党支部“三会一课”制度落实不严": "same",
    "办公用房超标准": "unasked",
}


def test_another_letter_of_14_in_words_of_judgement() -> None:
    asked = "".join(f"{number}.{words}。\n" for number, words in enumerate(ASKED_FARMS.split("\n"), 1))
    answers = "".join(
        f"{number}.关于“{words}”的问题。\n整改情况：整改{number + 3}处。\n"
        for number, words in enumerate(ANSWERED_FARMS, 1)
    )
    letter = read(f"关于对县农业农村局党组巡察情况的反馈意见\n一、主要问题\n{asked}")
    pairs = compare_documents(letter, read(f"县农业农村局党组关于巡察整改情况的报告\n{answers}"))
    assert Counter(pair.relation for pair in pairs) == {
        "same": 6,
        "reworded": 4,
        "merged": 2,
        "unanswered": 2,
        "unasked": 1,
    }
    assert {pair.answered_text: pair.relation for pair in pairs if pair.answered is not None} == ANSWERED_FARMS
    assert [pair.asked_text for pair in pairs if pair.relation == "unanswered"] == [
        "动物防疫经费拨付不及时。",
        "公务用车管理不规范。",
    ]


LETTER_OF_CARS = """关于巡察景湖镇党委的反馈意见
一、主要问题
1.公务用车使用登记不规范，存在公车私用现象。
2.公务接待超标准，接待清单填写不全。
3.罚没物品管理混乱，账物不符。
4.整改台账更新不及时。
"""
REPORT_OF_CARS = """景湖镇党委关于巡察反馈意见整改情况的报告
1.关于公车管理和公务接待不规范的问题。
整改情况：加装定位12台，退缴超标费用3000元。
2.关于罚没物资底数不清、台账与实物对不上的问题。
整改情况：盘点罚没物品56件。
"""


def test_a_named_thing_in_other_words_is_merged_and_a_shared_word_is_not() -> None:
    found = {
        p.asked_text[:6]: (p.relation, p.answered_text[:4])
        for p in compare_documents(read(LETTER_OF_CARS), read(REPORT_OF_CARS))
    }
    assert found == {
        "公务用车使用": ("merged", "公车管理"),
        "公务接待超标": ("merged", "公车管理"),
        "罚没物品管理": ("reworded", "罚没物资"),
        "整改台账更新": ("unanswered", ""),
    }
