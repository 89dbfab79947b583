"""What the hidden sheet 簿记 remembers of the last conversion: keys and hashes, and no word of a document.

Source: design.md §8 (the workbook that is sent round must not carry what was deleted from it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["", "reworded", "gone", "absent", "deleted", "hand"]
"""Of a row: as converted; its issue reworded; no longer in its source; its source not in this run; deleted by
people; added by people."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of one sheet: of the parser's cells what the program would write, of people's what they held."""

    id: str
    content_key: str
    document: str
    """Key of its document; empty where it has none."""
    state: State
    cells: dict[str, str]
    """Hashes by column key; ``+`` and the hash of the head for a column that people added."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document that the workbook knows."""

    key: str
    sha256: str
    file: str
    """Hash of the file's name."""
    genre: str
    """Hash of the genre."""
    doubt: str = ""
    """Key of the document that it may be a version of, where that is not sure."""


@dataclass(slots=True)
class Register:
    """All that is remembered. Shape: records by table and id, in the order in which they were born."""

    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    """Of each table the column keys, in the order of the workbook at birth."""
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each table the hashes of the heads by column key; the sheet's own title under the key ``.``."""
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    fixed: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    """Of each sheet that is no table the hashes of its cells, by row."""
    next_issue: int = 1
    """The number of the next 条目ID: an id is never given twice."""
    known: bool = True
    """False where the workbook has no 簿记 any more."""

    def of(self, table: str) -> dict[str, Record]:
        return self.records.get(table, {})
