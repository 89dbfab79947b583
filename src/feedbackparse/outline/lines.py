"""Blocks -> Lines and Grids: what the grammar reads.

A Line is one paragraph as its writer meant it: of a hard-wrapped text, the lines of the paragraph
joined. A Grid is one table. Every place in a Line leads back to the canonical text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from feedbackparse.model import Block
from feedbackparse.rulebook import Rulebook

SAMPLE = 60
"""How many lines are asked whether the text is hard-wrapped."""
_CLOSED = frozenset("。；;：:！!？?”’」』）)】…")
_INDENT = regex.compile(r"(?:　|  |\t)")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph: its words without the blanks round them, and where each stands."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[tuple[int, int], ...]
    """``(index in text, offset in the canonical text)``, one a piece that stands together."""

    def at(self, index: int) -> int:
        """The offset of ``text[index]``; of ``len(text)`` the end."""
        if index >= len(self.text):
            return self.end
        offset = self.pieces[0][1]
        if len(self.pieces) == 1:
            return offset + index - self.pieces[0][0]
        for piece, place in self.pieces:
            if piece > index:
                break
            offset = place + index - piece
        return offset

    @property
    def start(self) -> int:
        return self.pieces[0][1]

    @property
    def end(self) -> int:
        index, offset = self.pieces[-1]
        return offset + len(self.text) - index


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one table, nested tables with them, in reading order."""

    lines: tuple[Line, ...]


def read_lines(blocks: Sequence[Block], rulebook: Rulebook) -> list[Line | Grid]:
    """The document as Lines and Grids in reading order; blank blocks give none."""
    out: list[Line | Grid] = []
    cells: list[Line] = []
    width = wrap_width(blocks, rulebook)
    indented = width > 0 and uses_indents(blocks)
    open_block: Block | None = None
    for block in blocks:
        line = single(block)
        if line is None:
            open_block = None
            continue
        if block.cell is not None:
            cells.append(line)
            open_block = None
            continue
        if cells:
            out.append(Grid(tuple(cells)))
            cells = []
        before = out[-1] if out else None
        if (
            open_block is not None
            and isinstance(before, Line)
            and continues(open_block, block, width, indented, rulebook)
        ):
            out[-1] = join(before, line)
        else:
            out.append(line)
        open_block = block
    if cells:
        out.append(Grid(tuple(cells)))
    return out


def single(block: Block) -> Line | None:
    """The Line of one block, or None where it is blank."""
    words = block.text.strip()
    if not words:
        return None
    lead = len(block.text) - len(block.text.lstrip())
    return Line(words, (block,), ((0, block.start + lead),))


def join(first: Line, second: Line) -> Line:
    """Two lines of one hard-wrapped paragraph."""
    gap = " " if first.text[-1].isascii() and first.text[-1].isalnum() and second.text[0].isascii() else ""
    text = first.text + gap
    pieces = tuple((index + len(text), offset) for index, offset in second.pieces)
    return Line(text + second.text, first.blocks + second.blocks, first.pieces + pieces)


def width_of(text: str) -> int:
    """Columns that a text takes: two for a full-width character."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def wrap_width(blocks: Sequence[Block], rulebook: Rulebook) -> int:
    """The column at which a text is hard-wrapped, 0 where it is not.

    Evidence: many lines of the same greatest width that end in the middle of a sentence, and behind which
    no number, label or wrapper begins.
    """
    bodies = [b.text.rstrip() for b in blocks if b.cell is None and b.text.strip()]
    widths = [width_of(words) for words in bodies]
    if len(widths) < 8:
        return 0
    top = sorted(widths)[int(len(widths) * 0.9)]
    if not 24 <= top <= 130:
        return 0
    full = [i for i, width in enumerate(widths) if top - 6 <= width <= top + 4][:SAMPLE]
    enough = max(4, 0.2 * min(len(widths), SAMPLE))
    if sum(bodies[i][-1] not in _CLOSED for i in full) < enough:
        return 0
    inside = [i for i in full if not opens_paragraph(bodies[i + 1 : i + 2], rulebook)]
    cut = [i for i in inside if bodies[i][-1] not in _CLOSED]
    return top if len(cut) >= enough and len(cut) >= 0.6 * len(inside) else 0


def opens_paragraph(lines: Sequence[str], rulebook: Rulebook) -> bool:
    """Whether a line begins with a number, a label or an issue's wrapper; no line does."""
    return not lines or any(rulebook.first(family, lines[0].strip()) for family in ("numbering", "response", "issue"))


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs begin with an indent, and so tell themselves apart from wrapped lines."""
    bodies = [b for b in blocks if b.cell is None and b.text.strip()]
    share = sum(1 for b in bodies if _INDENT.match(b.text)) / max(1, len(bodies))
    return 0.08 <= share <= 0.8


def continues(before: Block, block: Block, width: int, indented: bool, rulebook: Rulebook) -> bool:
    """Whether ``block`` goes on with the paragraph of ``before``."""
    if not width:
        return False
    reach = width_of(before.text.rstrip())
    if indented:
        return reach >= 0.7 * width and not _INDENT.match(block.text)
    return reach >= width - 8 and not opens_paragraph([block.text], rulebook)
