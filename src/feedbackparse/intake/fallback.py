"""Old formats without LibreOffice, by the packages of the extra ``legacy``: less is kept, and it is said.

msdoc2docx gives a .docx of a .doc, striprtf the words of an .rtf, python-calamine the cells of an .xls.
"""

from __future__ import annotations

import importlib
import io
import re
import tempfile
from pathlib import Path
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _load(name: str) -> Any:
    """A package of the extra, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def convert_doc(data: bytes) -> bytes | None:
    """The .docx of a .doc; None where the package is missing or fails."""
    package = _load("doc2docx")
    if package is None:
        return None
    with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "a.doc", Path(folder) / "b.docx"
        source.write_bytes(data)
        try:
            package.convert(source, target)
        except Exception:  # whatever a foreign parser raises on a damaged file
            return None
        return target.read_bytes() if target.is_file() else None


def read_rtf(data: bytes) -> str | None:
    """The words of an .rtf; None where the package is missing or fails."""
    package = _load("striprtf.striprtf")
    if package is None:
        return None
    try:
        text = str(package.rtf_to_text(data.decode("latin-1"), errors="replace"))
    except Exception:  # whatever a foreign parser raises on a damaged file
        return None
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _LONE.sub("\ufffd", text)


def read_xls(data: bytes) -> list[tuple[str, list[list[object]]]] | None:
    """Sheet names and rows of an .xls; None where the package is missing or fails."""
    package = _load("python_calamine")
    if package is None:
        return None
    try:
        book = package.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except Exception:  # whatever a foreign parser raises on a damaged file
        return None
