"""How much a file may ask for before it is refused: settings with defaults.

Source: design.md §10. The defaults keep every file under 20 s and 600 MiB.
"""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What intake accepts. Sizes in bytes."""

    file: int = 256 * _MIB
    """The file as it lies on disk."""
    text: int = 16 * _MIB
    """A file that is read as plain text or as HTML."""
    part: int = 48 * _MIB
    """One inflated part of a package."""
    inflated: int = 160 * _MIB
    """All parts of a package that inflate to more than ``ratio`` times their packed size, together."""
    tags: int = 4_000_000
    """Begins and ends of elements in one part: what its tree costs in memory."""
    lines: int = 250_000
    """Blocks of one document."""
    ratio: int = 4
    """An entry that inflates less than this is bounded by the file's own size."""
    entries: int = 20_000
    """Entries of a package or archive."""
    depth: int = 40
    """Containers within containers: nested tables, text boxes, content controls, fields of markup."""
    members: int = 500
    """Documents that are read from one archive."""
    conversion: float = 120.0
    """Seconds that a converter of old formats may take for one batch."""


DEFAULT = Limits()
