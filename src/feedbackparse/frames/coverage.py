"""The three coverages as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedbackparse.coverages import cover, cover_sections
from feedbackparse.model import Document
from feedbackparse.rulebook import load_rules

if TYPE_CHECKING:
    import pandas as pd

INTEGERS = ("characters", "claimed", "issues", "answered", "responsible", "deadline", "quantity", "evidence")


def coverage(docs: Iterable[Document], by: str = "document") -> pd.DataFrame:
    """The three coverages as a DataFrame.

    Shape: one row a document (``by="section"``: one an outermost heading): counts as Int64, and the shares
    ``text``, ``answers``, ``with_responsible`` … as Float64; ``<NA>`` where nothing can be covered.
    """
    import pandas as pd

    rules = load_rules()
    found = [one for doc in docs for one in (cover_sections(doc, rules) if by == "section" else (cover(doc, rules),))]
    data: dict[str, pd.Series[Any]] = {
        key: pd.Series([getattr(one, key) for one in found], dtype="string") for key in ("document", "file", "section")
    }
    for key in INTEGERS:
        data[key] = pd.Series([getattr(one, key) for one in found], dtype="Int64")
    frame = pd.DataFrame(data)
    shares = {"text": ("claimed", "characters"), "answers": ("answered", "issues")}
    shares |= {f"with_{key}": (key, "issues") for key in ("responsible", "deadline", "quantity", "evidence")}
    for name, (part, whole) in shares.items():
        frame[name] = (frame[part] / frame[whole].where(frame[whole] > 0)).astype("Float64")
    return frame
