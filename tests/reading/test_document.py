"""What the whole document decides: Markdown, footnotes, width as evidence, rows of masks, nodes, size."""

from __future__ import annotations

import time

import pytest

from feedbackparse.model import Node
from feedbackparse.reading import find_masks, place_masks, type_labelled
from feedbackparse.reading.widths import find_widths
from feedbackparse.rulebook import check_rules, load_rules


def raws(text: str) -> list[str]:
    return [mask.raw for mask in find_masks(text, load_rules())]


@pytest.mark.parametrize(
    "text",
    [
        "**一、总体情况**\n正文写在这里。\n**二、下一步打算**",
        "**加强组织领导**：专班每周碰头。",
        "---\ntitle: 通报\n---\n正文里**强调一下，这里有逗号**再往后。",
        "## 标题\n\n*斜体字样*与**粗体**并用。",
        "墙上刷着**厉行节约**四个字。",
        "[原文](https://town.example/a)\n**开头加粗\n\n**另起一段",
    ],
)
def test_markdown_is_no_mask(text: str) -> None:
    assert raws(text) == []


def test_a_markdown_text_keeps_its_masks() -> None:
    text = "# 通报\n\n**一、总体情况**\n\n*月**日，**区财政局清退**.*万元，**县、**镇各*人。"
    assert raws(text) == ["*月**日", "**", "**.*万元", "**", "**", "*人"]


def test_masks_in_pairs_are_not_markdown() -> None:
    text = "对研究**的优秀成果，给予一定倾斜，形成服务**的导向。\n**区**社区、**县**村。"
    assert len(raws(text)) == 6


def test_a_star_that_points_to_a_note_is_no_mask() -> None:
    assert raws("办结率*，居首位。\n* 注：按件数计算") == []
    assert raws("他服务于**，居首位。") == ["**"]


WIDE = "*月*日、**月**日各一次。"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (WIDE + "**篇", (10, 99)),
        (WIDE + "*篇", (1, 9)),
        (WIDE + "***余种", (100, 999)),
        (WIDE + "*.*%", (0, 9.9)),
        (WIDE + "**.*万元", (10, 99.9)),
        (WIDE + "共1*名", (10, 19)),
        (WIDE + "*万余人次", (10000, 90000)),
        (WIDE + "第**批", (10, 99)),
        ("**月**日一次。**篇", (None, None)),
        ("**篇", (None, None)),
        ("*月*日、**月**日、***日。**篇", (None, None)),
        (WIDE + "××篇", (None, None)),
        (WIDE + "**区", (None, None)),
    ],
)
def test_bounds_need_the_documents_own_evidence(text: str, bounds: tuple[float | None, float | None]) -> None:
    mask = find_masks(text, load_rules())[-1]
    assert (mask.lower, mask.upper) == bounds


def test_the_evidence_of_width_says_where_it_stands() -> None:
    text = WIDE
    (widths,) = find_widths(find_masks(text, load_rules())).values()
    assert (text[slice(*widths.one)], text[slice(*widths.two)]) in {("*月", "**月"), ("*日", "**日")}


def test_a_mask_gets_the_innermost_node_that_owns_its_start() -> None:
    text = "一、**区\n印发**份"
    nodes = [
        Node(0, None, "heading", "一、", "**区", 0, len(text), ((0, 5),), "r"),
        Node(1, 0, "text", "", "印发**份", 6, len(text), ((6, len(text)),), "r"),
    ]
    placed = place_masks(find_masks(text, load_rules()), nodes)
    assert [mask.node for mask in placed] == [0, 1]
    assert [mask.node for mask in place_masks(placed, [])] == [None, None]


def test_traditional_script_keeps_its_printed_forms() -> None:
    text = "騰退土地＊＊餘畝，簽約＊＊億元，書記許某某到＊＊縣＊次。"
    masks = find_masks(text, load_rules())
    assert [(mask.raw, mask.type, mask.unit) for mask in masks] == [
        ("＊＊餘畝", "count", "畝"),
        ("＊＊億元", "money", "億元"),
        ("許某某", "person", None),
        ("＊＊", "place", None),
        ("＊次", "count", "次"),
    ]


@pytest.mark.parametrize("piece", ["*", "某", "X", "_", "…", "〇", "*月", "1*", "* "])
def test_long_rows_take_linear_time(piece: str) -> None:
    rules = load_rules()
    find_masks(piece * 10, rules)
    start = time.process_time()
    find_masks(piece * (200_000 // len(piece) if len(set(piece)) == 1 else 4_000), rules)
    assert time.process_time() - start < 10


def test_the_mask_rules_are_sound() -> None:
    families = ("mask", "units")
    assert [str(fault) for fault in check_rules(load_rules()) if any(name in fault.place for name in families)] == []


BOLD = "**××市水务局整改报告**\n**发现问题：**20××年欠费。\n**整改情况：**已追回××万元。\n**整改情况：**×月办结。"


def test_bold_throughout_is_blanked_before_masks_are_read() -> None:
    assert raws(BOLD) == ["××", "20××年", "××万元", "×月"]
    assert raws("**区**村，**整改情况：**次。") == ["**", "**", "**", "**次"]


def test_a_lone_sign_is_a_mask_where_the_document_hides_with_it() -> None:
    habit = "×月×日召开会议×次，清退××万元。"
    assert raws(habit + "由×建五局承办。")[-1] == "×"
    assert raws("清退3万元。由×建五局承办。") == []
    assert raws("*月*日召开会议*次，清退**万元。由×建五局承办。")[-1] == "**万元"


TABLE = "序号\t事项\t责任人\t责任单位\n1\t清账\t***\t***\n2\t补签\t许×\t**局"


def test_the_header_of_a_column_types_a_mask_that_fills_a_cell() -> None:
    masks = find_masks(TABLE, load_rules())
    assert [(mask.raw, mask.type) for mask in masks] == [
        ("***", "person"),
        ("***", "org"),
        ("许×", "person"),
        ("**", "org"),
    ]
    assert find_masks(TABLE.replace("责任人", "备注"), load_rules())[0].type == "unknown"


def test_the_label_of_a_field_types_a_mask_that_is_all_of_it() -> None:
    text = "责任人\n***"
    node = Node(0, None, "field", "责任人", "***", 0, len(text), ((0, len(text)),), "r")
    (mask,) = type_labelled(text, find_masks(text, load_rules(), {0, 4}), [node], load_rules())
    assert (mask.type, mask.normal) == ("person", "⟦person⟧")


def test_a_line_to_sign_on_and_its_date_hide_nothing() -> None:
    assert raws("责任人签字：____　　日期：____年__月__日") == []


def test_a_cell_of_stars_is_no_rule_between_parts() -> None:
    assert raws("责任人\n***") == []
    assert [mask.raw for mask in find_masks("责任人\n***", load_rules(), {0, 4})] == ["***"]


def test_cells_are_no_folded_lines() -> None:
    rows = ["整改任务涉及面广需要各股室协同配合抓落实高××", "局属各单位党支部书记和财务人员共同参与办理高××"] * 8
    text = "\n".join(rows)
    cells = {at for at in range(len(text)) if at == 0 or text[at - 1] == "\n"}
    assert len(find_masks(text, load_rules(), cells)) == len(rows)
