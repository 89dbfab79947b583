"""Plain text -> Blocks, a line each."""

from __future__ import annotations

from feedbackparse.codes import finding
from feedbackparse.intake.encoding import decode_text
from feedbackparse.intake.limits import DEFAULT
from feedbackparse.intake.refusals import refuse
from feedbackparse.model import Block, Finding


def read_plain(
    data: bytes, place: str, encoding: str | None = None, most: int = DEFAULT.lines
) -> tuple[str, tuple[Block, ...], tuple[Finding, ...]]:
    """The encoding, the lines as Blocks, and what is doubtful.

    Shape: one Block per line; a line ends with LF, CR LF or CR, the last one also with the file. All
    other characters stay as they are.
    Raises: Refusal.
    """
    decoded = decode_text(data, place, encoding)
    if not decoded.text:
        raise refuse("empty-file", place)
    if decoded.text.count("\n") + decoded.text.count("\r") > 2 * most:
        raise refuse("too-many-lines", place, limit=most)
    doubts = (finding("doubtful-encoding", decoded.doubt),) if decoded.doubt else ()
    return decoded.encoding, lay_lines(decoded.text), doubts


def lay_lines(text: str) -> tuple[Block, ...]:
    """The lines of a text as Blocks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        blocks.append(Block(line, at, f"line[{number}]"))
        at += len(line) + 1
    return tuple(blocks)
