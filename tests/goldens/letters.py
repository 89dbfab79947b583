"""What of a text counts in a comparison: letters, digits and masks, without the wrapper words of an issue."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from feedbackparse.outline_text import ANYTHING

ISSUE_HEAD = re.compile(r"^(关于|针对|对于)")
ISSUE_TAIL = re.compile(r"(存在)?(的)?(问题|方面|情况)?(的)?(整改)?(落实)?(情况|进展)?$")


def squeeze(text: str) -> str:
    """Letters, digits and masks of ``text``, in compatibility form."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c == "*" or unicodedata.category(c)[0] in "LN")


@lru_cache(maxsize=65536)
def bare(kind: str, text: str) -> str:
    """The squeezed text; of an issue without its wrapper words."""
    text = squeeze(text)
    return ISSUE_TAIL.sub("", ISSUE_HEAD.sub("", text)) if kind == "issue" else text


@lru_cache(maxsize=65536)
def two_ends(kind: str, text: str) -> tuple[str, str] | None:
    """How a text begins and ends, squeezed, where ``…`` stands for what is between; None where it is whole."""
    if ANYTHING not in text:
        return None
    parts = [squeeze(part) for part in text.split(ANYTHING)]
    first, last = parts[0], parts[-1]
    if kind == "issue":
        return ISSUE_HEAD.sub("", first), ISSUE_TAIL.sub("", last)
    return first, last


def same_text(kind: str, gold: str, got: str) -> bool:
    """Whether ``got`` is what a hand-written text, whole or by its two ends, says."""
    have, ends = bare(kind, got), two_ends(kind, gold)
    if ends is None:
        return bare(kind, gold) == have
    first, last = ends
    return len(have) >= len(first) + len(last) and have.startswith(first) and have.endswith(last)
