"""The names in an OLE compound file, and whether what it holds is encrypted.

Source: MS-CFB (sectors, directory), MS-DOC §2.5.2 (FibBase), MS-OFFCRYPTO §2.3.4 (EncryptedPackage).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on mean something else than a sector."""
_MOST = 4096
"""Sectors of a directory that are followed; Word's has one or two."""
_ENCRYPTED_DOC = 0x0100


@dataclass(frozen=True, slots=True)
class Compound:
    """What a compound file says of itself."""

    names: frozenset[str]
    """Names of its streams and storages."""
    encrypted: bool
    """Whether it is an encrypted package, or a .doc with a password."""


def read_compound(data: bytes) -> Compound | None:
    """What stands in the directory, or None where it is damaged."""
    try:
        return _read(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None


def _read(data: bytes) -> Compound | None:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return None
    size = 1 << shift
    starts = dict(_read_entries(_read_directory(data, size)))
    encrypted = bool({"EncryptedPackage", "EncryptionInfo"} & starts.keys())
    if "WordDocument" in starts:
        at = (starts["WordDocument"] + 1) * size
        encrypted = encrypted or bool(struct.unpack_from("<H", data, at + 10)[0] & _ENCRYPTED_DOC)
    return Compound(frozenset(starts), encrypted)


def _read_directory(data: bytes, size: int) -> bytes:
    """The directory's sectors, in the order of their chain."""
    sector = struct.unpack_from("<I", data, 48)[0]
    tables = struct.unpack_from("<109I", data, 76)
    pieces: list[bytes] = []
    seen: set[int] = set()
    while sector < _END and sector not in seen and len(seen) < _MOST:
        seen.add(sector)
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        table = tables[sector // (size // 4)]
        sector = struct.unpack_from("<I", data, (table + 1) * size + sector % (size // 4) * 4)[0]
    return b"".join(pieces)


def _read_entries(directory: bytes) -> list[tuple[str, int]]:
    """Name and first sector of every entry."""
    entries = []
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            entries.append((name, struct.unpack_from("<I", directory, at + 116)[0]))
    return entries
