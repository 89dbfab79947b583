"""Notes and text boxes: texts below what anchors them, never headings or answers."""

from __future__ import annotations

from feedbackparse.model import Block
from feedbackparse.outline import grow
from feedbackparse.rulebook import load_rules

LINES = [
    ("body/p[1]", "青禾县水务局党组关于巡察整改情况的通报"),
    ("body/p[2]", "现将整改情况通报如下。"),
    ("footnote[2]/p[1]", "局党组含机构改革前的原水利局党组。"),
    ("body/p[3]", "一、整改落实情况"),
    ("body/p[4]", "整改按方案推进，进展见右。"),
    ("textbox[1]/p[1]", "交办问题3个"),
    ("textbox[1]/p[2]", "办结问题2个"),
    ("body/p[5]", "（一）关于“河道巡查缺位”的问题"),
    ("footnote[3]/p[1]", "原文为“巡河不实”。"),
    ("body/p[6]", "（二）关于“收费不规范”的问题"),
    ("body/p[7]", "整改情况：已退还费用。"),
    ("endnote[1]/p[1]", "数据截至6月底。"),
    ("body/p[8]", "二、下一步打算"),
    ("body/p[9]", "继续抓好整改。"),
]


def grow_lines(lines: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Of each node its kind, the text of its parent and its own."""
    blocks, at = [], 0
    for place, text in lines:
        blocks.append(Block(text, at, place))
        at += len(text) + 1
    nodes = grow(blocks, load_rules()).nodes
    return [(node.kind, nodes[node.parent].text if node.parent is not None else "", node.text) for node in nodes]


def test_asides_stand_under_what_anchors_them() -> None:
    assert [row for row in grow_lines(LINES) if row[0] != "heading"] == [
        ("title", "", "青禾县水务局党组关于巡察整改情况的通报"),
        ("text", "", "现将整改情况通报如下。"),
        ("text", "现将整改情况通报如下。", "局党组含机构改革前的原水利局党组。"),
        ("text", "整改落实情况", "整改按方案推进，进展见右。"),
        ("text", "整改按方案推进，进展见右。", "交办问题3个"),
        ("text", "整改按方案推进，进展见右。", "办结问题2个"),
        ("issue", "整改落实情况", "河道巡查缺位"),
        ("text", "河道巡查缺位", "原文为“巡河不实”。"),
        ("issue", "整改落实情况", "收费不规范"),
        ("response", "收费不规范", "已退还费用。"),
        ("text", "已退还费用。", "数据截至6月底。"),
        ("text", "下一步打算", "继续抓好整改。"),
    ]


def test_a_box_whose_anchor_is_empty_stands_for_itself() -> None:
    lines = [("body/p[1]", ""), ("textbox[1]/p[1]", LINES[0][1]), *LINES[1:2], *LINES[3:5]]
    assert grow_lines(lines)[0] == ("title", "", LINES[0][1])
