"""``python -m benchmarks``: measure, print a table, and with ``--record`` write it to benchmarks/RESULTS.md."""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from benchmarks.document import PARAGRAPHS, fill, write_document
from benchmarks.whole_parse import Timing, measure
from feedbackparse.version import VERSION

RESULTS = Path(__file__).with_name("RESULTS.md")
MOST = 40.0
"""A whole parse may cost this many times the floor."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure a whole parse against the floor.")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--most", type=float, default=MOST, help="exit 1 where the ratio is above this")
    parser.add_argument("--record", action="store_true", help=f"write {RESULTS.name}")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        timings = measure(write_document(Path(folder) / "report.docx"), args.rounds)
    ratio = timings[1].median / timings[0].median
    table = print_table(timings, ratio)
    print(table)
    if args.record:
        RESULTS.write_text(print_results(table, args.rounds), encoding="utf-8", newline="\n")
        print(f"written to {RESULTS}")
    return 0 if ratio <= args.most else 1


def print_table(timings: tuple[Timing, Timing], ratio: float) -> str:
    rows = ["| way | median ms | least | most |", "|---|---|---|---|"]
    rows += [f"| {t.name} | {t.median:.2f} | {t.spread[0]:.2f} | {t.spread[1]:.2f} |" for t in timings]
    return "\n".join([*rows, "", f"ratio of the medians: {ratio:.1f} (at most {MOST:.0f})"])


def print_results(table: str, rounds: int) -> str:
    characters = sum(map(len, fill()))
    return f"""# Results

One machine, one run: compare the ratio, not the milliseconds. Written by `python -m benchmarks --record`.

## A whole parse against the floor

A Word file of {PARAGRAPHS} paragraphs and {characters} characters, of its own words (`benchmarks/document.py`);
both ways in turns, {rounds} rounds, the first not counted.
Program {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.machine()}.

{table}
"""


if __name__ == "__main__":
    raise SystemExit(main())
