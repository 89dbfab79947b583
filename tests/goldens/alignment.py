"""A parse laid beside a written outline: which nodes are the same, which stand in the right place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.goldens.letters import same_text, squeeze
from tests.goldens.outline_file import Piece


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a parse got right."""

    gold: Sequence[Piece]
    got: Sequence[Piece]
    pairs: dict[int, int]
    """Position of a written node -> position of the parsed node that is the same."""
    placed: frozenset[int]
    """Written nodes whose parsed one also has the right parent."""

    @property
    def nodes(self) -> float:
        return f1(len(self.pairs), len(self.gold), len(self.got))

    @property
    def edges(self) -> float:
        return f1(len(self.placed), len(self.gold), len(self.got))

    @property
    def wrong_labels(self) -> list[int]:
        """Written nodes whose parsed one carries another label."""
        return [i for i, j in self.pairs.items() if squeeze(self.gold[i].label) != squeeze(self.got[j].label)]

    @property
    def labels(self) -> float:
        return 1 - len(self.wrong_labels) / len(self.pairs) if self.pairs else 0.0

    def differences(self) -> list[str]:
        """One line each: missing, extra, misplaced, mislabelled; with the line of the outline."""
        found = set(self.pairs.values())
        lines = [(node.line, f"missing     {node}") for i, node in enumerate(self.gold) if i not in self.pairs]
        lines += [(self.gold[i].line, f"misplaced   {self.gold[i]}") for i in self.pairs if i not in self.placed]
        lines += [
            (self.gold[i].line, f"mislabelled {self.gold[i]}  <- {self.got[self.pairs[i]].label!r}")
            for i in self.wrong_labels
        ]
        extra = [f"node {node.line:4}: extra       {node}" for j, node in enumerate(self.got) if j not in found]
        return [f"line {line:4}: {words}" for line, words in sorted(lines)] + extra


def f1(hit: int, want: int, have: int) -> float:
    return 2 * hit / (want + have) if want + have else 1.0


def align(gold: Sequence[Piece], got: Sequence[Piece]) -> Alignment:
    """Pairs are the longest common subsequence in document order."""
    same = [[g.kind == p.kind and same_text(g.kind, g.text, p.text) for p in got] for g in gold]
    pairs = longest_common(same, len(gold), len(got))
    return Alignment(gold, got, pairs, frozenset(i for i, j in pairs.items() if same_parent(gold[i], got[j], pairs)))


def same_parent(gold: Piece, got: Piece, pairs: dict[int, int]) -> bool:
    if gold.parent is None or got.parent is None:
        return gold.parent is got.parent
    return pairs.get(gold.parent) == got.parent


def longest_common(same: Sequence[Sequence[bool]], rows: int, columns: int) -> dict[int, int]:
    """The longest sequence of matching pairs that runs forward in both."""
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = best[i + 1][j + 1] + 1 if same[i][j] else max(best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        if same[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
