"""Measure several ways on the same files, in turns, so that whatever else the machine does falls on all of them.

Processor time is measured, not the clock on the wall: a way of 20 ms loses its turn to other programs more
often than the floor of half a millisecond, and their ratio would tell how busy the machine is.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from benchmarks.ways import Way
from benchmarks.word_files import Batch

_clock = time.perf_counter if sys.platform == "win32" else time.process_time
"""Windows counts processor time in steps of 16 ms."""


@dataclass(slots=True)
class Timing:
    """Milliseconds of one way on one batch."""

    way: Way
    times: list[float] = field(default_factory=list)
    text: str = ""
    """What it read in the first file."""

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def run(self, path: Path) -> None:
        """Read one more file."""
        given = self.way.prepare(path)
        begin = _clock()
        text = self.way.read(given)
        self.times.append((_clock() - begin) * 1000)
        self.text = self.text or text


def warm_up(ways: Sequence[Way], batches: Sequence[Batch]) -> None:
    """Let every way read one small file of each form, and so load what it needs."""
    least = min(batch.size for batch in batches)
    for batch in batches:
        for way in ways:
            if batch.size == least:
                way.read(way.prepare(batch.paths[-1]))


def measure(ways: Sequence[Way], batch: Batch, rounds: int) -> list[Timing]:
    """Shape: one Timing a way, in their order; each round has the next file."""
    timings = [Timing(way) for way in ways]
    for path in islice(cycle(batch.paths), count_rounds(batch.size, rounds)):
        for timing in timings:
            timing.run(path)
    return timings


def count_rounds(size: int, rounds: int) -> int:
    """Long files, which take twenty times as long, have a third of the rounds."""
    return rounds if size < 1000 else max(3, rounds // 3)
