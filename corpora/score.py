"""Score every case of corpora/: nodes, edges, labels, masks, metadata; gained and lost against the record.

    python corpora/score.py [CASE ...] [--show N] [--record]

Prints a line a case, below it its differences (``--show``), then what was gained and lost against
corpora/scores.json. Exits 1 where something was lost or a promise is broken; ``--record`` writes the new record.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.goldens.cases import Case, find_cases
from tests.goldens.scores import NOTHING, RECORD, CaseScore, Measures, read_record, score_case, write_record

COLUMNS = [field.name for field in fields(Measures)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score every case of corpora/ against what was written by hand.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help="names of cases, or a part of them; all without")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each case")
    parser.add_argument("--record", action="store_true", help=f"write the measures to {RECORD.name}")
    args = parser.parse_args(arguments)

    cases = [case for case in find_cases() if not args.cases or any(name in case.name for name in args.cases)]
    if not cases:
        parser.error(f"no case is named {' or '.join(args.cases)}")
    scores = score_all(cases, args.show)
    known = read_record()
    fresh = {name: score.measures for name, score in scores.items()}
    lost = compare(known, fresh)
    if args.record:
        kept = {name: known[name] for name in known if name not in fresh and args.cases}
        write_record(kept | fresh)
        print(f"recorded {len(fresh)} cases in {RECORD.name}")
        return 0
    return 1 if lost else 0


def score_all(cases: Sequence[Case], show: int) -> dict[str, CaseScore]:
    """Score and print; a case whose parse fails scores nothing and says why."""
    width = max(len(case.name) for case in cases)
    print(f"{'case':{width}}  " + "  ".join(f"{column:>6}" for column in COLUMNS))
    scores = {}
    for case in cases:
        try:
            score = score_case(case)
        except Exception as error:  # one bad case must not hide the others
            score = CaseScore(NOTHING, [f"{type(error).__name__}: {error}"])
        scores[case.name] = score
        print(f"{case.name:{width}}  {print_measures(score.measures)}")
        for difference in score.differences[:show]:
            print(f"    {difference}")
        if len(score.differences) > show > 0:
            print(f"    … and {len(score.differences) - show} more")
    print(f"{'mean':{width}}  {print_measures(mean([score.measures for score in scores.values()]))}")
    return scores


def print_measures(measures: Measures) -> str:
    return "  ".join(f"{value:6.4f}" for value in asdict(measures).values())


def mean(measures: Sequence[Measures]) -> Measures:
    rows = [asdict(row) for row in measures]
    return Measures(**{column: sum(row[column] for row in rows) / len(rows) for column in COLUMNS})


def compare(known: Mapping[str, Measures], fresh: Mapping[str, Measures]) -> int:
    """Print what changed against the record; how many cases lost."""
    gained: set[str] = set()
    lost: set[str] = set()
    for name, measures in fresh.items():
        if name not in known:
            print(f"new     {name}")
            continue
        for change in measures.changes_since(known[name]):
            (lost if change.lost else gained).add(name)
            print(f"{'lost  ' if change.lost else 'gained'}  {name}: {change}")
    print(f"{len(fresh)} cases, {len(gained)} gained, {len(lost)} lost")
    return len(lost)


if __name__ == "__main__":
    raise SystemExit(main())
