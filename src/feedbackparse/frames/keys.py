"""The key of an issue: a hash of its words with masks folded, plus an occurrence index.

Source: design.md §8 (identity). White space, punctuation and full- or half-width forms do not count, nor
does how many stars a public copy sets for a hidden value: a copy with other stars is the same issue.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

from feedbackparse.frames.tree import Tree
from feedbackparse.model import Node

_MASK = "\ue000"
"""Stands for one masked expression; a private character, so that no word of a document equals it."""


def key_issues(tree: Tree) -> dict[int, str]:
    """The content key of each ledger row, by node id. Shape: 16 hex digits, hyphen, occurrence from 1."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for node in tree.issue_rows:
        digest = hash_words(fold_masks(tree, node))
        seen[digest] += 1
        keys[node.id] = f"{digest}-{seen[digest]}"
    return keys


def fold_masks(tree: Tree, node: Node) -> str:
    """The node's text with each mask as one character."""
    at = tree.document.text.find(node.text, node.start, node.end)
    if at < 0:  # a text that is hard-wrapped in the source is not one piece of it
        return node.text
    folded, reached = "", at
    for mask in tree.masks_in(at, at + len(node.text)):
        folded += tree.document.text[reached : mask.start] + _MASK
        reached = min(mask.end, at + len(node.text))
    return folded + tree.document.text[reached : at + len(node.text)]


def hash_words(text: str) -> str:
    """16 hex digits of the SHA-256 of the letters, digits and folded masks of a text."""
    plain = unicodedata.normalize("NFKC", text)
    words = "".join(c for c in plain if c == _MASK or unicodedata.category(c)[0] in "LN")
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def key_document(unit: str, round: str, genre: str) -> str:
    """The key of a document: (单位, 轮次, genre), hashed. Source: design.md §8 (identity)."""
    return hashlib.sha256("\0".join((unit, round, genre)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
