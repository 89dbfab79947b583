"""The tables of many documents as a Parquet dataset: ``TABLE/run=NAME/part-00000.parquet``.

A part holds the rows of a fixed number of documents, so that it has the same bytes whoever writes it, and
workers can write at the same time. pandas, DuckDB and Spark read ``TABLE`` as one table, with a column ``run``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from feedbackparse.frames.columns import TABLES
from feedbackparse.frames.dataframes import make_frame, write_table
from feedbackparse.frames.rows import read_rows
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook

PART = 200
"""Documents of a part."""


def write_part(
    documents: Iterable[Document], folder: Path, run: str, number: int, before: int, rulebook: Rulebook | None = None
) -> None:
    """Write one part of every table; ``before``: how many issues are in the parts before it. Raises: OSError."""
    rows = read_rows(documents, before=before, rulebook=rulebook)
    for name in TABLES:
        place = part_path(folder, name, run, number)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_table(make_frame(name, rows.pop(name)), place)


def part_path(folder: Path, table: str, run: str, number: int) -> Path:
    return folder / table / f"run={run}" / f"part-{number:05d}.parquet"


def drop_parts(folder: Path, run: str, count: int) -> None:
    """Take away the parts of an earlier, longer run of this name, and drafts that a killed one left."""
    for table in TABLES:
        home = part_path(folder, table, run, 0).parent
        wanted = {part_path(folder, table, run, number).name for number in range(count)}
        for path in home.glob("*") if home.is_dir() else ():
            if path.name not in wanted and "part-" in path.name:
                path.unlink(missing_ok=True)
