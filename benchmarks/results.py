"""The measurements as one table, the limits that they must keep, and benchmarks/RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.timing import Timing, count_rounds
from benchmarks.word_files import Batch

RESULTS = Path(__file__).with_name("RESULTS.md")
_MARKUP = re.compile(r"[\s\\*]")
_ZEROS = str.maketrans("〇", "零")


@dataclass(frozen=True, slots=True)
class Result:
    """One batch, and what every way took for a file of it; the floor is the first."""

    batch: Batch
    timings: list[Timing]

    def ratio(self, timing: Timing) -> float:
        return timing.median / self.timings[0].median

    def broken_limits(self) -> Iterator[str]:
        """Findings: a line for each way of this program that costs more than it may."""
        for timing in self.timings:
            limit, ratio = timing.way.limit(self.batch.size), self.ratio(timing)
            if limit is not None and ratio > limit:
                yield f"{timing.way.name}, {self.batch.name}: {ratio:.1f} times the floor, at most {limit:.0f}"

    def whole_share(self, timing: Timing) -> float:
        """The share of the paragraphs that were read whole, with their automatic number."""
        read = _strip(timing.text)
        lines = self.batch.text.split("\n")
        return sum(_strip(line) in read for line in lines) / len(lines)


def print_table(results: Sequence[Result]) -> str:
    """Shape: one row a way; for each batch median milliseconds, ratio to the floor, paragraphs read whole."""
    cells = [["way", *(f"{result.batch.name}: ms | times the floor | whole" for result in results)]]
    cells.append(["---", *("--:|--:|--:" for _ in results)])
    for at, timing in enumerate(results[0].timings):
        cells.append([timing.way.name, *(_print_cells(result, result.timings[at]) for result in results)])
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _print_cells(result: Result, timing: Timing) -> str:
    ratio, limit = result.ratio(timing), timing.way.limit(result.batch.size)
    bound = f" (at most {limit:.0f})" if limit is not None else ""
    share = f"{result.whole_share(timing):.0%}" if timing.text else "–"
    return f"{timing.median:.2f} | {ratio:.1f}{bound} | {share}"


def _strip(text: str) -> str:
    """The words without what Markdown adds and escapes; both ways to write a zero are right."""
    return _MARKUP.sub("", text).translate(_ZEROS)


def write_results(results: Sequence[Result], rounds: int, missing: Sequence[str]) -> None:
    left_out = f"\nNot installed and left out: {', '.join(missing)}.\n" if missing else ""
    characters = " and ".join(f"{len(result.batch.text):,}" for result in results if result.batch.form == "plain")
    page = f"""# Results

One machine, one run: compare the ratios, not the milliseconds. Written by `python -m benchmarks --record`.

## Reading a Word file, and a whole parse, against the floor

Reports of 80 and of 1,600 paragraphs ({characters} characters), no paragraph twice and each file of other words
(`benchmarks/document.py`); plain, with one run a paragraph, and rich, with several formatted runs, headings and
automatic numbers (`benchmarks/word_files.py`).

All ways in turns, {rounds} rounds for the short files and {count_rounds(1600, rounds)} for the long ones, after a
reading that is not counted; medians of the processor's time. "whole" is the share of the paragraphs that a way gives
complete, with their automatic number. Python {platform.python_version()}, lxml {metadata.version("lxml")},
{platform.system()} {platform.machine()}, {os.cpu_count()} processors.

{print_table(results)}
{left_out}"""
    RESULTS.write_text(page, encoding="utf-8", newline="\n")
