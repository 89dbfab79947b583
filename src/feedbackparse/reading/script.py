"""The text in the script that the rules are written in: simplified characters, one for one."""

from __future__ import annotations

import re
from functools import lru_cache

from feedbackparse.rulebook import Rulebook


def simplify_script(text: str, rulebook: Rulebook) -> str:
    """The text with traditional characters simplified.

    Shape: of the same length, so that offsets hold; only characters of the list traditional_pairs change.
    """
    pairs = rulebook.lists.get("traditional_pairs", ())
    if not pairs or not any_of(pairs).search(text):
        return text
    return text.translate({ord(pair[0]): pair[1] for pair in pairs})


@lru_cache(maxsize=64)
def characters_of(rulebook: Rulebook, *lists: str) -> frozenset[str]:
    """The characters of the words of some lists."""
    return frozenset("".join("".join(rulebook.lists.get(name, ())) for name in lists))


@lru_cache(maxsize=8)
def any_of(pairs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("[" + "".join(pair[0] for pair in pairs) + "]")
