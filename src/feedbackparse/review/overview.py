"""What stands at the head of a page: what the document is, its coverages, how much was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from feedbackparse.coverages import Coverage
from feedbackparse.model import Document
from feedbackparse.review.words import SEVERITIES, words

FIELDS = {"responsible": "责任", "deadline": "时限", "quantity": "数量", "evidence": "佐证"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: never mixed with another."""

    name: str
    part: int | None
    """None where it does not apply."""
    whole: int
    says: str
    """What is counted, in Chinese."""

    @property
    def rate(self) -> str:
        """Cut, so that 100% is all."""
        if self.part is None:
            return "不适用"
        return f"{100 * self.part // self.whole}%" if self.whole else "无"


def share_text(one: Coverage) -> Share:
    return Share("文字覆盖", one.claimed, one.characters, "有规则说明的字数")


def share_answers(one: Coverage) -> Share:
    return Share("答复覆盖", one.answered, one.issues, "有整改情况的问题数")


def share_fields(one: Coverage) -> tuple[Share, ...]:
    return tuple(Share(name, getattr(one, key), one.issues, f"写明{name}的问题数") for key, name in FIELDS.items())


def tell_meta(document: Document) -> Iterator[tuple[str, str]]:
    """Name and value of each piece of metadata that the document states."""
    meta = document.meta
    yield "文种", words()["genres"].get(meta.genre, meta.genre)
    for key, name in words()["meta"].items():
        value = getattr(meta, key)
        told = "、".join(value) if isinstance(value, tuple) else value
        if told:
            yield name, told


def count_severities(document: Document) -> tuple[tuple[str, str, int], ...]:
    """``(severity, its name, how many)``, the worst first."""
    counts = Counter[str](finding.severity for finding in document.findings)
    return tuple((severity, name, counts[severity]) for severity, name in SEVERITIES.items())
