"""feedbackparse: inspection feedback and rectification reports as a problem tree, a ledger and tables.

The public verbs are imported when they are first used, so that ``import feedbackparse`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedbackparse.batch import audit, convert
    from feedbackparse.frames import tables
    from feedbackparse.frames.compare import compare
    from feedbackparse.frames.coverage import coverage
    from feedbackparse.ledger import load
    from feedbackparse.pipeline import parse
    from feedbackparse.reading.normal import normalise, restore

__all__ = ["audit", "compare", "convert", "coverage", "load", "normalise", "parse", "restore", "tables"]

_HOMES = {
    "audit": "feedbackparse.batch",
    "compare": "feedbackparse.frames.compare",
    "convert": "feedbackparse.batch",
    "coverage": "feedbackparse.frames.coverage",
    "load": "feedbackparse.ledger",
    "normalise": "feedbackparse.reading.normal",
    "parse": "feedbackparse.pipeline",
    "restore": "feedbackparse.reading.normal",
    "tables": "feedbackparse.frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
