"""Titles: short lines before the text, broken over lines or repeated.

Source: outline.md, kind `title`.
"""

from __future__ import annotations

import re

from feedbackparse.outline.marks import Mark
from feedbackparse.rulebook import Rulebook

_BLANK = re.compile(r"[\s　]+")


def flush_titles(waiting: list[Mark], rulebook: Rulebook, *, last: bool) -> list[Mark]:
    """Make titles of the short lines that wait; returns those that open the text instead."""
    groups: list[list[Mark]] = []
    done = ""
    for position, mark in enumerate(waiting):
        joined = done + mark.text
        if (groups and not done) or not groups:
            groups.append([])
        groups[-1].append(mark)
        following = waiting[position + 1].text if position + 1 < len(waiting) else ""
        done = "" if is_complete(joined, following, rulebook) else joined
    left: list[Mark] = []
    if done and last and len(groups) > 1:
        left = groups.pop()
    for group in groups:
        for mark in group:
            mark.role, mark.rule = "title", "heading-title"
        for mark in group[1:]:
            mark.role = "title-continued"
    return left


def is_complete(joined: str, following: str, rulebook: Rulebook) -> bool:
    """Whether a title is whole, given the short line that follows it."""
    if not says("title", joined, rulebook):
        return False
    flat, nxt = _BLANK.sub("", joined), _BLANK.sub("", following)
    if not nxt or flat.startswith(nxt) or (len(nxt) > 8 and nxt in flat):
        return True
    return not says("goes-on", following, rulebook)


def says(what: str, text: str, rulebook: Rulebook) -> bool:
    return any(rule.match(text) for rule in rulebook.family("heading") if rule.gives == what)
