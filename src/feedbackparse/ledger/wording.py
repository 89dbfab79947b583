"""The words of the workbook that are data: lists of 字典, Chinese names of types, severities, outcomes, places."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from feedbackparse.frames.issues import SEVERITIES

_PLACES = (
    (r"body/p\[(\d+)\]", r"正文第\1段"),
    (r"line\[(\d+)\]", r"第\1行"),
    (r"p\[(\d+)\]", r"第\1段"),
    (r"table\[(\d+)\]", r"表\1"),
    (r"row\[(\d+)\]", r"第\1行"),
    (r"cell\[(\d+)\]", r"第\1格"),
    (r"textbox(?:\[(\d+)\])?", r"文本框\1"),
    (r"footnote(?:\[(\d+)\])?", r"脚注\1"),
    (r"endnote(?:\[(\d+)\])?", r"尾注\1"),
    (r"body", "正文"),
    (r"/", ""),
)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))


def offered_lists() -> dict[str, tuple[str, ...]]:
    """The drop-down lists by title, in the order of their columns on 字典."""
    return {entry["title"]: tuple(entry["words"]) for entry in _words()["list"]}


def name_of(group: str, word: str) -> str:
    """The Chinese name of a mask type, severity or outcome; an unknown one stays as it is."""
    return names_of(group).get(word, word)


def names_of(group: str) -> dict[str, str]:
    """The Chinese names of ``masks``, ``outcomes`` or ``severities``."""
    return SEVERITIES if group == "severities" else cast(dict[str, str], _words()[group])


@lru_cache(maxsize=4096)
def name_place(place: str) -> str:
    """A place in a file as a reader counts: ``table[1]/row[3]/cell[2]`` -> 表1第3行第2格."""
    for pattern, words in _PLACES:
        place = re.sub(pattern, words, place)
    return place
