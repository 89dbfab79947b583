"""file -> Blocks: the only stage that knows file formats."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.model import Block, Finding, Source


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read from one file: its Blocks in reading order and what intake was not sure of."""

    source: Source
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


def read_file(file: Path, *, encoding: str | None = None) -> Intake:
    """Read one file, whatever its name says. Raises: Refusal."""
    data = file.read_bytes()
    blocks, at = [], 0
    for number, line in enumerate(data.decode(encoding or "utf-8").split("\n"), 1):
        blocks.append(Block(line, at, f"line[{number}]"))
        at += len(line) + 1
    return Intake(Source(file.name, hashlib.sha256(data).hexdigest(), "txt", "utf-8"), tuple(blocks))
