"""A whole parse of a report-size Word file against the floor: unzip it and parse its XML, nothing else.

The two run in turns, so that whatever else the machine does falls on both; the ratio of their medians is
what counts.
"""

from __future__ import annotations

import statistics
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from feedbackparse import parse


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one way, over all rounds."""

    name: str
    times: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def spread(self) -> tuple[float, float]:
        return min(self.times), max(self.times)


def read_floor(path: Path) -> None:
    """The least that any reader of a Word file must do."""
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))


def read_whole(path: Path) -> None:
    parse(path)


def measure(path: Path, rounds: int) -> tuple[Timing, Timing]:
    """Floor and whole parse, in turns; the first round, which loads the rules, is not counted."""
    ways: tuple[Callable[[Path], None], ...] = (read_floor, read_whole)
    times: tuple[list[float], ...] = ([], [])
    for turn in range(rounds + 1):
        for way, spent in zip(ways, times, strict=True):
            begin = time.perf_counter()
            way(path)
            if turn:
                spent.append((time.perf_counter() - begin) * 1000)
    return Timing("floor: zipfile + lxml parse of document.xml", times[0]), Timing("whole parse", times[1])
