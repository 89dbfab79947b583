"""A hand-written outline checked against its source, without any parser.

Nothing may be dropped: between the texts of two neighbouring nodes stand only the labels that the outline
writes and the closing words of an issue title. An outline that a program wrote and nobody read proves
nothing, so it is written first and checked with this before the parser sees the case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.goldens.layout import Laid, Letters, lay_out
from tests.goldens.mask_file import excused_words, read_masks
from tests.goldens.outline_file import read_outline

MASK_LIKE = re.compile(r"[*＊×○□]+|X{2,}|某+|(?<![A-Za-z])X(?![A-Za-z])|x{2,}|(?<=[0-9])X+")
ENUMERATION = re.compile(r"[。；：]\s*([一二三四五六七八九]是|首先|其次|第[一二三四五][，、])")


def check_case(source: str, outline: Path, masks: Path) -> list[str]:
    """Every disagreement of a written case with its source, in words."""
    letters = Letters.of(source)
    try:
        laid, faults = lay_out(letters, read_outline(outline))
    except ValueError as error:
        return [str(error)]
    faults += unmarked_enumerations(letters, laid)
    return faults + check_masks(source, masks)


def unmarked_enumerations(letters: Letters, laid: Sequence[Laid]) -> list[str]:
    """Texts that hold 一是 … at the start of a sentence: the outline should have items there."""
    return [
        f"line {node.piece.line}: {hit.group(0)!r} inside the {node.piece.kind} {node.piece.text[:20]!r}"
        for node in laid
        for hit in ENUMERATION.finditer(letters.piece(node.start, node.end))
    ]


def check_masks(source: str, path: Path) -> list[str]:
    """Whether every written mask is found, and every mask-like character is written or excused."""
    try:
        rows = read_masks(path, source)
    except ValueError as error:
        return [str(error)]
    excused = excused_words(path)
    faults = []
    for hit in MASK_LIKE.finditer(source):
        if any(row.start < hit.end() and hit.start() < row.end for row in rows):
            continue
        around = source[max(0, hit.start() - 4) : hit.end() + 4].replace("\n", "|")
        if not any(word in around for word in excused):
            faults.append(f"{path.name}: {around!r} at {hit.start()} looks like a mask and is in no row")
    return faults
