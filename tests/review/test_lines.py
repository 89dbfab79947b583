"""The source as it is shown: every character once, in its place, with the node that owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackparse.model import Block, Cell
from feedbackparse.review.grids import Grid, Seat, lay_out
from feedbackparse.review.lines import Line, cut_lines
from tests.goldens.cases import find_cases
from tests.review.papers import REPORT, long_document, parse_case, parse_text

CASES = [case.name for case in find_cases()]


def words(line: Line) -> str:
    return "".join(one.text for piece in line.pieces for one in piece.fragments)


@pytest.mark.parametrize("name", CASES)
def test_lines_are_the_text_and_pieces_are_the_own_words(name: str) -> None:
    document = parse_case(name)
    lines = cut_lines(document)
    assert "\n".join(map(words, lines)) == document.text
    shown: dict[int, str] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.node:
                shown[piece.node.id] = shown.get(piece.node.id, "") + "".join(one.text for one in piece.fragments)
    own = {node.id: "".join(document.text[start:end] for start, end in node.own) for node in document.nodes}
    assert {node: text.replace("\n", "") for node, text in own.items()} == shown


@pytest.mark.parametrize("name", CASES)
def test_every_node_mask_and_finding_has_its_place(name: str) -> None:
    document = parse_case(name)
    pieces = [piece for line in cut_lines(document) for piece in line.pieces]
    firsts = [piece.node.id for piece in pieces if piece.node and piece.first]
    assert sorted(firsts) == [node.id for node in document.nodes]
    fragments = [one for piece in pieces for one in piece.fragments]
    masked: dict[int, str] = {}
    for one in fragments:
        if one.mask is not None:
            masked[one.mask] = masked.get(one.mask, "") + one.text
    assert masked == {at: mask.raw for at, mask in enumerate(document.masks)}
    marked = {found for one in fragments for found in one.findings}
    assert marked == {
        at for at, found in enumerate(document.findings) if document.text[found.start : found.end].strip()
    }


def test_node_without_words_of_its_own_begins_before_its_first_item() -> None:
    document = parse_case("word-ledger-merged-aspects")
    (bare, *_) = (node for node in document.nodes if not node.own)
    pieces = [piece for line in cut_lines(document) for piece in line.pieces if piece.node]
    at = next(at for at, piece in enumerate(pieces) if piece.node is bare)
    assert pieces[at].fragments == ()
    following = pieces[at + 1].node
    assert following
    assert following.parent == bare.id


def test_lines_of_a_long_document_are_cut_once() -> None:
    document = long_document()
    assert "\n".join(map(words, cut_lines(document))) == document.text


def line(text: str, cell: Cell | None = None) -> Line:
    return Line(Block(text, 0, "", cell=cell), ())


def spoken(parts: Sequence[Line | Grid]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Line):
            yield part.block.text
        else:
            for row in part.rows:
                for seat in row:
                    yield from spoken(seat.parts)


def shape(grid: Grid) -> list[list[tuple[int, int, int]]]:
    return [[(len(seat.parts), seat.rows, seat.columns) for seat in row] for row in grid.rows]


def only_grid(parts: Sequence[Line | Grid]) -> Grid:
    (grid,) = parts
    assert isinstance(grid, Grid)
    return grid


def test_merged_cells_and_gaps() -> None:
    cells = [
        line("方面", Cell(1, 1, 1, rows=2)),
        line("问题", Cell(1, 1, 2)),
        line("措施", Cell(1, 1, 3)),
        line("甲", Cell(1, 2, 2)),
        line("乙", Cell(1, 3, 1, columns=2)),
    ]
    assert shape(only_grid(lay_out(cells))) == [
        [(1, 2, 1), (1, 1, 1), (1, 1, 1)],
        [(1, 1, 1), (0, 1, 1)],
        [(1, 1, 2), (0, 1, 1)],
    ]


def test_nested_table_stands_in_its_cell() -> None:
    lines = [
        line("前"),
        line("外", Cell(1, 1, 1)),
        line("内", Cell(2, 1, 1)),
        line("脚注"),
        line("外又", Cell(1, 1, 1)),
        line("邻", Cell(1, 1, 2)),
        line("后"),
    ]
    parts = lay_out(lines)
    assert list(spoken(parts)) == [one.block.text for one in lines]
    first, grid, last = parts
    assert isinstance(first, Line)
    assert isinstance(last, Line)
    assert isinstance(grid, Grid)
    outer = grid.rows[0][0]
    assert [type(part) for part in outer.parts] == [Line, Grid, Line, Line]


def test_claimed_millions_of_columns_cost_nothing() -> None:
    cells = [line("甲", Cell(1, 1, 1, columns=10**9, rows=10**9)), line("乙", Cell(1, 2, 10**8))]
    assert only_grid(lay_out(cells)).rows[0][0] == Seat(2, 2, False, [cells[0]])


CELLS = st.builds(Cell, st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.integers(1, 9), st.integers(1, 9))


@given(st.lists(st.none() | CELLS, max_size=12))
def test_no_line_is_lost_whatever_the_cells_say(cells: list[Cell | None]) -> None:
    lines = [line(str(at), cell) for at, cell in enumerate(cells)]
    assert sorted(spoken(lay_out(lines)), key=int) == [str(at) for at in range(len(cells))]


def test_report_has_a_mask_and_a_finding() -> None:
    """The report that the other tests use holds what they look for."""
    document = parse_text(REPORT)
    assert {mask.type for mask in document.masks} >= {"date", "count", "person"}
    assert {"number-gap", "plan-only"} <= {found.code for found in document.findings}
