"""One document's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackparse.model import Document
from feedbackparse.review import shell
from feedbackparse.review.lines import cut_lines

if TYPE_CHECKING:
    from feedbackparse.rulebook import Rulebook
    from feedbackparse.verdict import Verdict


def render_page(
    document: Document, rulebook: Rulebook | None = None, verdict: Verdict | None = None, index: str | None = None
) -> str:
    """A Document as one HTML page; node 12 has the anchor ``#n12``.

    ``rulebook``: the rules it was read with, for coverages; the shipped ones where none is given.
    ``verdict``: what became of the file, shown at the head where given. ``index``: address of the page that
    lists the run, to which a link leads back.
    """
    return shell.render("page", document=document, lines=cut_lines(document), verdict=verdict, index=index)
