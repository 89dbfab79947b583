"""An office's own template: its heads, its order of columns, its lists, in a TOML file.

    [sheets.issues]
    title = "整改任务清单"
    columns = [{ key = "number" }, { key = "issue", title = "反馈问题", width = 40 }, { key = "status" }]

    [lists]
    "整改状态" = ["未启动", "整改中", "已完成"]

Columns that are not named are left out; the hidden keys are always there. Reading back and converting again
need no template: the workbook remembers its heads.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from feedbackparse.errors import OutputProblem
from feedbackparse.ledger.layout import SHEETS, Seat, Sheet
from feedbackparse.ledger.wording import offered_lists


@dataclass(frozen=True, slots=True)
class Template:
    """The sheets and lists of a new workbook."""

    sheets: tuple[Sheet, ...]
    lists: Mapping[str, tuple[str, ...]]


def read_template(path: Path | None) -> Template:
    """The template of a file, or our own. Raises: OutputProblem."""
    if path is None:
        return Template(SHEETS, offered_lists())
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise wrong(path, f"模板不能读取：{error}") from error
    lists = {**offered_lists(), **read_lists(path, told.get("lists", {}))}
    named = told.get("sheets", {})
    unknown = set(named) - {sheet.table for sheet in SHEETS}
    if unknown:
        raise wrong(path, f"没有这样的表：{'、'.join(sorted(unknown))}")
    sheets = tuple(lay_sheet(path, sheet, named.get(sheet.table, {}), lists) for sheet in SHEETS)
    return Template(sheets, lists)


def read_lists(path: Path, told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    unknown = set(told) - set(offered_lists())
    if unknown:
        raise wrong(path, f"没有这样的下拉选项：{'、'.join(sorted(unknown))}")
    return {title: tuple(map(str, words)) for title, words in told.items()}


def lay_sheet(path: Path, sheet: Sheet, told: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Sheet:
    """A sheet as the template has it: keys first, then its columns in its order."""
    seats = [replace(seat, words=lists[seat.offers]) if seat.offers else seat for seat in sheet.seats]
    if columns := told.get("columns"):
        by_key = {seat.key: seat for seat in seats}
        unknown = [str(column.get("key")) for column in columns if column.get("key") not in by_key]
        if unknown:
            raise wrong(path, f"“{sheet.title}”没有这样的列：{'、'.join(unknown)}")
        chosen = [apply(by_key[column["key"]], column) for column in columns]
        keys = [seat for seat in seats if seat.whose == "key" and seat.key not in {each.key for each in chosen}]
        seats = [*keys, *chosen]
    titles = [seat.title for seat in seats]
    if len(titles) != len(set(titles)):
        raise wrong(path, f"“{sheet.title}”有重复的表头")
    frozen = min(sheet.frozen, len(seats) - 1)
    return replace(sheet, title=told.get("title", sheet.title), seats=tuple(seats), frozen=frozen)


def apply(seat: Seat, column: Mapping[str, Any]) -> Seat:
    return replace(seat, title=str(column.get("title", seat.title)), width=int(column.get("width", seat.width)))


def wrong(path: Path, message: str) -> OutputProblem:
    return OutputProblem("template-wrong", str(path), message, "请对照 docs/ledger.md 中的模板说明修改")
