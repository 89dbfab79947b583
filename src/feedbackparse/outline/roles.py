"""Roles of the paragraphs round the text: metadata, titles, contents, salutation, signature, contact ….

Source: outline.md, "Who is whose parent" 8. The words of a role count only where the role may stand:
before the text, or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedbackparse.outline.lines import Grid
from feedbackparse.outline.marks import ASIDE, Mark
from feedbackparse.outline.titles import flush_titles
from feedbackparse.rulebook import Rulebook

Entry = Mark | Grid
HEAD_ROLES = {"metadata", "date", "salutation", "labelled"}
_FENCE = re.compile(r"---+|\+\+\++")
_BLANK = re.compile(r"[\s　]+")


def assign_roles(entries: Sequence[Entry], rulebook: Rulebook) -> tuple[int, int]:
    """Give their roles to the paragraphs before and behind the text proper (in the Marks).

    Returns the range of the text proper in ``entries``, behind the preamble.
    """
    first = assign_head(entries, rulebook)
    last = assign_tail(entries, first, rulebook)
    first = assign_preamble(entries, first, last)
    for entry in entries[first:last]:
        if isinstance(entry, Mark) and not entry.role:
            assign_inside(entry, rulebook)
    return first, last


def claim(mark: Mark, role: str, rule: str) -> None:
    mark.role, mark.rule = role, rule


def is_plain(mark: Mark) -> bool:
    """Whether nothing but its place can say what the paragraph is."""
    return not (mark.number or mark.issue or mark.response or mark.field or mark.enumeration)


def assign_head(entries: Sequence[Entry], rulebook: Rulebook) -> int:
    """Roles before the text; returns the index of its first entry."""
    seen: set[str] = set()
    contents = False
    fenced = 0
    waiting: list[Mark] = []
    index = 0
    for index, entry in enumerate(entries):
        if isinstance(entry, Grid):
            break
        if entry.role == ASIDE:
            continue
        hit = rulebook.first("role", entry.text)
        role = hit[0].gives if hit else ""
        key = _BLANK.sub("", entry.text)
        fence = _FENCE.fullmatch(entry.text) is not None
        if fenced == 1 or (fence and index == 0):
            fenced += fence
            claim(entry, "metadata", "role-front-matter")
        elif contents and key not in seen and not entry.closed and len(entry.text) <= 60:
            seen.add(key)
            claim(entry, "contents", "role-contents-title")
        elif hit and role in {"contents", "contents-title"}:
            contents = role == "contents-title"
            claim(entry, "contents", hit[0].id)
        elif hit and role in HEAD_ROLES and not entry.number and not entry.response and not entry.issue:
            waiting = flush_titles(waiting, rulebook, last=False)
            claim(entry, "metadata" if role == "labelled" else role, hit[0].id)
        elif hit and role == "attachment" and len(entry.text) < 12 and not waiting:
            claim(entry, "metadata", hit[0].id)
        elif entry.field and not entry.number and not waiting_text(entries, index):
            claim(entry, "metadata", entry.field.rule)
        elif is_plain(entry) and not entry.closed and len(entry.text) <= 90:
            waiting.append(entry)
        else:
            break
    else:
        index = len(entries)
    left = flush_titles(waiting, rulebook, last=True)
    return index - len(left)


def waiting_text(entries: Sequence[Entry], index: int) -> bool:
    """Whether a field line stands among issues, not before the text."""
    return any(isinstance(e, Mark) and (e.number or e.issue) and not e.role for e in entries[:index])


def assign_tail(entries: Sequence[Entry], first: int, rulebook: Rulebook) -> int:
    """Roles behind the text; returns the index behind its last entry."""
    last = len(entries)
    lists = attachment_list(entries, first, rulebook)
    for index in range(len(entries) - 1, first - 1, -1):
        entry = entries[index]
        if isinstance(entry, Grid):
            break
        if entry.role == ASIDE:
            continue
        if index >= lists:
            claim(entry, "attachment", "role-attachment")
        else:
            role = tail_role(entries, index, last, rulebook)
            if not role:
                break
            claim(entry, *role)
        last = index
    return last


def attachment_list(entries: Sequence[Entry], first: int, rulebook: Rulebook) -> int:
    """The index of the last 附件： line, where only short lines follow it; else the end."""
    for index in range(len(entries) - 1, max(first, len(entries) - 25) - 1, -1):
        entry = entries[index]
        if isinstance(entry, Grid) or (entry.closed and len(entry.text) > 40):
            break
        hit = rulebook.first("role", entry.text)
        if hit and hit[0].gives == "attachment":
            end = index + 1
            while end < len(entries) and is_listed(entries[end]):
                end += 1
            for mark in entries[index:end]:
                if isinstance(mark, Mark):
                    claim(mark, "attachment", "role-attachment")
            return end if end == len(entries) else len(entries)
    return len(entries)


def is_listed(entry: Entry) -> bool:
    return isinstance(entry, Mark) and entry.number is not None and not entry.closed


def tail_role(entries: Sequence[Entry], index: int, last: int, rulebook: Rulebook) -> tuple[str, str] | None:
    """The role of a paragraph behind which only roles stand."""
    mark = entries[index]
    if not isinstance(mark, Mark):
        return None
    if mark.role:
        return mark.role, mark.rule
    hits = {rule.gives: rule.id for rule, _ in reversed(rulebook.all("role", mark.text))}
    if "date" in hits:
        return "date", hits["date"]
    if "contact" in hits and not mark.number:
        return "contact", hits["contact"]
    if "metadata" in hits and not mark.number and not mark.field:
        return "metadata", hits["metadata"]
    if mark.number or mark.response or mark.field or mark.issue or mark.enumeration:
        return None
    below = entries[last] if last < len(entries) else None
    dated = isinstance(below, Mark) and below.role in {"date", "signature"}
    if not mark.closed and len(mark.text) <= 45 and ("signature" in hits or dated) and not under_label(entries, index):
        return "signature", hits.get("signature", "role-signature")
    if "closing" in hits and not opens_part(entries, index, rulebook):
        return "closing", hits["closing"]
    if "outlook" in hits and follows_answer(entries, index):
        return "closing", hits["outlook"]
    return None


def under_label(entries: Sequence[Entry], index: int) -> bool:
    """Whether the line above is a label alone, whose value this line is."""
    above = entries[index - 1] if index else None
    if not isinstance(above, Mark):
        return False
    label = above.response or above.field
    return label is not None and label.end >= len(above.text)


def follows_answer(entries: Sequence[Entry], index: int) -> bool:
    """Whether the paragraph above is an answer or goes on with one: no number or issue asks for this one."""
    above = entries[index - 1] if index else None
    if not isinstance(above, Mark) or above.role or under_label(entries, index):
        return False
    return above.closed and not above.number and not above.issue


def opens_part(entries: Sequence[Entry], index: int, rulebook: Rulebook) -> bool:
    """Whether the paragraph is the first under a heading (三、下一步打算), and so its text."""
    above = entries[index - 1] if index else None
    return isinstance(above, Mark) and above.number is not None and not above.closed and not above.issue


def assign_preamble(entries: Sequence[Entry], first: int, last: int) -> int:
    """Unmarked paragraphs before the first part are the preamble, where there are parts.

    Returns the index behind them.
    """
    end = first
    while end < last:
        entry = entries[end]
        if not isinstance(entry, Mark) or (entry.role != ASIDE and not (is_plain(entry) and entry.closed)):
            break
        end += 1
    if end == last:
        return first
    for entry in entries[first:end]:
        if isinstance(entry, Mark) and not entry.role:
            claim(entry, "preamble", "place-preamble")
    return end


def assign_inside(mark: Mark, rulebook: Rulebook) -> None:
    """A stray page number, and the page's own marks, where they stand in the text."""
    if is_plain(mark) and len(mark.text) <= 40:
        for rule in rulebook.family("role"):
            if rule.id in {"role-page", "role-front-matter"} and rule.match(mark.text):
                claim(mark, "metadata-inside", rule.id)
                return
