"""What a problem is about, apart from how something is amiss: 食堂 in 食堂管理不规范.

Two problems that share only words of judgement (rules/audit-general.toml), or that put another thing into the same
frame, are not alike, however many words they share. Words of the trade that mean the same are rules/synonyms.toml.
"""

from __future__ import annotations

from rapidfuzz.distance import Postfix, Prefix

from feedbackparse.model import Span
from feedbackparse.rulebook import Rulebook

_SYNONYM = "="
"""Before the name of what several words say."""
_FRAME = 0.5
"""Which share of the shorter one a frame is at least."""
_THING = 2
"""Characters of a thing at least."""


def read_matter(words: str, rulebook: Rulebook) -> list[str]:
    """The pieces of some words that name a matter, in order."""
    pieces, at = [], 0
    for rule in rulebook.family("audit-general"):
        for match in rule.finditer(words):
            pieces.append(words[at : match.start()])
            at = match.end()
    return [piece for piece in (*pieces, words[at:]) if piece]


def read_synonyms(words: str, rulebook: Rulebook, *, judging: bool = False) -> frozenset[str]:
    """What the words say in words of the trade that mean the same; ``judging``: also how something is amiss."""
    said = (rule for rule, _ in rulebook.all("audit-synonym", words))
    return frozenset(f"{_SYNONYM}{rule.gives}" for rule in said if judging or not rule.set.get("judges"))


def is_synonym(gram: str) -> bool:
    return gram.startswith(_SYNONYM)


def in_one_frame(one: str, two: str, rulebook: Rulebook) -> bool:
    """Whether the two say the same of different things: 采购合同审核不严, 维保合同审核不严.

    The judgement stands behind the things; before them (财务管理不规范，白条入账) it is part of the same matter.
    """
    left = Prefix.similarity(one, two)
    right = Postfix.similarity(one[left:], two[left:])
    if left + right < _FRAME * min(len(one), len(two)):
        return False
    behind = one[len(one) - right :]
    if behind == "".join(read_matter(behind, rulebook)):
        return False
    things = [text[left : len(text) - right] for text in (one, two)]
    matters = ["".join(read_matter(thing, rulebook)) for thing in things]
    if min(map(len, matters)) < _THING or set(matters[0]) & set(matters[1]):
        return False
    meant = [read_synonyms_at(text, (left, len(text) - right), rulebook) for text in (one, two)]
    return not meant[0] & meant[1]


def read_synonyms_at(words: str, thing: Span, rulebook: Rulebook) -> frozenset[str]:
    """What a thing says in words of the trade, also where such a word reaches into the frame: 应 of 应退未退."""
    found = read_synonyms(words[thing[0] : thing[1]], rulebook)
    hits = (hit for hit in rulebook.all("audit-synonym", words) if not hit[0].set.get("judges"))
    reaching = (rule for rule, match in hits if match.start() < thing[1] and match.end() > thing[0])
    return found | {f"{_SYNONYM}{rule.gives}" for rule in reaching}
