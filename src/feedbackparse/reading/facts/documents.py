"""Documents in 《》, what was done with them, and document numbers.

Source: design.md §6, rules/facts-documents.toml, rules/facts-numbers.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.reading.joined import join_family
from feedbackparse.rulebook import Rulebook

JOINTS = frozenset({"", "、", "和", "及", "与", "以及", "和《", "，"})
"""What may stand between two titles of a row."""
YEAR = re.compile(r"[〔\[［【（(](?:19|20|[*＊×Xx□])")
"""Where the year of a document number may begin."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document that the text names."""

    start: int
    end: int
    type: str
    """document or document-number."""
    value: str
    """The title without 《》, or the number as 县委办发〔2023〕5号."""
    what: str | None
    """What was done with it: 制定, 修订, 印发, 废止, 学习, 签订, 执行, or 提及."""
    rule: str


def find_documents(plain: str, rulebook: Rulebook) -> Iterator[Named]:
    """Every title in 《》, in document order."""
    joined = join_family(rulebook, "fact-document")
    last: Named | None = None
    at = plain.find("《")
    while at >= 0:
        hit = joined.match(plain, at)
        if hit:
            rule, found = hit
            last = share_deed(plain, last, Named(at, found.end(), "document", found[0][1:-1], rule.gives, rule.id))
            yield last
        at = plain.find("《", found.end() if hit else at + 1)


def share_deed(plain: str, last: Named | None, named: Named) -> Named:
    """The document, with the deed of the one right before it in a row."""
    if named.what == "提及" and last and plain[last.end : named.start] in JOINTS:
        return Named(named.start, named.end, named.type, named.value, last.what, last.rule)
    return named


def find_numbers(plain: str, rulebook: Rulebook) -> Iterator[Named]:
    """Every document number, in document order."""
    rules = rulebook.family("fact-number")
    seen = 0
    for bracket in YEAR.finditer(plain):
        at = bracket.start()
        if at < seen:
            continue
        window = max(seen, at - 14, plain.rfind("\n", 0, at) + 1)
        for rule in rules:
            found = rule.pattern.search(plain, window, at + 16)
            if found and found.start() <= at < found.end():
                seen = found.end()
                value = f"{found['sign']}〔{found['year']}〕{unicodedata.normalize('NFKC', found['number'])}号"
                yield Named(found.start("sign"), found.end(), rule.gives, value, None, rule.id)
                break
