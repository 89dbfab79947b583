"""The cases of corpora/: one folder each, a source and what was written about it by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parents[2] / "corpora"
SOURCES = ("source.docx", "source.txt")


@dataclass(frozen=True, slots=True)
class Case:
    """One folder of corpora/."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def source(self) -> Path:
        """The document. Raises: FileNotFoundError."""
        for name in SOURCES:
            if (self.folder / name).exists():
                return self.folder / name
        raise FileNotFoundError(f"{self.folder} holds neither {' nor '.join(SOURCES)}")

    @property
    def outline(self) -> Path:
        return self.folder / "gold.outline"

    @property
    def masks(self) -> Path:
        """Not there where the source has no mask."""
        return self.folder / "gold.masks"

    @property
    def why(self) -> Path:
        return self.folder / "why.md"

    @property
    def meta(self) -> dict[str, Any] | None:
        """The expected metadata; None where nobody wrote it down."""
        path = self.folder / "gold.meta.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def visible_text(self) -> str:
        """What a reader sees: of a Word file what was written down beside it."""
        path = self.source
        return decode((path.with_name("visible.txt") if path.suffix == ".docx" else path).read_bytes())


def decode(data: bytes) -> str:
    """Text in one of the encodings that the corpora use, with plain line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
    return text.replace("\r\n", "\n")


def find_cases(folder: Path = CORPORA) -> list[Case]:
    """Every case, by name. Raises: FileNotFoundError where there is none."""
    cases = [Case(path) for path in sorted(folder.iterdir()) if path.is_dir() and path.name[0] not in "._"]
    if not cases:
        raise FileNotFoundError(f"{folder} holds no case")
    return cases
