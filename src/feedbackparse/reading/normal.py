"""A text with normal forms in place of its masks, and the way back.

``⟦count:篇⟧`` stands for a mask, ``⟦[⟧`` and ``⟦]⟧`` for the brackets themselves, ``⟦=…⟧`` for words that
would look like a mask only once their neighbours are normal forms. restore(normalise(text)) is the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from feedbackparse.model import Mask, Span
from feedbackparse.reading.evidence import gather_evidence
from feedbackparse.reading.masks import find_masks
from feedbackparse.rulebook import Rulebook, load_rules

FORM = regex.compile(r"⟦(?P<body>[^⟦⟧]*)⟧")
BRACKETS = {"⟦": "⟦[⟧", "⟧": "⟦]⟧"}
ROUNDS = 3
"""How often neighbours are looked at again before every sign left is sheltered."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text without masks, and what its normal forms stand for."""

    text: str
    masks: tuple[Mask, ...]
    """In the order of their normal forms; offsets are those of the original text."""


def normalise(text: str, rulebook: Rulebook | None = None) -> Normalised:
    """The record of a text: normal forms for its masks, brackets escaped.

    No mask is found in the text of the record, and restore gives the original back.
    """
    rules = rulebook or load_rules()
    masks = find_masks(text, rules)
    pieces: list[str] = []
    reached = 0
    for mask in masks:
        pieces += [escape(text[reached : mask.start]), mask.normal]
        reached = mask.end
    pieces.append(escape(text[reached:]))
    return Normalised(shelter("".join(pieces), rules), masks)


def restore(record: Normalised) -> str:
    """The original of a record, character for character.

    Raises: ValueError where the record's text has other normal forms than its masks.
    """
    raws = iter([mask.raw for mask in record.masks])
    try:
        text = FORM.sub(lambda found: unfold(found["body"], raws), record.text)
    except StopIteration:
        raise ValueError("the text has more normal forms than the record has masks") from None
    if next(raws, None) is not None:
        raise ValueError("the text has fewer normal forms than the record has masks")
    return text


def escape(text: str) -> str:
    """The text with its own brackets as forms."""
    if "⟦" not in text and "⟧" not in text:
        return text
    return "".join(BRACKETS.get(character, character) for character in text)


def shelter(text: str, rulebook: Rulebook) -> str:
    """The text with ``⟦=…⟧`` round whatever would be a mask in it."""
    for _ in range(ROUNDS):
        again = find_masks(text, rulebook)
        if not again:
            return text
        text = enclose(text, ((mask.start, mask.end) for mask in again))
    return enclose(text, gather_evidence(text, rulebook).runs)


def enclose(text: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    reached = 0
    for start, end in spans:
        pieces += [text[reached:start], "⟦=", text[start:end], "⟧"]
        reached = end
    return "".join((*pieces, text[reached:]))


def unfold(body: str, raws: Iterator[str]) -> str:
    """What a form stands for: a bracket, sheltered words, or the next mask."""
    if body in ("[", "]"):
        return "⟦" if body == "[" else "⟧"
    return body[1:] if body.startswith("=") else next(raws)
