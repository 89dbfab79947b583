"""Measure several ways on one file, in turns, so that whatever else the machine does falls on all of them.

Processor time is measured, not the clock on the wall: a way of 20 ms loses its turn to other programs more
often than the floor of half a millisecond, and their ratio would tell how busy the machine is.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.ways import Way
from benchmarks.word_files import WordFile

_clock = time.perf_counter if sys.platform == "win32" else time.process_time
"""Windows counts processor time in steps of 16 ms."""
_LEAST_ROUNDS = 3
_BUDGET = 100
"""Milliseconds a round."""


@dataclass(slots=True)
class Timing:
    """Milliseconds of one way on one file."""

    way: Way
    times: list[float] = field(default_factory=list)
    text: str = ""
    """What it read."""

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def is_over(self, rounds: int) -> bool:
        """Whether it has been measured often enough: so many times, or for so long."""
        taken = len(self.times)
        return taken >= rounds or (taken >= _LEAST_ROUNDS and sum(self.times) > _BUDGET * rounds)

    def run(self, path: Path) -> None:
        """Read once more."""
        begin = _clock()
        self.text = self.way.read(path)
        self.times.append((_clock() - begin) * 1000)


def warm_up(ways: Sequence[Way], files: Sequence[WordFile]) -> None:
    """Let every way read each small file once, and so load what it needs."""
    least = min(file.size for file in files)
    for file in files:
        for way in ways:
            if file.size == least:
                way.read(file.path)


def measure(ways: Sequence[Way], path: Path, rounds: int) -> list[Timing]:
    """Shape: one Timing a way, in their order; a slow one leaves the turns early."""
    timings = [Timing(way) for way in ways]
    while going := [timing for timing in timings if not timing.is_over(rounds)]:
        for timing in going:
            timing.run(path)
    return timings
