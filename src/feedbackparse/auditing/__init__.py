"""Findings: what an inspection office would send back, or look at.

Shape: records of model.Finding with codes of codes.py; a check is a small function in checks.CHECKS.
``inspect_document`` gives the records of one document; ``frame.audit`` those of a run as a DataFrame.
"""

from __future__ import annotations

from feedbackparse.auditing.checks import run_checks
from feedbackparse.auditing.settings import DEFAULTS, Settings, choose, read_settings
from feedbackparse.model import Document, Finding
from feedbackparse.rulebook import Rulebook

__all__ = ["DEFAULTS", "Settings", "choose", "inspect_document", "read_settings"]


def inspect_document(document: Document, rulebook: Rulebook, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """All findings of one document by itself, in the order of the text; those of intake are not among them."""
    return run_checks(document, rulebook, settings)
