"""Named lists of a pattern written out, so that a word is found by its first character.

``\\L<units>`` tries each length of the list in turn; ``(?=[人名])(?:人(?:次)?|名)`` looks at one character
where most places fail. Behind a lookbehind the pattern is read from right to left, so there the words
share their ends and not their beginnings. Measured on the seed: a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

LIST = regex.compile(r"\\L<(?P<name>\w+)>")
TOKEN = regex.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<behind>\(\?<[=!])|(?P<open>\()|(?P<close>\))")


def write_out_lists(pattern: str, lists: Mapping[str, Iterable[str]]) -> str:
    """The pattern with an alternation of the words in place of each named list; the longest word wins."""
    return LIST.sub(
        lambda found: alternatives(list(lists[found["name"]]), backward=inside_lookbehind(pattern, found.start())),
        pattern,
    )


def inside_lookbehind(pattern: str, place: int) -> bool:
    """Whether the innermost look-around that holds ``place`` looks back."""
    stack: list[bool] = []
    for token in TOKEN.finditer(pattern, 0, place):
        if token["behind"]:
            stack.append(True)
        elif token["open"]:
            ahead = pattern.startswith(("(?=", "(?!"), token.start())
            stack.append(False if ahead else bool(stack) and stack[-1])
        elif token["close"] and stack:
            stack.pop()
    return bool(stack) and stack[-1]


def alternatives(words: list[str], *, backward: bool) -> str:
    """One group that matches exactly the words, from the left or, in a lookbehind, from the right."""
    if backward:
        ends = "".join(sorted({regex.escape(word[-1]) for word in words}))
        return f"(?:{share([word[::-1] for word in words], backward=True)}(?<=[{ends}]))" if ends else "(?!)"
    heads = "".join(sorted({regex.escape(word[0]) for word in words}))
    return f"(?:(?=[{heads}]){share(words, backward=False)})"


def share(words: Iterable[str], *, backward: bool) -> str:
    """The words as a tree: what they share stands once."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    ends_here = branches.pop("", None) is not None
    if not branches:
        return ""
    parts = []
    for head, rests in branches.items():
        tail = share(rests, backward=backward)
        parts.append(tail + regex.escape(head) if backward else regex.escape(head) + tail)
    return "(?:" + "|".join(parts) + ")" + ("?" if ends_here else "")
