"""The Blocks of one document as they are laid down, one behind the other."""

from __future__ import annotations

from feedbackparse.intake.refusals import refuse
from feedbackparse.model import PLAIN, Block, Cell, Style


class Sheet:
    """Takes paragraphs in reading order and keeps the offset of each line."""

    __slots__ = ("_at", "_most", "_name", "blocks")

    def __init__(self, name: str, most: int) -> None:
        """``most``: how many Blocks the document may have; ``name`` is for the message."""
        self.blocks: list[Block] = []
        self._at = 0
        self._name, self._most = name, most

    def add(self, text: str, place: str, number: str = "", style: Style = PLAIN, cell: Cell | None = None) -> None:
        """Lay down one paragraph; each soft line break in it begins a Block of the same place.

        Raises: Refusal where the document has too many lines.
        """
        if len(self.blocks) >= self._most:
            raise refuse("too-many-lines", self._name, limit=self._most)
        if "\n" not in text:
            self.blocks.append(Block(text, self._at, place, number, style, cell))
            self._at += len(text) + 1
            return
        for line in text.split("\n"):
            self.blocks.append(Block(line, self._at, place, number, style, cell))
            self._at += len(line) + 1
            number = ""

    @property
    def length(self) -> int:
        """How many Blocks there are."""
        return len(self.blocks)
