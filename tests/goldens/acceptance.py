"""``pytest --accept``: rewrite what a case expects from its parse, for a person to read in the diff.

A line that the parse agrees with stays as it was written; comments stay. The promises hold, or nothing is
written: ``parse`` asserts them, and what it gives must pass the checks of a hand-written case.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import feedbackparse as fp
from feedbackparse.model import Mask, Node
from feedbackparse.outline_text import outline_lines
from tests.goldens.alignment import Alignment, align
from tests.goldens.cases import Case
from tests.goldens.letters import squeeze
from tests.goldens.mask_file import is_right, mask_over, read_masks
from tests.goldens.outline_file import pieces_of, read_outline
from tests.goldens.scores import compare_meta
from tests.goldens.written import check_case

LONGEST = 40
"""A longer text is written by its two ends."""


def accept(case: Case) -> list[str]:
    """Rewrite outline, masks and metadata of a case; the faults for which that was refused."""
    document = fp.parse(case.source)
    before = {path: path.read_bytes() if path.exists() else None for path in (case.outline, case.masks)}
    write(case.outline, accepted_outline(case, document.nodes))
    write(case.masks, accepted_masks(case.masks, document))
    faults = check_case(case.visible_text(), case.outline, case.masks)
    if faults:
        for path, data in before.items():
            path.unlink(missing_ok=True)
            if data is not None:
                path.write_bytes(data)
        return faults
    accept_meta(case, document)
    return []


def write(path: Path, lines: Sequence[str]) -> None:
    """No lines, no file."""
    if lines:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)


def comments_of(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [row for row in text.splitlines() if row.lstrip().startswith("#")]


def accepted_outline(case: Case, nodes: Sequence[Node]) -> list[str]:
    """The outline of the parse, in the written words where they say the same."""
    fresh = list(outline_lines(nodes, longest=LONGEST))
    if not case.outline.exists():
        return fresh
    rows = case.outline.read_text(encoding="utf-8").splitlines()
    tree = align(read_outline(case.outline), pieces_of(nodes))
    for i, j in tree.pairs.items():
        if kept(tree, i):
            row = rows[tree.gold[i].line - 1]
            indent = len(fresh[j]) - len(fresh[j].lstrip(" "))
            fresh[j] = " " * indent + row.strip()
    return comments_of(case.outline) + fresh


def kept(tree: Alignment, i: int) -> bool:
    """Whether the written label of a matched node is the parsed one too."""
    return squeeze(tree.gold[i].label) == squeeze(tree.got[tree.pairs[i]].label)


def accepted_masks(path: Path, document: fp.Document) -> list[str]:
    """The masks of the parse, in the written row where that is right."""
    rows = {}
    if path.exists():
        for row in read_masks(path, document.text):
            mask = mask_over(row, document.masks)
            if mask and is_right(row, mask):
                rows[mask.start] = "\t".join((row.raw, "|".join(row.types), row.unit, row.edtf))
    return comments_of(path) + [rows.get(mask.start, mask_row(mask)) for mask in document.masks]


def mask_row(mask: Mask) -> str:
    return "\t".join((mask.raw, mask.type, mask.unit or "", mask.edtf or ""))


def accept_meta(case: Case, document: fp.Document) -> None:
    """Rewrite the metadata where a field of it is another."""
    if case.meta is None or not any(compare_meta(case.meta, document.meta).values()):
        return
    got = asdict(document.meta) | {"inspected": list(document.meta.inspected)}
    got["totals"] = [{"what": total.what, "value": total.value} for total in document.meta.totals]
    rows = [f'"{field}": {json.dumps(got[field], ensure_ascii=False)}' for field in case.meta]
    write(case.folder / "gold.meta.json", ["{" + ",\n ".join(rows) + "}"])
