"""The review page: what was read from a document beside its words, as one HTML file that loads nothing.

Shape: one page a document, and one index page a run. Same bytes for the same Document.
Source: design.md §1, §7 (findings, coverages), §9 (verdicts).
"""

from __future__ import annotations

from feedbackparse.review.folder import Entry, write_document, write_index, write_review
from feedbackparse.review.index import render_index
from feedbackparse.review.names import INDEX, page_name
from feedbackparse.review.page import render_page

__all__ = [
    "INDEX",
    "Entry",
    "page_name",
    "render_index",
    "render_page",
    "write_document",
    "write_index",
    "write_review",
]
