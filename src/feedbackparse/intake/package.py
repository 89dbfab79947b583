"""A zip package, opened with suspicion: its entries by name, each read in pieces against its limit.

Source: ECMA-376 part 2 (part names), APPNOTE of the zip format; design.md §10.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from feedbackparse.intake.limits import Limits
from feedbackparse.intake.refusals import print_size, refuse

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What zipfile raises on damaged input."""
_PIECE = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """The entries of one zip file, by their name without leading slash."""

    def __init__(self, data: bytes, place: str, limits: Limits) -> None:
        """Raises: Refusal where the directory is damaged or asks for too much."""
        self.place = place
        self.limits = limits
        with _naming_damage(place, "cut-short"):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._take_directory()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def infos(self) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        """Every entry with its record in the directory."""
        return iter(self._entries.items())

    def _take_directory(self) -> None:
        limits, infos = self.limits, self._zip.infolist()
        if len(infos) > limits.entries:
            raise refuse("too-many-entries", self.place, size=len(infos), limit=limits.entries)
        swollen = 0
        for info in infos:
            if info.filename.endswith("/"):
                continue
            self._take_entry(info)
            if info.file_size > limits.ratio * info.compress_size:
                swollen += info.file_size
        if swollen > limits.inflated:
            raise refuse("inflation-bomb", self.place, size=print_size(swollen), limit=print_size(limits.inflated))

    def _take_entry(self, info: zipfile.ZipInfo) -> None:
        name = info.filename.replace("\\", "/").lstrip("/")
        if ".." in name.split("/"):
            raise refuse("unsafe-path", self.place, detail=name[:80])
        if name in self._entries:
            raise refuse("duplicate-entry", self.place, detail=name[:80])
        self._entries[name] = info

    def find(self, name: str) -> str | None:
        """The entry of this part name, also where only its letters' case differs."""
        if name in self._entries:
            return name
        folded = name.lower()
        return next((entry for entry in self._entries if entry.lower() == folded), None)

    def read(self, name: str, head: int | None = None) -> bytes:
        """The bytes of an entry, or only its first ones.

        Raises: Refusal where it is damaged, encrypted or too large.
        """
        info = self._entries[name]
        if info.flag_bits & 1:
            raise refuse("encrypted-archive", self.place)
        if info.compress_type not in _METHODS:
            raise refuse("broken-package", self.place, detail=f"{name[:80]} 的压缩方法不支持")
        if info.file_size > self.limits.part:
            raise self._too_large(name, info.file_size)
        with _naming_damage(self.place, "broken-package"), self._zip.open(info) as stream:
            return self._read_pieces(stream, name) if head is None else stream.read(head)

    def _read_pieces(self, stream: IO[bytes], name: str) -> bytes:
        pieces, size = [], 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > self.limits.part:
                raise self._too_large(name, size)
            pieces.append(piece)
        return b"".join(pieces)

    def _too_large(self, name: str, size: int) -> Exception:
        return refuse(
            "part-too-large",
            self.place,
            detail=name[:80],
            size=print_size(size),
            limit=print_size(self.limits.part),
        )


@contextmanager
def _naming_damage(place: str, code: str) -> Iterator[None]:
    """Turn what zipfile raises on damaged bytes into a Refusal."""
    try:
        yield
    except _BROKEN as error:
        raise refuse(code, place, detail=_explain(error)) from error


def _explain(error: Exception) -> str:
    return "压缩目录或数据校验不符" if isinstance(error, zipfile.BadZipFile) else "压缩数据不完整"
