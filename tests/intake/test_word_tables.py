"""Tables: each cell once, in its place, with the rows and columns that it spans."""

from __future__ import annotations

import pytest

from .packages import codes_of, docx, p, r, read, text_of


def _cell(content: str, shape: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{content}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _grid(data: bytes) -> list[tuple[str, int, int, int, int]]:
    cells = [(block.text, block.cell) for block in read(data).blocks]
    return [(text, cell.row, cell.column, cell.rows, cell.columns) for text, cell in cells if cell is not None]


_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_cells_row_by_row() -> None:
    data = docx(p("前") + _table(_row(_cell(p("甲")), _cell(p("乙"))), _row(_cell(p()), _cell(p("丁")))) + p("后"))
    assert text_of(data) == "前\n甲\n乙\n\n丁\n后"
    assert _grid(data) == [("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1), ("", 2, 1, 1, 1), ("丁", 2, 2, 1, 1)]
    assert [block.place for block in read(data).blocks][:3] == [
        "body/p[1]",
        "table[1]/row[1]/cell[1]",
        "table[1]/row[1]/cell[2]",
    ]


def test_several_paragraphs_in_a_cell() -> None:
    blocks = read(docx(_table(_row(_cell(p("甲") + p("乙")))))).blocks
    assert [(block.text, block.place) for block in blocks] == [
        ("甲", "table[1]/row[1]/cell[1]"),
        ("乙", "table[1]/row[1]/cell[1]/p[2]"),
    ]


def test_a_cell_merged_over_rows_stands_once() -> None:
    data = docx(
        _table(
            _row(_cell(p("合"), _DOWN), _cell(p("1"))),
            _row(_cell(p(), _ON), _cell(p("2"))),
            _row(_cell(p(), _ON), _cell(p("3"))),
        )
    )
    assert _grid(data) == [("合", 1, 1, 3, 1), ("1", 1, 2, 1, 1), ("2", 2, 2, 1, 1), ("3", 3, 2, 1, 1)]


def test_a_cell_merged_over_columns() -> None:
    data = docx(_table(_row(_cell(p("合"), '<w:gridSpan w:val="2"/>'), _cell(p("1")))))
    assert _grid(data) == [("合", 1, 1, 1, 2), ("1", 1, 3, 1, 1)]


def test_old_merge_over_columns() -> None:
    data = docx(_table(_row(_cell(p("合"), '<w:hMerge w:val="restart"/>'), _cell(p(), "<w:hMerge/>"), _cell(p("1")))))
    assert _grid(data) == [("合", 1, 1, 1, 2), ("1", 1, 3, 1, 1)]


def test_two_merges_on_top_of_one_another() -> None:
    data = docx(
        _table(_row(_cell(p("甲"), _DOWN)), _row(_cell(p(), _ON)), _row(_cell(p("乙"), _DOWN)), _row(_cell(p(), _ON)))
    )
    assert _grid(data) == [("甲", 1, 1, 2, 1), ("乙", 3, 1, 2, 1)]


def test_a_continued_merge_without_beginning_is_a_cell() -> None:
    assert _grid(docx(_table(_row(_cell(p("甲"), _ON))))) == [("甲", 1, 1, 1, 1)]


def test_words_under_a_merged_cell_are_reported() -> None:
    data = docx(_table(_row(_cell(p("合"), _DOWN)), _row(_cell(p("藏"), _ON))))
    assert text_of(data) == "合"
    assert "被合并单元格遮住的文字" in codes_of(data)["hidden-text"]


def test_a_tracked_merge() -> None:
    data = docx(
        _table(
            _row(_cell(p("合"), '<w:cellMerge w:vMerge="rest"/>')), _row(_cell(p(), '<w:cellMerge w:vMerge="cont"/>'))
        )
    )
    assert _grid(data) == [("合", 1, 1, 2, 1)]


def test_columns_before_the_first_cell() -> None:
    assert _grid(docx(_table(_row(_cell(p("甲")), properties='<w:gridBefore w:val="2"/>')))) == [("甲", 1, 3, 1, 1)]


def test_header_rows_stand_at_the_top() -> None:
    head = "<w:tblHeader/>"
    data = docx(
        _table(_row(_cell(p("序号")), properties=head), _row(_cell(p("1"))), _row(_cell(p("2")), properties=head))
    )
    assert [block.cell.header for block in read(data).blocks if block.cell] == [True, False, False]


def test_a_hidden_row_is_left_out() -> None:
    data = docx(_table(_row(_cell(p("藏")), properties="<w:hidden/>"), _row(_cell(p("甲")))))
    assert text_of(data) == "甲"
    assert "隐藏行" in codes_of(data)["hidden-text"]


def test_a_nested_table_stands_in_its_cell() -> None:
    inner = _table(_row(_cell(p("内"))))
    data = docx(_table(_row(_cell(p("外") + inner + p()), _cell(p("邻")))) + _table(_row(_cell(p("二")))))
    blocks = read(data).blocks
    assert [block.text for block in blocks] == ["外", "内", "邻", "二"]
    assert [block.cell.table for block in blocks if block.cell] == [1, 2, 1, 3]


def test_a_cell_with_only_a_table_in_it() -> None:
    assert text_of(docx(_table(_row(_cell(_table(_row(_cell(p("内")))) + p()))))) == "内"


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:customXml w:element="x">{}</w:customXml>',
        "<w:ins>{}</w:ins>",
    ],
)
def test_controls_around_rows_cells_and_paragraphs(around: str) -> None:
    row = around.format(_row(around.format(_cell(around.format(p("甲")))), _cell(p("乙"))))
    assert _grid(docx(_table(row))) == [("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)]


def test_a_text_box_in_a_cell_keeps_the_cell() -> None:
    box = f"<w:p>{r('甲')}<w:r><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert _grid(docx(_table(_row(_cell(box), _cell(p("乙")))))) == [
        ("甲", 1, 1, 1, 1),
        ("框", 1, 1, 1, 1),
        ("乙", 1, 2, 1, 1),
    ]


def test_absurd_spans_are_no_error() -> None:
    data = docx(
        _table(
            _row(
                _cell(p("甲"), '<w:gridSpan w:val="99999999999"/>'),
                _cell(p("乙"), '<w:gridSpan w:val="-3"/>'),
                _cell(p("丙"), "<w:gridSpan/>"),
            )
        )
    )
    assert [text for text, *_ in _grid(data)] == ["甲", "乙", "丙"]
