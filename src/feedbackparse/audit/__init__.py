"""Findings: what an inspection office would send back, or look at.

Shape: records of model.Finding with codes of codes.py; a check is a small function in checks.CHECKS.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedbackparse.audit.repetition import Repetition, find_across
from feedbackparse.audit.settings import DEFAULTS, Settings, choose, read_settings
from feedbackparse.model import Document, Finding, Meta, Node
from feedbackparse.rulebook import Rulebook

__all__ = ["Repetition", "Settings", "choose", "find_across", "inspect_document", "read_settings"]


def inspect_document(document: Document, rulebook: Rulebook, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """All findings of one document by itself, in the order of the text; those of intake are not among them."""
    from feedbackparse.audit.checks import run_checks

    return run_checks(document, rulebook, settings)


def examine(text: str, nodes: Sequence[Node], meta: Meta) -> tuple[Finding, ...]:
    """Nothing: the pipeline's stage until it calls inspect_document with the whole Document."""
    return ()
