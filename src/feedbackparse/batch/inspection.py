"""Many files -> the findings of each, and the passages that they share.

Source: design.md §7 and §9.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.auditing import DEFAULTS, Settings
from feedbackparse.batch.run import Reading, Running, open_session
from feedbackparse.frames.audit import audit_documents
from feedbackparse.model import Document
from feedbackparse.rulebook import load_rules

if TYPE_CHECKING:
    import pandas as pd


def audit(
    sources: str | Path | Iterable[str | Path] | Iterable[Document],
    settings: Settings | str | Path = DEFAULTS,
    *,
    rules: str | Path | None = None,
    encoding: str | None = None,
    running: Running | None = None,
) -> pd.DataFrame:
    """The findings of Documents, or of files, folders and archives.

    Shape: one row a finding, in the order of documents and text; behind them one row for each place of each
    passage that documents share, rows of one passage with the same number in ``cluster`` (else ``<NA>``). Where
    files are given, ``attrs["verdicts"]`` has what became of each.

    Raises: Refusal where there is no file at all, RuleProblem where rules or settings are wrong.
    """
    reading = Reading(rules, encoding, settings)
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    documents = [source for source in given if isinstance(source, Document)]
    paths = [source for source in given if not isinstance(source, Document)]
    if documents or not paths:
        rulebook = load_rules(Path(rules) if rules else None)
        return audit_documents(documents, reading.open_settings(), rulebook)
    with open_session(paths, reading, running or Running(), None, None) as session:
        session.read({})
        found = audit_documents(session.documents(), reading.open_settings(), load_rules(session.recipe.rules))
        found.attrs["verdicts"] = session.verdicts
        return found
