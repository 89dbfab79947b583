"""A pattern under the standard library's ``re``, where it says there exactly what it says under ``regex``.

``re`` answers two to three times sooner (measured on a paragraph), but knows no time limit, no named lists and
no ``\\p{Han}``, which are spelt out, no lookbehind of several widths, which is made one of each alternative, and no
group name twice: what it still refuses stays with ``regex``.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import cast

import regex

from feedbackparse.rulebook.wordlists import write_out_lists

HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2-\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002a6df"
    r"\U0002a700-\U0002b81d\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
    r"\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479"
)
"""The characters of the script Han (Unicode, Scripts.txt), as a class holds them."""
LOOKBEHIND = re.compile(r"\(\?<[=!]")
BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What opens, closes or parts groups; escapes and classes are passed over whole."""
TOKEN = re.compile(r"\\p\{Han\}|\\.|[\[\]]", re.DOTALL)


@lru_cache(maxsize=4096)
def quicken(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    """The pattern for ``match``, ``search`` and ``fullmatch`` without time limit: under ``re`` where that can be."""
    source = part_lookbehinds(spell_han(write_out_lists(pattern.pattern, pattern.named_lists)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            quick = re.compile(source)
    except (re.error, Warning, OverflowError, RecursionError):
        return pattern
    return cast("regex.Pattern[str]", quick)


def spell_han(source: str) -> str:
    """``\\p{Han}`` as its ranges, in a class of its own where it stands in none."""
    out: list[str] = []
    reached, inside = 0, False
    for token in TOKEN.finditer(source):
        out.append(source[reached : token.start()])
        reached = token.end()
        said = token[0]
        if said == r"\p{Han}":
            said = HAN if inside else f"[{HAN}]"
        elif said == "[" and not inside:
            inside = True
        elif said == "]":
            inside = False
        out.append(said)
    return "".join(out) + source[reached:]


def part_lookbehinds(source: str) -> str:
    """``(?<=a|bb)`` as ``(?:(?<=a)|(?<=bb))``, ``(?<!a|bb)`` as ``(?<!a)(?<!bb)``: each of one width."""
    found = LOOKBEHIND.search(source)
    if not found:
        return source
    end = closing(source, found.end())
    parts = alternatives(source[found.end() : end])
    looks = [f"{found[0]}{part})" for part in parts]
    parted = "".join(looks) if found[0] == "(?<!" else looks[0] if len(looks) == 1 else f"(?:{'|'.join(looks)})"
    return source[: found.start()] + parted + part_lookbehinds(source[end + 1 :])


def closing(source: str, start: int) -> int:
    """Where the group that is open at ``start`` closes."""
    depth = 1
    for token in BRACKET.finditer(source, start):
        depth += (token[0] == "(") - (token[0] == ")")
        if not depth:
            return token.start()
    return len(source)


def alternatives(inner: str) -> list[str]:
    """What stands between the bars of a group, of a group that is all of it too."""
    while inner.startswith("(?:") and closing(inner, 3) == len(inner) - 1:
        inner = inner[3:-1]
    parts, depth, reached = [], 0, 0
    for token in BRACKET.finditer(inner):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            parts.append(inner[reached : token.start()])
            reached = token.end()
    parts.append(inner[reached:])
    return parts if len(parts) == 1 else [part for each in parts for part in alternatives(each)]


def read_group(match: regex.Match[str], name: str) -> str:
    """What the group holds, the first that is not empty where several have its name; '' where none does."""
    words = match[name]
    if words or not hasattr(match, "spans"):
        return words or ""
    start, end = span_of(match, name)
    return match.string[start:end]


def span_of(match: regex.Match[str], name: str) -> tuple[int, int]:
    """Where the group stands, the first that is not empty where several have its name; (0, 0) where none is."""
    spans = match.spans(name) if hasattr(match, "spans") else [match.span(name)]
    return next((span for span in spans if span[0] < span[1]), (0, 0))
