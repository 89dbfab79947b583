"""``python -m benchmarks``: measure, print a table, and with ``--record`` write it to benchmarks/RESULTS.md.

Exits 1 where this program costs more times the floor than it may.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.results import RESULTS, Result, print_table, write_results
from benchmarks.timing import measure, warm_up
from benchmarks.ways import find_ways
from benchmarks.word_files import write_batches


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure reading and whole parse against the floor and other readers.")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--record", action="store_true", help=f"write {RESULTS.name}")
    parser.add_argument("--lenient", action="store_true", help="tell what is over its limit, and exit 0 all the same")
    args = parser.parse_args()
    ways, missing = find_ways()
    for package in missing:
        print(f"{package} is not installed and left out (benchmarks/requirements.txt)")
    with tempfile.TemporaryDirectory() as folder:
        batches = write_batches(Path(folder))
        warm_up(ways, batches)
        results = [Result(batch, measure(ways, batch, args.rounds)) for batch in batches]
    print(print_table(results))
    if args.record:
        write_results(results, args.rounds, missing)
        print(f"written to {RESULTS}")
    broken = [line for result in results for line in result.broken_limits()]
    for line in broken:
        print(line)
    return int(bool(broken) and not args.lenient)


if __name__ == "__main__":
    raise SystemExit(main())
