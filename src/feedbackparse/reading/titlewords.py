"""A title cut into words by jieba, with our words whole.

jieba warns when it is imported on new Pythons, logs to stderr and keeps a cache in the shared temporary
folder; here it does none of that: its dictionary is read afresh into a cutter of our own.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterable
from typing import Protocol


class Cutter(Protocol):
    """Cuts a title."""

    def cut(self, title: str) -> list[str]: ...


class JiebaCutter:
    """jieba with a dictionary of its own."""

    def __init__(self, words: Iterable[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.ERROR)
        self._tokenizer = jieba.Tokenizer()
        with tempfile.TemporaryDirectory(prefix="feedbackparse-") as folder:
            self._tokenizer.tmp_dir = folder
            self._tokenizer.initialize()
        for word in words:
            self._tokenizer.add_word(word)

    def cut(self, title: str) -> list[str]:
        """The words of a title, in their order; unknown characters are not joined by guess."""
        return list(self._tokenizer.lcut(title, HMM=False))


def load_cutter(words: Iterable[str]) -> Cutter:
    """A cutter that keeps these words whole. It takes most of a second: keep it."""
    return JiebaCutter(words)
