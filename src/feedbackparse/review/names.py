"""Names of pages: from the document alone, so that a ledger can link to a page before it is written."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

INDEX = "index.html"
MOST = 40
"""Characters of the source's name that a page keeps: paths on Windows end at 260."""
_UNFIT = re.compile(r'[<>:"/\\|?*%#&\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+')


def page_name(file: str, sha256: str) -> str:
    """The file name of a document's page, as ``报告-1a2b3c4d.html``.

    ``file`` and ``sha256`` are those of its Source or Verdict; other names or other words give another page.
    """
    stem = _UNFIT.sub("_", PurePosixPath(file.replace("\\", "/")).stem)[:MOST].strip("._ ") or "文件"
    told = f"{file}\n{sha256}".encode("utf-8", "surrogatepass")
    return f"{stem}-{hashlib.sha256(told).hexdigest()[:8]}.html"
