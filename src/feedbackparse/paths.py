"""Paths as the system opens them, and names as people read them.

On Windows a path of 260 characters and more is opened only under the prefix ``\\\\?\\`` (source: Microsoft,
Maximum Path Length Limitation). Elsewhere a name is bytes, and those from a Chinese Windows may be GB18030.
"""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

LONGEST = 200
"""A path up to this length is left alone: there is room below 260 for names that are put beside it."""
_PREFIX, _SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def extend(path: Path) -> Path:
    """The path under which the system opens it, however long it and what lies below it are."""
    return Path(prefix(PureWindowsPath(path.absolute()))) if os.name == "nt" else path


def extend_long(path: Path) -> Path:
    """The same, only where the path is long: for paths that are shown."""
    return extend(path) if os.name == "nt" and len(str(path.absolute())) > LONGEST else path


def prefix(path: PureWindowsPath) -> str:
    """An absolute path with the prefix, once."""
    words = str(path)
    if words.startswith(_PREFIX):
        return words
    return _SHARE + words[2:] if words.startswith("\\\\") else _PREFIX + words


def show_name(name: str) -> str:
    """A file's name in characters that can be printed and stored: bytes that are no UTF-8 are read as GB18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        encoding = "utf-8" if os.name == "nt" else "gb18030"
        return os.fsencode(name).decode(encoding, "replace")
    return name
