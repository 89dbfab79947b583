"""Labels of the document's own, which no rule names: 怎么改的：, 原因分析：.

One that stands again and again right behind numbered paragraphs or other labels names the answer where its
words speak of doing, or the document has no answer that a rule knows; else a field.
Source: outline.md, kinds `response` and `field`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from feedbackparse.outline.fields import OWN_LABEL
from feedbackparse.outline.marks import Label, Mark
from feedbackparse.rulebook import Rulebook


def learn_labels(marks: Sequence[Mark], rulebook: Rulebook) -> None:
    """Give the paragraphs that open with such a label their claim (in the Marks)."""
    found: dict[str, list[tuple[Mark, Label]]] = defaultdict(list)
    behind: dict[str, int] = defaultdict(int)
    for above, mark in pairwise(marks):
        label = own_label(mark)
        if label is not None:
            found[label.words].append((mark, label))
            behind[label.words] += bool(above.number or above.field or above.response)
    answered = any(mark.response for mark in marks)
    for words, members in found.items():
        if len(members) < 2 or 2 * behind[words] < len(members):
            continue
        answer = not answered or rulebook.first("own-label", words) is not None
        for mark, label in members:
            mark.response, mark.field = (label, None) if answer else (None, label)
        answered = answered or answer


def own_label(mark: Mark) -> Label | None:
    """The short label that opens an unnumbered paragraph of which no rule says anything."""
    if mark.number or mark.response or mark.field or mark.issue or mark.enumeration:
        return None
    found = OWN_LABEL.match(mark.text)
    return Label(found["label"], found.end(), "place-own-label", colon=True) if found else None
