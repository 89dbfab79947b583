"""Links from 原文位置 to the review page of the document, at the node that the row speaks of.

A link is a formula: a sheet holds at most 65,530 links of the other kind, and those do not always follow a sort.
Merging, hashing and reading take it for the words that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedbackparse.frames.columns import Row

MOST = 255
"""Characters that a text within a formula holds. Source: Excel specifications and limits."""
_LINK = re.compile(r'HYPERLINK\("[^"]*","((?:[^"]|"")*)"\)')


def lead_to_pages(rows: Mapping[str, list[Row]], pages: Mapping[str, str]) -> None:
    """Give each row of a document that has a page its ``page``: path, and anchor of its node.

    ``pages``: SHA-256 of a document's file -> path of its page, relative to the workbook.
    """
    found = {row["document"]: pages[str(row["sha256"])] for row in rows["documents"] if str(row["sha256"]) in pages}
    for table in ("issues", "measures", "masks", "findings", "facts") if found else ():
        for row in rows[table]:
            page = found.get(row["document"])
            if page and row.get("position"):
                row["page"] = page if row.get("node") is None else f"{page}#n{row['node']}"


def link_words(page: str, words: str) -> str | None:
    """The formula of a link, without its ``=``; None where Excel could not hold it."""
    path = page.replace('"', "%22")
    return None if max(len(path), len(words)) > MOST else f'HYPERLINK("{path}","{words.replace(chr(34), chr(34) * 2)}")'


def words_of(formula: str) -> str | None:
    """What a link of this kind shows; None for any other formula."""
    found = _LINK.fullmatch(formula)
    return found[1].replace('""', '"') if found else None
