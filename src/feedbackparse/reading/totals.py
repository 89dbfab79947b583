"""Numbers that a document states about itself: problems, measures, rates, money, people.

Source: design.md §6 (meta.totals: each what it counts, value, span; of several units only the whole's).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from feedbackparse.model import Node, Total
from feedbackparse.reading.edtf import NUMERALS
from feedbackparse.reading.script import simplify_script
from feedbackparse.rulebook import Rulebook, read_group

STATED = ("issues", "aspects", "done", "state", "measures", "rate")
"""What a part on how the work stands may state for the whole; the rest is read from the preamble only."""


def read_totals(text: str, nodes: Sequence[Node], rulebook: Rulebook) -> tuple[Total, ...]:
    """The stated totals in the order of the text."""
    found = [t for a, b in preamble_spans(nodes) for t in totals_in(text, a, b, rulebook)]
    if not any(t.value is not None for t in found):
        found += [t for a, b in standing_spans(nodes) for t in totals_in(text, a, b, rulebook)]
    once = {(t.what, t.value) if t.value is not None else (t.what, t.start): t for t in reversed(found)}
    return tuple(sorted(once.values(), key=lambda total: total.start))


def preamble_spans(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    for node in nodes:
        if node.kind == "text" and node.parent is None and node.label in {"preamble", "metadata", ""}:
            yield node.start, node.end


def standing_spans(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The texts of the first part, before its first issue (主要问题 / 巡察发现5个问题。)."""
    tops = [n for n in nodes if n.kind == "heading" and n.parent is None]
    issues = [n for n in nodes if n.kind == "issue"]
    if not tops or not issues or issues[0].start < tops[0].start:
        return
    end = min(tops[0].end, issues[0].start)
    for node in nodes:
        if node.kind in {"text", "item"} and tops[0].start <= node.start < end:
            yield node.own[0] if node.own else (node.start, node.start)


def totals_in(text: str, start: int, end: int, rulebook: Rulebook) -> list[Total]:
    """All totals of one passage; of overlapping readings the earlier rule's wins."""
    passage = simplify_script(text[start:end], rulebook)
    taken: list[tuple[int, int]] = []
    out: list[Total] = []
    for rule in rulebook.family("stated"):
        for match in rule.finditer(passage):
            at = match.span("value")
            if any(a < at[1] and at[0] < b for a, b in taken):
                continue
            taken.append(at)
            what = read_group(match, "what") if "what" in rule.pattern.groupindex else ""
            noun = match.groupdict().get("noun") or ""
            value = value_of(match.group("value"))
            out.append(
                Total(what + noun if noun not in what else what, value, start + match.start(), start + match.end())
            )
    return out


def value_of(raw: str) -> float | None:
    """Figures or Chinese numerals as a number; None where a character is hidden."""
    plain = unicodedata.normalize("NFKC", raw)
    try:
        return float(plain)
    except ValueError:
        pass
    if "十" in plain and not set(plain) - set("一二三四五六七八九十两"):
        tens, _, ones = plain.partition("十")
        return float((int(NUMERALS.get(tens, "1")) * 10) + int(NUMERALS.get(ones, "0")))
    digits = [NUMERALS.get(c, "2" if c == "两" else "") for c in plain]
    return float(digits[0]) if len(digits) == 1 and digits[0] else None
