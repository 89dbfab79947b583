"""Headers and footers: left out, counted, and searched for a classification (密级).

Source: GB/T 9704 §7.2.2 (密级和保密期限), the marks of internal papers (内部资料); design.md §7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackparse.intake.relations import find_part
from feedbackparse.intake.word.drawing import ART
from feedbackparse.intake.word.names import W

if TYPE_CHECKING:
    from feedbackparse.intake.word.reading import Reading

_KINDS = {"header": "页眉", "footer": "页脚"}
_MARK = re.compile(
    r"(绝\s*密|机\s*密|秘\s*密)(?!级|文件管理|工作)"
    r"|内\s*部\s*(?:资\s*料|文\s*件|材\s*料|使\s*用|传\s*阅)|^\s*内\s*部\s*$"
)
_TOP_MARK = re.compile(
    r"\s*(?:(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊].{0,12})?|内\s*部\s*(?:资\s*料|文\s*件|材\s*料).{0,12})\s*"
)
_TOP = 8
"""Lines at the head of the text where a classification may stand."""


def report_furniture(reading: Reading) -> None:
    """Count the headers and footers that have words; report a classification in one, or on the first page."""
    for relation in reading.relations.values():
        name = _KINDS.get(relation.kind)
        part = find_part(reading.package, relation) if name else None
        if name is None or part is None:
            continue
        root = reading.parse(part).root
        words = "".join(text.text or "" for text in root.iter(W + "t"))
        words += "".join(f"\n{art.get('string') or ''}" for art in root.iter(ART))
        if words.strip():
            place = part.rpartition("/")[2]
            reading.tally.note("left-out", name, place=place)
            _report_mark(reading, place, name, _MARK.search(words))
    for block in reading.sheet.blocks[:_TOP]:
        _report_mark(reading, block.place, "首页", _TOP_MARK.fullmatch(block.text))


def _report_mark(reading: Reading, place: str, where: str, match: re.Match[str] | None) -> None:
    if match is not None:
        reading.tally.note("classification-mark", f"{where}“{''.join(match[0].split())[:20]}”", place=place)
