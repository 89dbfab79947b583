"""Any text can be audited: no check raises, every place lies in the text, the same text gives the same findings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedbackparse.comparing import compare_documents
from feedbackparse.coverages import cover
from tests.auditing.papers import LETTER, REPORT, find, read

LINES = [
    *REPORT.split("\n"),
    *LETTER.split("\n"),
    "整改情况：",
    "针对上述问题，",
    "一是",
    "三是**篇",
    "二、",
    "（二）",
    "反馈问题**个，完成率**%",
]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), min_size=1, max_size=25))
def test_any_text_can_be_audited(lines: list[str]) -> None:
    text = "\n".join(["关于巡察整改情况的通报", *(line.replace("\x00", "") for line in lines)])
    document = read(text)
    found = find(text)
    assert found == find(text)
    assert all(0 <= one.start <= one.end <= len(document.text) for one in found)
    assert all(one.node is None or 0 <= one.node < len(document.nodes) for one in found)
    covered = cover(document)
    assert 0 <= covered.claimed <= covered.characters


@given(st.lists(st.sampled_from(LINES), max_size=15), st.lists(st.sampled_from(LINES), max_size=15))
def test_any_two_texts_can_be_compared(one: list[str], two: list[str]) -> None:
    first = read("\n".join(["关于巡察某镇的反馈意见", "一、主要问题", *one]))
    second = read("\n".join(["关于巡察整改情况的通报", *two]))
    pairs = compare_documents(first, second)
    assert {pair.asked for pair in pairs if pair.asked is not None} <= {node.id for node in first.nodes}
    assert all(pair.asked is not None or pair.answered is not None for pair in pairs)
