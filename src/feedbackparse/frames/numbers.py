"""The document's own number of an issue, read off the labels above it: 二（一）1（2）."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(
    r"\s*(?P<piece>[①-⑳㈠-㈩⑴-⒇]"
    r"|[（(]\s*(?:[〇零一二三四五六七八九十百两]+|\d+)\s*[）)]"
    r"|第(?:[〇零一二三四五六七八九十百两]+|\d+)(?:部分|方面|项|章|节|个问题)?"
    r"|问题(?:[〇零一二三四五六七八九十百两]+|\d+)"
    r"|\d+(?:[.．]\d+)*|[〇零一二三四五六七八九十百两]+)"
)
_SAME_SCRIPT = re.compile(r"\d\d|[〇零一二三四五六七八九十百两]{2}")


def read_number(label: str) -> str:
    """The number in a label, without what closes it: ``1.关于`` -> ``1``, ``（一）`` -> ``（一）``.

    Empty where the label has none (关于, 针对).
    """
    found = _NUMBER.match(label)
    return re.sub(r"\s", "", found["piece"]).replace("(", "（").replace(")", "）") if found else ""


def join_numbers(labels: Iterable[str]) -> str:
    """The path of the labels' numbers, the outermost first.

    Two numbers of the same script get a hyphen between them, so that 1 and 1 do not read as 11.
    """
    path = ""
    for label in labels:
        piece = read_number(label)
        seam = path[-1:] + piece[:1]
        path += ("-" if _SAME_SCRIPT.fullmatch(seam) else "") + piece
    return path
