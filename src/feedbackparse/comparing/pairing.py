"""Two documents' issues in pairs, both ways.

Shape: one Pair for each link of an asked and an answered issue, and one for each that has none. Two asked
issues that one answers are two pairs with the same answered node (merged); the other way round split.
Source: design.md §7 (relations and flags), issue text of the audit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from feedbackparse.auditing.settings import DEFAULTS, Settings
from feedbackparse.comparing.asked import Asked, read_asked
from feedbackparse.comparing.assignment import assign
from feedbackparse.comparing.difference import tell_difference
from feedbackparse.comparing.matter import in_one_frame, is_synonym
from feedbackparse.comparing.scores import Scale
from feedbackparse.comparing.wording import is_same, out_of_order
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook, load_rules

Relation = Literal["same", "reworded", "merged", "split", "unanswered", "unasked"]
_RESIDUE = 0.4
"""Which share of a left-over issue must stand in the other document's issue, the words of its partner aside."""
_HINT = 0.22
"""The same where the holder plainly names several things."""
_REST = 0.4
"""How much of such a holder its partner must leave."""
_JOINTS = re.compile("[、，,；;和及与]+")
"""What stands between the things that an issue names."""
_NAMED = 2
"""How many characters two by two and words of a named thing must be shared, where no synonym is."""
_COVERED = 0.55
"""Which share of it with them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An asked and an answered issue, or one of them alone."""

    asked: int | None
    """Node in the first document."""
    answered: int | None
    """Node in the second document."""
    asked_text: str
    answered_text: str
    relation: Relation
    score: float
    moved: bool = False
    """Whether it stands in another order than the other pairs."""
    doubtful: bool = False
    """Whether ``candidate`` may be its partner: likelier than not, but below the line; of a pair, whether only
    the answer's words speak for it."""
    candidate: int | None = None
    """Node in the other document that may be the partner."""
    difference: str = ""
    """The rewording: ［-left out-］［+put in+］."""
    responded: bool = False
    """Whether the answered issue has a response."""


def compare_documents(
    first: Document,
    second: Document,
    rulebook: Rulebook | None = None,
    settings: Settings = DEFAULTS,
    *,
    singly: bool = False,
) -> tuple[Pair, ...]:
    """The issues of a letter, a list or an earlier report against those of a report, in the letter's order;
    behind them what was answered without having been asked.

    ``singly``: sub-issues are things of their own wherever both documents have them under an issue.
    """
    rules = rulebook or load_rules()
    one, two = read_asked(first, rules), read_asked(second, rules)
    scale = Scale((text for unit in (*one, *two) for text in unit.forms), rules)
    asked, answered = (choose_units(*each, scale, settings, singly=singly) for each in ((one, two), (two, one)))
    return Pairing(asked, answered, scale, settings, rules).pairs()


def likeness_of(one: Asked, two: Asked, scale: Scale) -> float:
    """The best score of what they say: with or without examples, with or without sub-issues."""
    return max(scale.score(a, b) for a in one.forms for b in two.forms)


def own_likeness(one: Asked, two: Asked, scale: Scale) -> float:
    """The same of their own words only."""
    return max(scale.score(a, b) for a in one.own for b in two.own)


def choose_units(
    mine: Sequence[Asked], others: Sequence[Asked], scale: Scale, settings: Settings, *, singly: bool = False
) -> list[Asked]:
    """The issues that count as one thing: outer ones, or their sub-issues where the other document takes them
    one by one (``singly``: where its likest issue has some, too)."""
    outer = {unit.parent for unit in others}
    inner: dict[int | None, list[Asked]] = {}
    for unit in mine:
        inner.setdefault(unit.parent, []).append(unit)

    def unfold(unit: Asked) -> list[Asked]:
        below = inner.get(unit.node, [])
        if below and (
            taken_singly(unit, below, others, scale, settings)
            or (singly and others and likest(unit, others, scale).node in outer)
        ):
            return [part for child in below for part in unfold(child)]
        return [unit]

    return [part for unit in inner.get(None, []) for part in unfold(unit)]


def likest(unit: Asked, others: Sequence[Asked], scale: Scale) -> Asked:
    """The issue of the other document whose own words are likest."""
    return max(others, key=lambda other: (own_likeness(unit, other, scale), -other.node))


def taken_singly(
    unit: Asked, below: Sequence[Asked], others: Sequence[Asked], scale: Scale, settings: Settings
) -> bool:
    """Whether the other document has issues of its own for two of the sub-issues, or a better one for one."""
    if not others:
        return False
    best: dict[int, float] = {}
    for child in below:
        score, node = max((own_likeness(child, other, scale), -other.node) for other in others)
        if score >= settings.pair_line:
            best[node] = max(score, best.get(node, 0.0))
    outer = max(own_likeness(unit, other, scale) for other in others)
    return len(best) > 1 or (len(best) == 1 and max(best.values()) > outer + 0.1)


def best_rival(scores: Sequence[Sequence[float]], row: int, column: int) -> float:
    """The best other score of a row and of a column."""
    rivals = [score for index, score in enumerate(scores[row]) if index != column]
    rivals += [other[column] for index, other in enumerate(scores) if index != row]
    return max(rivals, default=0.0)


class Pairing:
    """One comparison: scores, the global assignment, then merged and split ones among what is left over."""

    def __init__(
        self, asked: Sequence[Asked], answered: Sequence[Asked], scale: Scale, settings: Settings, rulebook: Rulebook
    ) -> None:
        self.asked, self.answered, self.scale, self.settings = asked, answered, scale, settings
        self.rulebook = rulebook
        self.scores = [[likeness_of(a, b, scale) for b in answered] for a in asked]
        chosen = assign(self.scores, settings.doubt_line)
        sure = {(a, b) for a, b in chosen if self.scores[a][b] >= settings.pair_line}
        self.links = [(a, b) for a, b in chosen if (a, b) in sure or self.stands_out(a, b, sure)]
        self.doubts = [pair for pair in chosen if pair not in self.links]
        self.merged = list(self.attach(one=True))
        self.split = list(self.attach(one=False))
        self.spoken = self.look_again()
        self.links += self.spoken

    def stands_out(self, a: int, b: int, sure: set[tuple[int, int]]) -> bool:
        """Whether a weak pair is still far likelier than any other of the two that is left.

        One that names several things may be like several others: they are no rivals.
        """
        rows, columns = {x for x, _ in sure}, {y for _, y in sure}
        asked, answered, rivals = self.asked[a], self.answered[b], [0.0]
        if not self.is_joined(asked, answered):
            rivals += [self.scores[a][y] for y in range(len(self.answered)) if y != b and y not in columns]
        if not self.is_joined(answered, asked):
            rivals += [self.scores[x][b] for x in range(len(self.asked)) if x != a and x not in rows]
        score = self.scores[a][b]
        return score >= self.settings.clear_line and score >= 2 * max(rivals)

    def look_again(self) -> dict[tuple[int, int], float]:
        """Left-over issues that share few words, where the answer speaks of what was asked, and of nothing else left.

        Shape: pair -> which share of what was asked, with its examples, stands in issue and answer.
        """
        taken = (*self.links, *self.merged, *self.split)
        rows = [a for a in range(len(self.asked)) if all(a != pair[0] for pair in taken)]
        columns = [b for b in range(len(self.answered)) if all(b != pair[1] for pair in taken)]
        if not rows or not columns:
            return {}
        scale = Scale((unit.context for unit in (*self.asked, *self.answered)), self.rulebook)
        words = [self.answered[b].context for b in columns]
        shares = [[scale.spoken(self.asked[a].context, other) for other in words] for a in rows]
        for (r, a), (c, b) in product(enumerate(rows), enumerate(columns)):
            apart = not scale.matter(self.asked[a].context) & scale.matter(self.answered[b].context)
            if apart or in_one_frame(self.asked[a].head, self.answered[b].head, self.rulebook):
                shares[r][c] = 0.0
        chosen = assign(shares, self.settings.spoken_line)
        clear = {(r, c) for r, c in chosen if shares[r][c] >= 2 * best_rival(shares, r, c)}
        self.doubts += [(rows[r], columns[c]) for r, c in chosen if (r, c) not in clear]
        return {(rows[r], columns[c]): shares[r][c] for r, c in sorted(clear)}

    def attach(self, one: bool) -> Iterator[tuple[int, int]]:
        """Left-over asked (answered) issues whose words stand in the partner of another one."""
        side = self.asked if one else self.answered
        linked = {pair[0 if one else 1] for pair in self.links}
        for index, unit in enumerate(side):
            if index in linked:
                continue
            found = [(self.fit(unit, a, b, one), a, b) for a, b in self.links]
            score, a, b = max(found, default=(0.0, 0, 0))
            if score > 0:
                yield (index, b) if one else (a, index)

    def fit(self, unit: Asked, a: int, b: int, one: bool) -> float:
        """How well a left-over issue stands in ``b`` beside its partner ``a`` (or the other way round); 0: not."""
        holder, partner = (self.answered[b], self.asked[a]) if one else (self.asked[a], self.answered[b])
        best = 0.0
        for words in unit.own:
            if not self.scale.matter(words) & self.scale.matter(holder.words):
                continue
            covered = self.scale.covered(words, holder.words)
            residue = min(self.scale.covered(words, holder.words, other) for other in partner.own)
            clear = covered >= _COVERED and residue >= _RESIDUE
            hinted = (residue >= _HINT or self.names_part(holder, words, partner)) and self.is_joined(holder, partner)
            best = max(best, covered if clear or hinted else 0.0)
        return best

    def names_part(self, holder: Asked, words: str, partner: Asked) -> bool:
        """Whether of the things that ``holder`` names (公车管理和公务接待) one is what ``words`` speak of, and another
        what the partner does."""
        partners = frozenset[str]().union(*(self.scale.matter(other) for other in partner.own))
        parts = [self.scale.matter(part) for part in _JOINTS.split(holder.head_text)]
        spoken = [part & self.scale.matter(words) - partners for part in parts]
        return any(
            (len(own) >= _NAMED or any(map(is_synonym, own)))
            and any(len(other & partners) > len(part & partners) for other in parts)
            for part, own in zip(parts, spoken, strict=True)
        )

    def is_joined(self, holder: Asked, partner: Asked) -> bool:
        """Whether an issue names several things (…、…) of which its partner is not nearly all."""
        rest = 1 - max(self.scale.covered(holder.words, words) for words in partner.own)
        return rest >= _REST and _JOINTS.search(holder.head_text) is not None

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in the order of the asked issues, then of the unasked ones."""
        every = sorted((*self.links, *self.merged, *self.split))
        moved = {every[index] for index in out_of_order([b for _, b in every])}
        many_asked, many_answered = {b for _, b in self.merged}, {a for a, _ in self.split}
        found: list[Pair] = []
        for a, b in every:
            pair = self.pair(a, b)
            if b in many_asked:
                pair = replace(pair, relation="merged")
            elif a in many_answered:
                pair = replace(pair, relation="split")
            found.append(replace(pair, moved=(a, b) in moved))
        found += self.alone()
        place = {unit.node: index for index, unit in enumerate(self.asked)}
        return tuple(sorted(found, key=lambda p: (p.asked is None, place.get(p.asked or 0, 0), p.answered or 0)))

    def pair(self, a: int, b: int) -> Pair:
        asked, answered = self.asked[a], self.answered[b]
        same = is_same(asked, answered)
        return Pair(
            asked.node,
            answered.node,
            asked.text,
            answered.text,
            "same" if same else "reworded",
            1.0 if same else round(max(self.scores[a][b], self.spoken.get((a, b), 0.0)), 4),
            doubtful=(a, b) in self.spoken,
            difference="" if same else tell_difference(asked.nearest(answered.text), answered.text),
            responded=answered.responded,
        )

    def alone(self) -> Iterator[Pair]:
        """Those without a partner, with the doubtful one where there is one."""
        taken = (*self.links, *self.merged, *self.split)
        for a, unit in enumerate(self.asked):
            if all(a != pair[0] for pair in taken):
                maybe = next((b for x, b in self.doubts if x == a and all(b != pair[1] for pair in taken)), None)
                node = self.answered[maybe].node if maybe is not None else None
                score = round(self.scores[a][maybe], 4) if maybe is not None else 0.0
                yield Pair(unit.node, None, unit.text, "", "unanswered", score, False, maybe is not None, node)
        for b, unit in enumerate(self.answered):
            if all(b != pair[1] for pair in taken):
                maybe = next((a for a, y in self.doubts if y == b and all(a != pair[0] for pair in taken)), None)
                node = self.asked[maybe].node if maybe is not None else None
                score = round(self.scores[maybe][b], 4) if maybe is not None else 0.0
                yield Pair(
                    None, unit.node, "", unit.text, "unasked", score, False, maybe is not None, node, "", unit.responded
                )
