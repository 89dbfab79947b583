"""Findings: what an inspection office would send back, or look at.

Shape: records of model.Finding with codes of codes.py; a check is a small function in checks.CHECKS.
The package is called like the verb that it holds (see tables): ``fp.audit(docs)`` is a DataFrame of the
findings of a run, ``inspect_document`` gives the records of one document.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from feedbackparse.audit.settings import DEFAULTS, Settings, choose, read_settings
from feedbackparse.model import Document, Finding, Meta, Node
from feedbackparse.rulebook import Rulebook

__all__ = ["DEFAULTS", "Settings", "choose", "inspect_document", "read_settings"]


def inspect_document(document: Document, rulebook: Rulebook, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """All findings of one document by itself, in the order of the text; those of intake are not among them."""
    from feedbackparse.audit.checks import run_checks

    return run_checks(document, rulebook, settings)


def examine(text: str, nodes: Sequence[Node], meta: Meta) -> tuple[Finding, ...]:
    """Nothing: the pipeline's stage until it calls inspect_document with the whole Document."""
    return ()


class _Verb(ModuleType):
    def __call__(self, docs: Iterable[Document], settings: Settings = DEFAULTS) -> Any:
        from feedbackparse.audit.frame import audit

        return audit(docs, settings)


sys.modules[__name__].__class__ = _Verb
