"""Names for the columns that formulas and lists refer to: formulas stay the same when columns move.

Excel moves a name with its column; the next conversion sets each name anew to where the column then stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from feedbackparse.ledger.wording import offered_lists

COLUMNS = {
    "台账_条目ID": ("issues", "issue_id"),
    "台账_单位": ("issues", "unit"),
    "台账_问题类别": ("issues", "category"),
    "台账_整改情况": ("issues", "response"),
    "台账_完成时限": ("issues", "deadline"),
    "台账_整改状态": ("issues", "status"),
    "台账_是否销号": ("issues", "closed"),
    "措施_措施ID": ("measures", "measure_id"),
    "措施_状态": ("measures", "status"),
}
Places = Mapping[str, tuple[str, Mapping[str, int]]]
"""Of each table the title of its sheet and the number of each column, by key."""


def list_name(title: str) -> str:
    """The name of a list of 字典."""
    return f"选项_{title}"


def set_names(book: Any, places: Places, dictionary: str = "字典") -> None:
    """Name the columns, and the lists with whatever an office adds below them."""
    for name, (table, key) in COLUMNS.items():
        title, columns = places.get(table, ("", {}))
        if key in columns:
            letter = get_column_letter(columns[key])
            book.defined_names[name] = DefinedName(name, attr_text=f"{quote(title)}!${letter}:${letter}")
    for at, title in enumerate(offered_lists(), 1):
        column = f"{quote(dictionary)}!${get_column_letter(at)}"
        words = f"OFFSET({column}$2,0,0,MAX(1,COUNTA({column}:${get_column_letter(at)})-1),1)"
        book.defined_names[list_name(title)] = DefinedName(list_name(title), attr_text=words)


def quote(title: str) -> str:
    """A sheet's title as formulas write it."""
    return "'" + title.replace("'", "''") + "'"
