"""What holds of facts for any text: they lie in their nodes, and nothing hidden is taken for known."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackparse.model import Kind, Meta, Node
from feedbackparse.reading import find_masks
from feedbackparse.reading.decisions import find_contradictions, read_decisions
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.reading.facts.sums import sum_facts
from feedbackparse.rulebook import load_rules

PIECES = (
    *"""
    召开党组会议 3次 **次 *.*万元 追缴 1.2万元 ， 。 ； 一是 二十余 名 诫勉谈话 《管理办法》 《 》
    〔2023〕5号 2024年底前 20**年 *月**日 预计 完成 整改到位 已 尚未 正在 长期坚持 立行立改
    三个月内 责任单位： 整改时限： 整改状态： 由财务科负责 修订 制度 项 约 以上 每季度 两名
    同年8月 次月 当月 已于6月底前 去年 *月 20XX年 节 千米 ××万元 某某同志 由**局负责 *.*% 印发 已清零
    《**办法》 县委办〔20**〕*号 微课 百分之九十 第3批 某 × X 万 亿 元 个 、 （ ） 2 十 年底 反馈之日起 10个工作日内
    """.split(),
    "\n",
)
KINDS: st.SearchStrategy[Kind] = st.sampled_from(("response", "item", "text", "issue", "field"))
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, tuple[Node, ...]]:
    """An issue with some nodes under it, whose pieces are cut anywhere."""
    text = "关于管理粗放的问题\n" + draw(TEXTS)
    cuts = sorted({9, len(text), *draw(st.lists(st.integers(9, len(text)), max_size=4))})
    nodes = [Node(0, None, "issue", "", text[:9], 0, len(text), ((0, 9),), "test")]
    for start, end in pairwise(cuts):
        kind = draw(KINDS)
        label = draw(st.sampled_from(("整改时限", "责任单位", "整改状态", "佐证材料"))) if kind == "field" else ""
        parent = draw(st.integers(0, len(nodes) - 1)) if draw(st.booleans()) else 0
        nodes.append(Node(len(nodes), parent, kind, label, text[start:end], start, end, ((start, end),), "test"))
    return text, tuple(nodes)


METAS = st.builds(
    Meta,
    published=st.sampled_from((None, "2023-10-20", "20XX-05-01", "2024", "2023-02")),
    feedback_date=st.sampled_from((None, "2023-03-31", "2023-XX-XX")),
)


@given(tree=trees(), meta=METAS)
@settings(max_examples=150, deadline=None)
def test_facts_lie_in_their_nodes_and_hidden_values_stay_hidden(tree: tuple[str, tuple[Node, ...]], meta: Meta) -> None:
    text, nodes = tree
    masks = find_masks(text, load_rules())
    facts = read_facts(text, nodes, masks, meta, load_rules())
    valued = {"status", "kind"}
    for fact in facts:
        assert any(a <= fact.start < fact.end <= b for a, b in nodes[fact.node].own)
        assert fact.raw == text[fact.start : fact.end]
        touched = any(mask.start < fact.end and fact.start < mask.end for mask in masks)
        if fact.masked:
            assert fact.value is None
        elif fact.type not in valued:
            assert fact.value is None or not touched
    assert list(facts) == sorted(facts, key=lambda fact: (fact.start, fact.end, fact.type))
    assert facts == read_facts(text, nodes, masks, meta, load_rules())
    read_decisions(nodes, facts)
    find_contradictions(nodes, facts)
    sum_facts(nodes, facts)
