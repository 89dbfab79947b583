"""The four promises on generated documents, on mutations of the corpora, and on any text at all.

``parse_intake`` asserts lossless, containment and tiling by itself; total is that it returns.
Source: design.md §2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackparse import promises
from feedbackparse.errors import BrokenPromise
from feedbackparse.intake import Intake
from feedbackparse.model import Block, Cell, Document, Node, Source
from feedbackparse.pipeline import parse_intake
from feedbackparse.rulebook import load_rules
from tests.goldens.cases import find_cases

SOURCES = [case.visible_text().split("\n") for case in find_cases()]

NUMBERS = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "十一、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2.",
        "3．",
        "4、",
        "10.",
        "1.1",
        "（1）",
        "(2)",
        "①",
        "②",
        "第一部分",
        "第二、",
        "一是",
        "二是",
        "三是",
        "首先，",
        "问题一：",
    ]
)
MARKERS = st.sampled_from(
    ["关于", "针对", "对于", "整改情况：", "整改措施：", "整改落实情况", "责任单位：", "完成时限:", "如，"]
)
WORDS = st.sampled_from(
    [
        "党建责任落实不力",
        "资金监管缺位",
        "收到反馈意见后，立即整改",
        "已完成",
        "制定《办法》",
        "长期坚持",
        "下一步打算",
        "某些",
        "3*4",
    ]
)
MASKS = st.sampled_from(
    ["**", "****年*月*日", "*月**日至*日", "**余篇", "**%", "***万元", "李某", "××镇", "□□局", "138****1234", "20XX年"]
)
CLOSERS = st.sampled_from(
    ["问题。", "的问题", "”问题。", "方面", "情况", "的整改情况", "。", "；", "：", "，", "“", "”", "", " ", "　"]
)
PIECES = st.one_of(NUMBERS, MARKERS, WORDS, MASKS, CLOSERS)
OFFICIAL_LINES = st.lists(PIECES, max_size=9).map("".join)
ANY_LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=40)
LINES = st.lists(st.one_of(OFFICIAL_LINES, OFFICIAL_LINES, ANY_LINES), max_size=14)


def parse_blocks(blocks: Sequence[Block]) -> Document:
    return parse_intake(Intake(Source("document.txt", "0" * 64, "txt", "utf-8"), tuple(blocks)), load_rules())


def lay_blocks(lines: Sequence[tuple[str, Cell | None]]) -> list[Block]:
    """Lines one behind the other, as intake lays them."""
    blocks: list[Block] = []
    at = 0
    for number, (text, cell) in enumerate(lines, 1):
        blocks.append(Block(text, at, f"line[{number}]", cell=cell))
        at += len(text) + 1
    return blocks


def parse_lines(lines: Sequence[str]) -> Document:
    return parse_blocks(lay_blocks([(line, None) for line in lines]))


def hold_promises(document: Document, lines: Sequence[str]) -> None:
    assert document.text == "\n".join(lines)
    promises.hold(document)
    for mask in document.masks:
        assert document.text[mask.start : mask.end] == mask.raw
    for found in document.findings:
        assert 0 <= found.start <= found.end <= len(document.text)


@given(LINES)
def test_generated_documents(lines: list[str]) -> None:
    hold_promises(parse_lines(lines), lines)


@given(st.lists(ANY_LINES, max_size=8))
def test_any_text(lines: list[str]) -> None:
    hold_promises(parse_lines(lines), lines)


@st.composite
def mutated_sources(draw: st.DrawFn) -> list[str]:
    """A source of the corpora with a few lines lost, doubled, swapped or edited."""
    lines = list(draw(st.sampled_from(SOURCES)))
    for _ in range(draw(st.integers(1, 6))):
        if not lines:
            break
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "cut", "insert", "join"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(other, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + lines[at][place + draw(st.integers(1, 5)) :]
            case "insert":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(PIECES) + lines[at][place:]
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return lines


@given(mutated_sources())
def test_mutated_sources(lines: list[str]) -> None:
    hold_promises(parse_lines(lines), lines)


HEADS = st.sampled_from(["序号", "问题", "反馈问题", "整改措施", "责任单位", "完成时限", "整改进展", "方面", "备注"])


@st.composite
def tables(draw: st.DrawFn, number: int = 1) -> list[tuple[str, Cell | None]]:
    """A table, perhaps with merged cells and cells of several paragraphs, between two paragraphs."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    lines: list[tuple[str, Cell | None]] = [(draw(OFFICIAL_LINES), None)]
    taken: set[tuple[int, int]] = set()
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in taken:
                continue
            down = draw(st.integers(1, rows - row + 1)) if draw(st.booleans()) else 1
            taken.update((row + k, column) for k in range(down))
            words = HEADS if row == 1 else OFFICIAL_LINES
            cell = Cell(number, row, column, rows=down, header=row == 1 and draw(st.booleans()))
            lines += [(draw(words), cell) for _ in range(draw(st.integers(1, 2)))]
    return [*lines, (draw(OFFICIAL_LINES), None)]


@given(tables(), tables(number=2))
def test_tables(first: list[tuple[str, Cell | None]], second: list[tuple[str, Cell | None]]) -> None:
    lines = first + second
    hold_promises(parse_blocks(lay_blocks(lines)), [text for text, _ in lines])


@given(LINES)
def test_parsing_again_gives_the_same(lines: list[str]) -> None:
    assert parse_lines(lines) == parse_lines(lines)


@pytest.mark.parametrize(
    "lines", [[], [""], ["", "　", ""], ["\ufeff"], ["\x00\x0b\x0c\x1f"], ["”“" * 200], ["（" * 3000]]
)
def test_odd_documents(lines: list[str]) -> None:
    hold_promises(parse_lines(lines), lines)


def piece(position: int, parent: int | None, start: int, end: int, *own: tuple[int, int]) -> Node:
    return Node(position, parent, "text", "", "", start, end, own, "hand")


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [piece(0, None, 0, 2, (0, 2))],
        [piece(0, None, 0, 4, (0, 4)), piece(1, 0, 2, 4, (2, 4))],
        [piece(0, None, 0, 2, (0, 2)), piece(1, 0, 2, 4, (2, 4))],
        [piece(0, None, 2, 4, (2, 4)), piece(1, None, 0, 2, (0, 2))],
        [piece(0, None, 0, 4, (0, 5))],
        [piece(1, None, 0, 4, (0, 4))],
    ],
    ids=["no node", "uncovered", "twice", "outside parent", "backwards", "piece outside", "wrong id"],
)
def test_broken_trees_are_told(nodes: list[Node]) -> None:
    document = replace(parse_lines(["一二三四"]), nodes=tuple(nodes))
    with pytest.raises(BrokenPromise):
        promises.hold(document)
