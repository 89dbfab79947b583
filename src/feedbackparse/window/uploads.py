"""What the browser sends -> files in a room, under names that every system takes.

Source: RFC 7578 (a file name in a form is a hint, never a path), Microsoft, Naming Files, Paths, and Namespaces.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackparse.intake import DEFAULT

if TYPE_CHECKING:
    from starlette.datastructures import FormData, UploadFile

MOST_FILES = DEFAULT.members
"""Documents of one upload: as many as of one archive."""
MOST_BYTES = 4 * DEFAULT.file
"""One upload; the limit of one file is intake's own, and its verdict says so."""
_LONGEST = 80
"""Characters of one part of a name."""
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def files_of(form: FormData, field: str) -> list[UploadFile]:
    """The files of one field; an empty one means that none was chosen."""
    return [part for part in form.getlist(field) if not isinstance(part, str) and part.filename]


def keep_files(parts: Iterable[UploadFile], folder: Path, flat: bool = False) -> list[str]:
    """Write uploads below a folder, or right into it. Shape: their names relative to it, in their order."""
    names: list[str] = []
    for part in parts:
        name = clean_name(part.filename or "")
        target = free_place(folder, name.rpartition("/")[2] if flat else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            shutil.copyfileobj(part.file, file)
        names.append(target.relative_to(folder).as_posix())
    return names


def clean_name(name: str) -> str:
    """A relative path that stays below its folder on every system, as ``甲镇/报告.docx``."""
    parts = [clean_part(part) for part in name.replace("\\", "/").split("/")]
    return "/".join([part for part in parts if part][-6:]) or "文件"


def clean_part(part: str) -> str:
    """One folder or file name; empty where it is none."""
    part = _UNFIT.sub("_", part).strip(" ").rstrip(". ")
    if len(part) > _LONGEST:
        stem, dot, suffix = part.rpartition(".")
        part = f"{stem[: _LONGEST - 10]}{dot}{suffix[:9]}" if dot else part[:_LONGEST]
    return f"_{part}" if _DEVICES.match(part) else part


def free_place(folder: Path, name: str) -> Path:
    """Where a file of this name can lie; the second of the same name becomes ``报告（2）.docx``."""
    path, at = folder / name, 2
    while path.exists():
        path = (folder / name).with_stem(f"{Path(name).stem}（{at}）")
        at += 1
    return path
