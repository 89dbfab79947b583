"""Ways to find an outline that others use, over the paragraphs that python-docx gives: for comparison only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

_NAIVE = re.compile(r"(?P<one>[一二三四五六七八九十]+、)|(?P<two>（[一二三四五六七八九十]+）)|(?P<three>\d+[.．、])")
_HAN, _ANY = "[零一二三四五六七八九十百]+", "[零一二三四五六七八九十百0-9]+"
_DIGITS = "[0-9]{1,2}"
_GROUPS = (
    (f"第{_ANY}(?:分?编|部分)", f"第{_ANY}章", f"第{_ANY}节", f"第{_ANY}条", rf"[(（]{_HAN}[)）]"),
    ("第[0-9]+章", "第[0-9]+节", rf"{_DIGITS}[. 、]", rf"{_DIGITS}\.{_DIGITS}[^a-zA-Z/%~-]", rf"(?:{_DIGITS}\.){{3}}"),
    (f"第{_ANY}章", f"第{_ANY}节", f"{_HAN}[ 、]", rf"[(（]{_HAN}[)）]", rf"[(（]{_DIGITS}[)）]"),
)
"""Groups of patterns, each from the outermost level in, as RAGFlow tries them; the group with most hits is taken."""
_BULLETS = tuple(tuple(map(re.compile, group)) for group in _GROUPS)

Outline = Callable[[Sequence[str]], list[tuple[int, str]]]
"""Lines -> level (0 outermost, -1 none) and line."""


def outline_naively(lines: Sequence[str]) -> list[tuple[int, str]]:
    """One regular expression, a level a group: what a script does."""
    found = []
    for line in lines:
        match = _NAIVE.match(line)
        found.append((("one", "two", "three").index(str(match.lastgroup)) if match else -1, line))
    return found


def outline_by_bullets(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The group of bullets that most lines begin with gives the levels."""
    hits = [sum(any(pattern.match(line) for pattern in group) for line in lines) for group in _BULLETS]
    best = _BULLETS[hits.index(max(hits))]
    return [(next((at for at, pattern in enumerate(best) if pattern.match(line)), -1), line) for line in lines]


def load_arborparser() -> Outline:
    """Its chain and tree with Chinese, bracketed and plain numbers, wrong headings pruned. Raises: ImportError."""
    package = import_module("arborparser")
    kinds = import_module("arborparser.pattern").NumberType
    build = package.PatternBuilder
    patterns = [
        build(number_type=kinds.CHINESE, suffix_regex="、").build(),
        build(prefix_regex="（", number_type=kinds.CHINESE, suffix_regex="）").build(),
        build(number_type=kinds.ARABIC, suffix_regex=r"\.").build(),
    ]

    def outline(lines: Sequence[str]) -> list[tuple[int, str]]:
        chain = package.ChainParser(patterns).parse_to_chain("\n".join(lines))
        package.TreeBuilder(strategy=package.AutoPruneStrategy()).build_tree(chain)
        return [(0, line) for line in lines]

    return outline


def over_python_docx(outline: Outline) -> Callable[[Path], str]:
    """From a file to its text, the outline found on the way."""
    document = import_module("docx").Document

    def read(path: Path) -> str:
        return "\n".join(line for _, line in outline([part.text for part in document(str(path)).paragraphs]))

    return read
