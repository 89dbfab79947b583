"""Hand-checked masks: one expression a line, ``raw <tab> types <tab> unit <tab> EDTF``, in document order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.model import Mask
from tests.goldens.alignment import f1

MASK_CHARACTERS = frozenset("*＊×xXＸ□○〇某_＿…")
DATES = frozenset(("date", "period"))
AMOUNTS = frozenset(("count", "percent", "money", "ordinal"))
NAMES = frozenset(("place", "org", "person", "name", "phone", "word", "unknown"))
TYPES = DATES | AMOUNTS | NAMES
REACH = 4
"""A parsed mask may begin and end this many characters beside the written expression."""


@dataclass(frozen=True, slots=True)
class Row:
    """One written expression and where it stands."""

    line: int
    raw: str
    types: tuple[str, ...]
    """Any of them is right."""
    unit: str
    """Empty: any."""
    edtf: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MaskScore:
    right: int
    wanted: int
    extra: int
    differences: list[str]

    @property
    def value(self) -> float:
        return f1(self.right, self.wanted, self.wanted + self.extra)


def written_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold an expression; no file holds none."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return ((n, row) for n, row in enumerate(text.splitlines(), 1) if row.strip() and not row.startswith("#"))


def excused_words(path: Path) -> list[str]:
    """What a comment line ``# not masks: …`` names: words that look like masks and are none."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = (row for row in text.splitlines() if row.startswith("# not masks:"))
    return [word for row in rows for word in row.partition(":")[2].split()]


def read_masks(path: Path, text: str) -> list[Row]:
    """The expressions, each found in ``text`` behind the last. Raises: ValueError with file and line."""
    rows: list[Row] = []
    reached = 0
    for line, cells in written_lines(path):
        raw, types, unit, edtf = [*cells.split("\t"), "", "", ""][:4]
        start = text.find(raw, reached)
        if start < 0:
            raise ValueError(f"{path}:{line}: {raw!r} is not in the text behind offset {reached}")
        if not types or set(types.split("|")) - TYPES:
            raise ValueError(f"{path}:{line}: types {types!r} are not of {sorted(TYPES)}")
        reached = start + len(raw)
        rows.append(Row(line, raw, tuple(types.split("|")), unit, edtf, start, reached))
    return rows


def is_right(row: Row, mask: Mask) -> bool:
    """Whether one parsed mask covers all mask characters of the row, stays near it, and agrees."""
    stars = [row.start + k for k, c in enumerate(row.raw) if c in MASK_CHARACTERS] or [row.start, row.end - 1]
    return (
        row.start - REACH <= mask.start <= stars[0]
        and stars[-1] < mask.end <= row.end + REACH
        and mask.type in row.types
        and row.unit in ("", mask.unit or "")
        and row.edtf in ("", mask.edtf or "")
    )


def mask_over(row: Row, masks: Sequence[Mask]) -> Mask | None:
    """The first parsed mask that touches the row."""
    return next((mask for mask in masks if mask.start < row.end and row.start < mask.end), None)


def score_masks(rows: Sequence[Row], masks: Sequence[Mask], text: str) -> MaskScore:
    """Right, wanted and unwanted masks."""
    right, differences = 0, []
    for row in rows:
        mask = mask_over(row, masks)
        if mask and is_right(row, mask):
            right += 1
            continue
        got = f"{mask.type} {mask.unit} {mask.edtf} {mask.raw!r}" if mask else "nothing"
        want = f"{'|'.join(row.types)} {row.unit} {row.edtf}"
        differences.append(f"line {row.line:4}: mask {around(text, row.start, row.end)}: want {want}, got {got}")
    extra = [m for m in masks if not any(m.start < row.end and row.start < m.end for row in rows)]
    differences += [f"at {m.start}: no mask: {around(text, m.start, m.end)}, got {m.type}" for m in extra]
    return MaskScore(right, len(rows), len(extra), differences)


def around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 6) : end + 6].replace("\n", "|")
