"""The workbook as a file: the same content gives the same bytes, and it is there whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from feedbackparse.ledger.target import check_target, unwritable

_DATE = (2000, 1, 1, 0, 0, 0)
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")


class FixedZip(zipfile.ZipFile):
    """A zip whose members all carry the same date and rights, and whose sheets get their rows on the way in."""

    bodies: Mapping[str, Iterable[bytes]] = {}
    """The rows of each sheet that has none yet, by the name of its member."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        super().writestr(fixed_member(name), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        data = Path(filename).read_bytes()
        with self.open(fixed_member(arcname), "w", force_zip64=True) as member:
            if arcname not in self.bodies:
                member.write(data)
                return
            head, tail = _NO_ROWS.split(data)
            member.write(head + b"<sheetData>")
            for row in self.bodies[arcname]:
                member.write(row)
            member.write(b"</sheetData>" + tail)


def fixed_member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    member.external_attr = 0o644 << 16
    return member


def save_new(book: Workbook, bodies: Sequence[Iterable[bytes]], path: Path) -> None:
    """Write a new workbook, each sheet with its rows. Raises: OutputProblem."""
    check_target(path)
    members = {f"xl/worksheets/sheet{at}.xml": body for at, body in enumerate(bodies, 1)}
    put_whole(path, lambda target: pack(book, target, members), lambda: check_target(path))


def pack(book: Workbook, target: BinaryIO, bodies: Mapping[str, Iterable[bytes]]) -> None:
    with FixedZip(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.bodies = bodies
        ExcelWriter(book, archive).save()


def put_whole(path: Path, fill: Callable[[BinaryIO], None], check: Callable[[], None] | None = None) -> None:
    """Fill a file beside its place and move it there in one step; ``check`` has the last word before that.

    Raises: OutputProblem; the file that stood there is then as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            fill(target)
            target.flush()
            os.fsync(target.fileno())
        if check:
            check()
        temporary.chmod(0o666 & ~current_umask())
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
