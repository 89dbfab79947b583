"""The sheet 字典: the lists that cells offer, the mask types, and the codes of 核查提示."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter

from feedbackparse.codes import CODES
from feedbackparse.ledger.heights import HEAD, count_lines, height_of
from feedbackparse.ledger.looks import Looks
from feedbackparse.ledger.printing import set_up_page
from feedbackparse.ledger.rowxml import NO_CELL, Line
from feedbackparse.ledger.wording import name_of, names_of

_WIDTHS = (11, 11, 11, 11, 3, 12, 12, 3, 22, 8, 20, 44, 44)
_CODE_HEADS = ("代码", "级别", "名称", "含义", "建议")


def set_up_dictionary(worksheet: Any) -> None:
    for at, width in enumerate(_WIDTHS, 1):
        worksheet.column_dimensions[get_column_letter(at)].width = width
    worksheet.freeze_panes = "A2"
    worksheet.print_title_rows = "1:1"
    set_up_page(worksheet, "A6A6A6")


def dictionary_lines(looks: Looks, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """Lists in the first columns, then mask types, then codes; an empty column between."""
    whose = ["people" if at < len(lists) else "parser" for at in range(len(_WIDTHS))]
    heads = (*lists, None, "遮蔽类型", "英文名", None, *_CODE_HEADS)
    yield Line(heads, [looks.head(w) if head else NO_CELL for head, w in zip(heads, whose, strict=True)], HEAD)
    for row in dictionary_rows(lists):
        lines = max(count_lines(text, width) for text, width in zip(row, _WIDTHS, strict=True) if text)
        styles = [looks.cell(w) if text else NO_CELL for text, w in zip(row, whose, strict=True)]
        yield Line(row, styles, height_of(lines))


def dictionary_rows(lists: Mapping[str, tuple[str, ...]]) -> list[tuple[str | None, ...]]:
    """The body of 字典, a row a line over all its lists."""
    masks = [(title, word) for word, title in names_of("masks").items()]
    codes = [(c.code, name_of("severities", c.severity), c.title, c.meaning, c.remedy) for c in CODES.values()]
    listed = zip_longest(*lists.values())
    return [
        (*(words or (None,) * len(lists)), None, *(mask or (None,) * 2), None, *(code or (None,) * 5))
        for words, mask, code in zip_longest(listed, masks, codes)
    ]
