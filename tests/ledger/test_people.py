"""What people do to a workbook, a case each, then a conversion with one reworded issue: and through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .office import convert, two_reports

Rows = list[dict[str, Any]]
IDS = [f"WT-{at:04d}" for at in range(1, 13)]
REWORDED = 4
"""Index of the issue that the second conversion words otherwise."""


def column(sheet: Any, title: str, head: int = 1) -> int:
    return next(int(cell.column) for cell in sheet[head] if cell.value == title)


def read(path: Path) -> Rows:
    """The rows of 问题台账 wherever it is by now, below whatever stands above its head."""
    book = openpyxl.load_workbook(path)
    sheet = next(s for s in book.worksheets if any("整改情况" in (c.value, "") for c in (*s[1], *s[2], *s[3])))
    lines = list(sheet.iter_rows(values_only=True))
    head = next(at for at, line in enumerate(lines) if "整改情况" in line)
    titles = [str(cell) for cell in lines[head]]
    return [dict(zip(titles, line, strict=False)) for line in lines[head + 1 :] if any(line)]


def swap_columns(book: Any) -> None:
    sheet = book["问题台账"]
    one, two = column(sheet, "进展"), column(sheet, "方面")
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, two)
        first.value, second.value = second.value, first.value


def reverse_rows(book: Any) -> None:
    sheet = book["问题台账"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row, line in enumerate(reversed(lines), 2):
        for at, value in enumerate(line, 1):
            sheet.cell(row, at).value = value


def hide_rows(book: Any) -> None:
    book["问题台账"].auto_filter.add_filter_column(2, ["乙局"])
    for row in range(2, 8):
        book["问题台账"].row_dimensions[row].hidden = True


def add_title(book: Any) -> None:
    book["问题台账"].insert_rows(1)
    book["问题台账"]["C1"] = "整改台账（人工标题）"


def insert_column(book: Any) -> None:
    sheet = book["问题台账"]
    sheet.insert_cols(5)
    sheet.cell(1, 5).value, sheet.cell(4, 5).value = "自设", "人工自设"


def set_cell(title: str, row: int, value: object) -> Callable[[Any], None]:
    def act(book: Any) -> None:
        sheet = book["问题台账"]
        sheet.cell(row, column(sheet, title)).value = value

    return act


def copy_row(book: Any) -> None:
    sheet = book["问题台账"]
    sheet.append([cell.value for cell in sheet[4]])
    sheet.cell(sheet.max_row, column(sheet, "进展")).value = "人工副本"


def add_row(book: Any) -> None:
    sheet = book["问题台账"]
    sheet.cell(14, column(sheet, "具体问题")).value = "人工增加的问题"


def insert_row(book: Any) -> None:
    sheet = book["问题台账"]
    sheet.insert_rows(3)
    sheet.cell(3, column(sheet, "具体问题")).value = "人工插入的问题"


def delete_column(book: Any) -> None:
    book["问题台账"].delete_cols(column(book["问题台账"], "方面"))


def rename_sheet(book: Any) -> None:
    book["问题台账"].title = "我的清单"


def ids(rows: Rows) -> list[str]:
    return [row["条目ID"] for row in rows]


def of(rows: Rows, id: str) -> dict[str, Any]:
    (row,) = (row for row in rows if row["条目ID"] == id)
    return row


CASES: dict[str, tuple[Callable[[Any], None], Callable[[Rows], bool]]] = {
    "column renamed": (set_cell("进展", 1, "现状"), lambda rows: rows[2]["现状"] == "人工办理" and ids(rows) == IDS),
    "columns moved": (swap_columns, lambda rows: of(rows, IDS[2])["进展"] == "人工办理" and ids(rows) == IDS),
    "column inserted": (insert_column, lambda rows: of(rows, IDS[2])["自设"] == "人工自设" and ids(rows) == IDS),
    "column deleted": (delete_column, lambda rows: "方面" not in rows[0] and ids(rows) == IDS),
    "title above the head": (add_title, lambda rows: ids(rows) == IDS),
    "rows sorted": (reverse_rows, lambda rows: ids(rows) == IDS[::-1]),
    "rows filtered": (hide_rows, lambda rows: ids(rows) == IDS),
    "sheet renamed": (rename_sheet, lambda rows: ids(rows) == IDS),
    "row added below": (
        add_row,
        lambda rows: ids(rows) == [*IDS, "WT-0013"] and rows[12]["具体问题"] == "人工增加的问题",
    ),
    "row inserted": (
        insert_row,
        lambda rows: ids(rows) == [IDS[0], "WT-0013", *IDS[1:]] and rows[1]["具体问题"] == "人工插入的问题",
    ),
    "row copied": (copy_row, lambda rows: ids(rows) == [*IDS, "WT-0013"] and rows[12]["进展"] == "人工副本"),
    "row deleted": (
        lambda book: book["问题台账"].delete_rows(9),
        lambda rows: ids(rows) == [id for id in IDS if id != "WT-0008"],
    ),
    "id blanked": (set_cell("条目ID", 3, None), lambda rows: ids(rows) == IDS),
    "parser's cell edited": (
        set_cell("具体问题", 2, "人工改写"),
        lambda rows: rows[0]["具体问题"] == "人工改写" and ids(rows) == IDS,
    ),
    "parser's cell emptied": (set_cell("整改情况", 2, None), lambda rows: rows[0]["整改情况"] is None),
    "ids deleted": (
        lambda book: book["问题台账"].delete_cols(1, 2),
        lambda rows: ids(rows) == IDS,
    ),
}


def prepare(name: str, path: Path) -> None:
    """A ledger with a word in 进展 of the third issue, and what the case does to it."""
    convert(two_reports(), path)
    book = openpyxl.load_workbook(path)
    set_cell("进展", 4, "人工办理")(book)
    CASES[name][0](book)
    book.save(path)


def convert_and_check(name: str, path: Path) -> None:
    reports = two_reports()
    issue, answer = reports[0].issues[REWORDED]
    reports[0].issues[REWORDED] = (f"有的{issue}，需要改进", answer)
    convert(reports, path)
    rows = read(path)
    assert CASES[name][1](rows), (name, rows)
    assert "人工办理" in of(rows, IDS[2]).values(), name
    assert any("需要改进" in str(value) for value in of(rows, IDS[REWORDED]).values()), name
    assert convert(reports, path).changes.keys() <= {"updated", "fixed"}, name  # 【来源】问题表述有改动 goes
    assert not convert(reports, path).changes, name


@pytest.mark.parametrize("name", CASES)
def test_people(name: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    prepare(name, path)
    convert_and_check(name, path)


@pytest.mark.libreoffice
def test_people_who_save_with_libreoffice(tmp_path: Path) -> None:
    out = tmp_path / "lo"
    paths = {name: tmp_path / f"{at}.xlsx" for at, name in enumerate(CASES)}
    for name, path in paths.items():
        prepare(name, path)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), *map(str, paths.values())], check=True, capture_output=True)
    for name, path in paths.items():
        shutil.move(out / path.name, path)
        convert_and_check(name, path)


CHANGES: dict[str, Callable[[list[tuple[str, str]]], None]] = {
    "reworded": lambda issues: issues.__setitem__(1, (f"有的{issues[1][0]}，需要改进", issues[1][1])),
    "moved": lambda issues: issues.append(issues.pop(1)),
    "doubled": lambda issues: issues.append(issues[1]),
    "merged": lambda issues: issues.__setitem__(slice(1, 3), [(f"{issues[1][0]}；{issues[2][0]}", issues[1][1])]),
}
NAMED: dict[str, tuple[str, dict[str, str]]] = {
    "same name": ("甲局报告.docx", {}),
    "(2)": ("甲局报告(2).docx", {}),
    "最终版": ("甲局报告最终版.docx", {}),
    "最终版2": ("甲局报告最终版2.docx", {}),
    "replaces": ("丙.docx", {"丙.docx": "甲局报告.docx"}),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("named", NAMED)
def test_identity_of_documents_and_issues(named: str, change: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    reports = two_reports()
    convert(reports, path)
    book = openpyxl.load_workbook(path)
    set_cell("进展", 3, "人工办理")(book)
    book.save(path)
    reports[0].name, replaces = NAMED[named]
    CHANGES[change](reports[0].issues)
    convert(reports, path, replaces=replaces)
    rows = read(path)
    assert ids(rows)[:12] == IDS
    assert len(rows) == 12 + (change == "doubled")
    assert rows[1]["进展"] == "人工办理"
    assert "T01Z" in rows[1]["具体问题"]
    marked = [row["条目ID"] for row in rows if str(row["原文位置"]).startswith("〔原文已无此条〕")]
    assert marked == (["WT-0003"] if change == "merged" else [])
