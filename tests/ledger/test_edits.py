"""Workbooks edited at random and converted again: every human cell is where it was, or listed.

50 runs here; ``python -m tests.ledger.test_edits 1000`` does as many as are asked for, and
``python -m tests.ledger.test_edits 250 500`` those from 500 on; it names the seeds that failed and exits 1.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .office import Clerk, change_sources, convert, two_reports

_TOKEN = re.compile(r"[甲乙]局T\d\dZ")


def human_cells(book: Any) -> dict[tuple[str, str], str]:
    """Every cell and comment that people wrote, by sheet and place."""
    found: dict[tuple[str, str], str] = {}
    for sheet in book.worksheets:
        if sheet.title in ("冲突", "待认领", "簿记"):
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if "人工" in str(cell.value) and sheet.title not in ("说明", "字典"):
                    found[sheet.title, cell.coordinate] = cell.value
                if cell.comment:
                    found[sheet.title, f"{cell.coordinate}!"] = cell.comment.text
    return found


def tokens(book: Any) -> dict[tuple[str, int], set[str]]:
    """Which issue each row of 问题台账 speaks of, by its words."""
    sheet = next(s for s in book.worksheets if s.title.endswith("问题台账"))
    rows = ((row[0].row, set(_TOKEN.findall(" ".join(str(c.value) for c in row)))) for row in sheet.iter_rows())
    return {(sheet.title, row): found for row, found in rows if found}


def ids_of(book: Any) -> list[str]:
    sheet = next(s for s in book.worksheets if s.title.endswith("问题台账"))
    cells = (c.value for row in sheet.iter_rows() for c in row)
    return [v for v in cells if isinstance(v, str) and re.fullmatch(r"WT-\d{4}", v)]


def run(seed: int, folder: Path) -> None:
    """One office, two conversions with people's edits between them, and a third that changes nothing."""
    dice = random.Random(seed)
    path = folder / f"{seed}.xlsx"
    reports = two_reports()
    convert(reports, path)
    for _ in range(2):
        clerk = Clerk(openpyxl.load_workbook(path), dice, count=dice.randint(0, 500))
        for _ in range(dice.randint(1, 9)):
            clerk.act()
        clerk.book.save(path)
        reports, what = change_sources(reports, dice) if dice.random() < 0.7 else (reports, "same")
        if not reports:
            return
        before = openpyxl.load_workbook(path)
        convert(reports, path)
        after = openpyxl.load_workbook(path)
        told = f"seed {seed}: {clerk.said}, sources {what}"
        check(before, after, told)
    again = convert(reports, path)
    assert dict(again.changes) == {}, (told, dict(again.changes))
    same = {
        (s.title, c.coordinate): c.value for s in openpyxl.load_workbook(path) for row in s.iter_rows() for c in row
    }
    old = {(s.title, c.coordinate): c.value for s in after for row in s.iter_rows() for c in row}
    assert same == old, told


def check(before: Any, after: Any, told: str) -> None:
    wanted, found = human_cells(before), human_cells(after)
    moved = {key for key in wanted if key[0] == "遮蔽信息"}
    lost = {key: value for key, value in wanted.items() if key not in moved and found.get(key) != value}
    assert not lost, (told, lost)
    values = {value for (sheet, _), value in found.items() if sheet == "遮蔽信息"}
    assert {wanted[key] for key in moved} <= values, told
    old, new = tokens(before), tokens(after)
    strangers = {row: (words, new[row]) for row, words in old.items() if row in new and not words & new[row]}
    assert not strangers, (told, strangers)
    numbers = ids_of(after)
    assert len(numbers) == len(set(numbers)), told


@pytest.mark.parametrize("seed", range(50))
def test_nothing_that_people_wrote_is_lost(seed: int, tmp_path: Path) -> None:
    run(seed, tmp_path)


def main(count: int, first: int = 0) -> int:
    """Run these seeds; how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            try:
                run(seed, Path(folder))
            except Exception as error:
                failed += 1
                sys.stdout.write(f"seed {seed}: {type(error).__name__}: {error}\n")
            (Path(folder) / f"{seed}.xlsx").unlink(missing_ok=True)
    sys.stdout.write(f"{count} runs from seed {first}: {failed} failed\n")
    return failed


if __name__ == "__main__":
    raise SystemExit(min(1, main(*map(int, sys.argv[1:] or ["1000"]))))
