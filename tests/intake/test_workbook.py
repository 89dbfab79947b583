"""Workbooks: each sheet as a table, what is hidden left out and counted."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from feedbackparse.errors import Refusal
from feedbackparse.intake.workbook import lay_values, show_value

from .packages import codes_of, read


def _save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _ledger() -> Workbook:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "问题清单"
    page.append(["问题整改清单"])
    page.merge_cells("A1:C1")
    page.append(["序号", "问题", "完成率"])
    page.append([1, "甲\n乙", 0.95])
    page["C3"].number_format = "0%"
    page.append([2, "丙", datetime.datetime(2024, 7, 1)])
    page["C4"].number_format = 'yyyy"年"m"月"d"日"'
    page.merge_cells("B4:B5")
    page["A5"] = 3
    return book


def test_a_sheet_is_its_name_and_a_table() -> None:
    taken = read(_save(_ledger()), "清单.xlsx")
    assert taken.source.format == "xlsx"
    blocks = [
        (block.text, (block.cell.row, block.cell.column, block.cell.rows, block.cell.columns) if block.cell else None)
        for block in taken.blocks
    ]
    assert blocks == [
        ("问题清单", None), ("问题整改清单", (1, 1, 1, 3)), ("序号", (2, 1, 1, 1)), ("问题", (2, 2, 1, 1)), ("完成率", (2, 3, 1, 1)),
        ("1", (3, 1, 1, 1)), ("甲", (3, 2, 1, 1)), ("乙", (3, 2, 1, 1)), ("95%", (3, 3, 1, 1)),
        ("2", (4, 1, 1, 1)), ("丙", (4, 2, 2, 1)), ("2024年7月1日", (4, 3, 1, 1)), ("3", (5, 1, 1, 1)), ("", (5, 3, 1, 1)),
    ]  # fmt: skip


def test_what_is_hidden_is_counted() -> None:
    book = _ledger()
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    book.create_sheet("藏").sheet_state = "hidden"
    data = _save(book)
    texts = [block.text for block in read(data).blocks]
    assert "甲" not in texts
    assert "完成率" not in texts
    assert "隐藏工作表 1 处" in codes_of(data)["hidden-text"]


def test_a_dtd_in_a_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_save(_ledger()))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, b"<!DOCTYPE x>" + content if name.endswith("workbook.xml") else content)
    with pytest.raises(Refusal) as caught:
        read(stream.getvalue())
    assert caught.value.code == "dtd"


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (None, "", ""), (True, "", "TRUE"), (3.0, "General", "3"), (0.1 + 0.2, "General", "0.3"), (0.9512, "0.0%", "95.1%"),
        (datetime.date(2024, 7, 1), "yyyy-mm-dd", "2024-07-01"), (datetime.date(2024, 7, 1), 'yyyy"年"m"月"', "2024年7月"),
        ("甲\r\n乙", "", "甲\n乙"),
    ],
)  # fmt: skip
def test_values_as_printed(value: object, shape: str, shown: str) -> None:
    assert show_value(value, shape) == shown


def test_values_of_a_simple_reader() -> None:
    words = lay_values([("清单", [["", ""], ["序号", "问题"], [1.0, "甲"]])])
    assert [block.text for block in words.blocks] == ["清单", "序号", "问题", "1", "甲"]
    assert words.blocks[1].cell is not None
    assert words.blocks[1].cell.row == 2
