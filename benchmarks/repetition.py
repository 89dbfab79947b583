"""Passages that documents share (雷同), over runs of growing size: the time may grow little faster than they do.

``python -m benchmarks.repetition``; exits 1 where ten times the documents take more than GROWTH times the time.
"""

from __future__ import annotations

import argparse
import random
import time

from feedbackparse.auditing.repetition import find_shared
from feedbackparse.auditing.shelf import Passage, Shelf
from feedbackparse.auditing.shingles import fold
from feedbackparse.rulebook import load_rules

SIZES = (300, 3000)
ANSWERS = 25
"""Answers of one document."""
LENGTH = 168
"""Characters of an answer."""
WORDS = [chr(0x4E00 + one) + chr(0x5E00 + 7 * one % 6000) for one in range(8000)]
PHRASES = ("", "", "落实到位", "提高政治站位", "建章立制", "举一反三")
COPIES = 0.02
"""The share of answers that were copied from another document."""
GROWTH = 14.0
"""Ten times as much, and as much again for the sorting."""


def make_passages(size: int, seed: int = 1) -> list[Passage]:
    """Shape: ANSWERS passages a document, no two alike but for the copies."""
    dice = random.Random(seed)
    passages: list[Passage] = []
    for document in range(size):
        for number in range(ANSWERS):
            copied = passages and dice.random() < COPIES
            folded = dice.choice(passages).folded if copied else fold(make_answer(dice))
            passages.append(Passage(document, number, number, "", 0, folded))
    return passages


def make_answer(dice: random.Random) -> str:
    """Clauses of words drawn from 8,000, with the set phrases that every office writes between them."""
    clauses = ("".join(dice.choices(WORDS, k=4)) + dice.choice(PHRASES) for _ in range(LENGTH // 12))
    return "，".join(clauses) + "。"


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    rules, taken = load_rules(), []
    find_shared(Shelf(make_passages(10)), rules)
    print("| documents | answers | characters | seconds | shared passages |\n| --: | --: | --: | --: | --: |")
    for size in SIZES:
        passages = make_passages(size)
        begin = time.process_time()
        with Shelf(passages) as shelf:
            found = find_shared(shelf, rules)
        taken.append(time.process_time() - begin)
        characters = sum(len(passage.folded) for passage in passages)
        print(f"| {size:,} | {len(passages):,} | {characters:,} | {taken[-1]:.2f} | {len(found):,} |")
    growth = taken[1] / taken[0]
    print(f"\n{SIZES[1] / SIZES[0]:.0f} times the documents take {growth:.1f} times the time (at most {GROWTH:.0f})")
    return int(growth > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
