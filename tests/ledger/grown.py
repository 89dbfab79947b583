"""Documents for the tests of tables and ledger: made of a text and its hand-written outline, no parser.

The outline is what ``corpora/*/gold.outline`` holds: ``kind label: text``, two spaces of indent a level.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from feedbackparse.model import Block, Document, Finding, Kind, Mask, Meta, Node, Source, Versions

CORPORA = Path(__file__).parents[2] / "corpora"
_HEAD = re.compile(r"^(关于|针对|对于)")


@dataclass
class Line:
    kind: str
    label: str
    text: str
    parent: int | None


@dataclass
class Place:
    label: int
    """Where the label begins, else the text."""
    start: int
    end: int


def grow_document(
    source: str,
    outline: str,
    *,
    name: str = "报告.txt",
    meta: Meta | None = None,
    masks: str = "",
    findings: tuple[Finding, ...] = (),
) -> Document:
    """A Document of this text, with the nodes of the outline and the masks of a gold.masks text."""
    nodes = grow_nodes(source, read_outline(outline))
    return Document(
        source=Source(name, hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(), "txt", "utf-8"),
        meta=meta or Meta(inspected=("甲局",), round="第一轮", genre="rectification_report"),
        text=source,
        nodes=nodes,
        masks=tuple(read_masks(source, masks)),
        facts=(),
        findings=findings,
        versions=Versions("0.0.0", "0" * 12),
        blocks=cut_blocks(source),
    )


def load_case(folder: Path) -> Document:
    """The Document that a corpus case expects."""
    masks = folder / "gold.masks"
    told = json.loads((folder / "gold.meta.json").read_text(encoding="utf-8"))
    meta = Meta(
        genre=told["genre"],
        inspected=tuple(told["inspected"] or ()),
        round=told["round"],
        title=told["title"],
        period=told["period"],
    )
    return grow_document(
        read_source(folder),
        (folder / "gold.outline").read_text(encoding="utf-8"),
        name=f"{folder.name}.txt",
        meta=meta,
        masks=masks.read_text(encoding="utf-8") if masks.exists() else "",
    )


def read_source(folder: Path) -> str:
    """The text that a reader sees: of a text file, whatever its encoding, or written out beside a Word file."""
    path = folder / "source.txt"
    data = (path if path.exists() else folder / "visible.txt").read_bytes()
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("gb18030").replace("\r\n", "\n")


def read_outline(outline: str) -> list[Line]:
    lines: list[Line] = []
    stack: list[tuple[int, int]] = []
    for raw in outline.splitlines():
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        depth = (len(raw) - len(raw.lstrip(" "))) // 2
        head, _, text = raw.strip().partition(":")
        kind, _, label = head.partition(" ")
        while stack and stack[-1][0] >= depth:
            stack.pop()
        lines.append(Line(kind, label.strip(), text.strip(), stack[-1][1] if stack else None))
        stack.append((depth, len(lines) - 1))
    return lines


def squeeze(text: str) -> str:
    """Letters, digits and masks: white space, punctuation and quotes do not count."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c == "*" or unicodedata.category(c)[0] in "LN")


def grow_nodes(source: str, lines: list[Line]) -> tuple[Node, ...]:
    """The outline's lines with spans: each label and text is found in the source, in order."""
    where = [i for i, c in enumerate(source) for _ in squeeze(c)]
    flat = squeeze(source)
    places: list[Place] = []
    reached = 0
    for line in lines:
        label = squeeze(line.label) if line.kind not in ("text", "title", "table") else ""
        ends = [squeeze(part) for part in line.text.split("…")]
        if line.kind == "issue":
            ends[0] = _HEAD.sub("", ends[0])
        start, bare = flat.find(label + ends[0], reached), flat.find(ends[0], reached)
        if ends[0] and not 0 <= start <= bare:  # the label is a table's heading or stands elsewhere
            start, label = bare, ""
        assert start >= 0, f"not found behind {reached}: {line}"
        end = start + len(label + ends[0])
        if len(ends) > 1:
            end = flat.find(ends[-1], end) + len(ends[-1])
        places.append(Place(start, start + len(label), end))
        reached = end
    return span_nodes(source, lines, places, [*where, len(source)])


def span_nodes(source: str, lines: list[Line], places: list[Place], where: list[int]) -> tuple[Node, ...]:
    """Every character to the last node that has begun; a parent ends where its last child does."""
    starts = [where[place.label] for place in places]
    starts[0] = 0
    for i in range(1, len(starts)):  # a bracket before the label belongs to it
        while source[starts[i] - 1] in "（(“《" and starts[i] - 1 > starts[i - 1]:
            starts[i] -= 1
    bounds = [*starts[1:], len(source)]
    ends = [start + len(source[start:bound].rstrip()) for start, bound in zip(starts, bounds, strict=True)]
    own = [((start, end),) if start < end else () for start, end in zip(starts, ends, strict=True)]
    for i in range(len(lines) - 1, -1, -1):
        parent = lines[i].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[i])
    texts = [
        source[where[p.start] : where[p.end - 1] + 1] + "。" * (line.text.endswith("。") and p.end > p.start)
        for line, p in zip(lines, places, strict=True)
    ]
    return tuple(
        Node(i, line.parent, cast(Kind, line.kind), line.label, texts[i], starts[i], ends[i], own[i], "test")
        for i, line in enumerate(lines)
    )


def cut_blocks(source: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for number, text in enumerate(source.split("\n"), 1):
        blocks.append(Block(text, at, f"line[{number}]"))
        at += len(text) + 1
    return tuple(blocks)


def read_masks(source: str, rows: str) -> list[Mask]:
    masks: list[Mask] = []
    reached = 0
    for row in rows.splitlines():
        if row.strip() and not row.startswith("#"):
            raw, types, unit, edtf = (row.split("\t") + [""] * 4)[:4]
            start = source.index(raw, reached)
            reached = start + len(raw)
            kind = types.split("|")[0]
            normal = f"⟦{kind}⟧"
            masks.append(Mask(start, reached, raw, kind, unit or None, edtf or None, None, None, normal, "test"))
    return masks
