"""How alike two issues are: characters two by two, words (jieba), and the edit distance (rapidfuzz), 0 to 1.

What many issues of the two documents say weighs little (inverse document frequency).
"""

from __future__ import annotations

import logging
import math
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol, cast

from feedbackparse.auditing.shingles import HIDDEN
from feedbackparse.comparing.matter import in_one_frame, read_matter, read_synonyms
from feedbackparse.rulebook import Rulebook

Grams = frozenset[str]
WEIGHTS = (0.4, 0.35, 0.25)
"""Of characters, words, edit distance."""
OTHER = 0.25
"""What the score of two texts that speak of different things is multiplied with."""
EMPTY = frozenset("的了和与及对在是有等地得之为把被将就都也而或")
"""Words of one character that say nothing."""


class Cuts(Protocol):
    """What we use of a jieba tokenizer."""

    def lcut(self, sentence: str, cut_all: bool, HMM: bool) -> list[str]: ...  # noqa: N803


@cache
def tokenizer() -> Cuts:
    """A jieba tokenizer of our own: nobody else's words change it, and it is silent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel(logging.ERROR)
        made = jieba.Tokenizer()
        made.initialize()
    return cast(Cuts, made)


def read_pairs(words: str) -> Grams:
    """All two characters that stand side by side; over what is masked there are none."""
    return frozenset(words[i : i + 2] for i in range(len(words) - 1) if HIDDEN not in words[i : i + 2])


def read_words(words: str) -> Grams:
    found = tokenizer().lcut(words.replace(HIDDEN, " "), cut_all=False, HMM=False)
    return frozenset(word for word in found if word.strip() and word not in EMPTY)


class Scale:
    """Scores within one comparison: the weights of grams come from all its issues."""

    def __init__(self, texts: Iterable[str], rulebook: Rulebook) -> None:
        known = sorted(set(texts))
        self.rulebook = rulebook
        self.matters: dict[str, Grams] = {}
        self.pairs = {text: read_pairs(text) for text in known}
        self.words = {text: read_words(text) | read_synonyms(text, rulebook, judging=True) for text in known}
        self.pair_weights = weigh(self.pairs.values())
        self.word_weights = weigh(self.words.values())

    def score(self, one: str, two: str) -> float:
        """How alike two texts are; a text that stands whole in the other is not held against it fully."""
        from rapidfuzz import fuzz

        if one == two:
            return 1.0
        parts = (
            overlap(self.pairs[one], self.pairs[two], self.pair_weights),
            overlap(self.words[one], self.words[two], self.word_weights),
            fuzz.ratio(one, two) / 100,
        )
        likeness = sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))
        return likeness * OTHER if self.differ(one, two) else likeness

    def differ(self, one: str, two: str) -> bool:
        """Whether two texts speak of different things: they share no word of what they are about, or only a frame."""
        first, second = self.matter(one), self.matter(two)
        return bool(first and second and not first & second) or in_one_frame(one, two, self.rulebook)

    def matter(self, text: str) -> Grams:
        """The characters two by two, words and synonyms of what a text is about."""
        if text not in self.matters:
            words = HIDDEN.join(read_matter(text, self.rulebook))
            self.matters[text] = read_pairs(words) | read_words(words) | read_synonyms(text, self.rulebook)
        return self.matters[text]

    def spoken(self, one: str, two: str) -> float:
        """Which share of ``one`` stands in ``two``, characters and words alike."""
        shares = 0.0
        for grams, weights in ((self.pairs, self.pair_weights), (self.words, self.word_weights)):
            shares += total(grams[one] & grams[two], weights) / (total(grams[one], weights) or 1)
        return shares / 2

    def covered(self, one: str, two: str, without: str = "") -> float:
        """Which share of ``one`` stands in ``two``, what also stands in ``without`` left aside."""
        grams, other = self.pairs[one], self.pairs[two]
        aside = self.pairs[without] if without else frozenset()
        own = total(grams, self.pair_weights)
        return total((grams & other) - aside, self.pair_weights) / own if own else 0.0


def weigh(texts: Iterable[Grams]) -> Mapping[str, float]:
    """Inverse document frequency: what stands everywhere weighs little."""
    known: Sequence[Grams] = list(texts)
    counts = Counter(gram for text in known for gram in text)
    return {gram: math.log(1 + len(known) / number) for gram, number in counts.items()}


def total(grams: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[gram] for gram in grams)


def overlap(one: Grams, two: Grams, weights: Mapping[str, float]) -> float:
    """The mean of Dice's likeness and of the share of the smaller that stands in the larger."""
    shared, first, second = total(one & two, weights), total(one, weights), total(two, weights)
    if not first or not second:
        return 0.0
    return shared / (first + second) + shared / (2 * min(first, second))
