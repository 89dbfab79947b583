"""Documents whose trees are known by construction (corpora/generator.py), of every habit and at length."""

from __future__ import annotations

import pytest
from corpora.generator import generate
from hypothesis import given
from hypothesis import strategies as st

from feedbackparse.outline import grow
from feedbackparse.outline_text import print_outline
from feedbackparse.rulebook import load_rules
from tests.outline.test_shapes import blocks_of


def tree_of(text: str) -> str:
    return print_outline(grow(blocks_of(text), load_rules()).nodes)


@given(st.integers(0, 100_000), st.integers(2, 16))
def test_generated_document_grows_its_tree(seed: int, issues: int) -> None:
    text, outline = generate(seed, issues)
    assert tree_of(text) == outline


@pytest.mark.parametrize("seed", range(6))
def test_long_document_grows_its_tree(seed: int) -> None:
    text, outline = generate(seed, 120)
    assert tree_of(text) == outline
