"""Rows -> DataFrames with types that do not lie, and Parquet files of them.

Shape: text is ``string``, counts and offsets ``Int64``, bounds ``Float64``; absent is ``<NA>``, never "" or
0 or NaN by accident.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedbackparse.frames.columns import TABLES, Row, frame_columns
from feedbackparse.frames.rows import read_rows
from feedbackparse.model import Document
from feedbackparse.rulebook import load_rules

if TYPE_CHECKING:
    import pandas as pd


def tables(docs: Iterable[Document], *, rules: str | Path | None = None) -> dict[str, pd.DataFrame]:
    """The documents as DataFrames: documents, nodes, issues, measures, fields, masks, findings, facts,
    dates, citations and categories.

    Shape: ``issues`` has a row an issue without sub-issues or with a response of its own, ``measures`` a
    row a measure; ``issue_id`` joins them, ``document`` (the head of the file's SHA-256) all tables.
    ``rules``: the folder of rules that the documents were read with; its taxonomy names their categories.
    Raises: RuleProblem where a rule file is wrong.
    """
    rows = read_rows(docs, rulebook=load_rules(Path(rules)) if rules else None)
    return {name: make_frame(name, rows[name]) for name in TABLES}


def make_frame(name: str, rows: list[Row]) -> pd.DataFrame:
    """One table, its columns in their order and types, also where it has no rows."""
    import pandas as pd

    data: dict[str, pd.Series[Any]] = {}
    for column in frame_columns(name):
        values: list[Any] = [row.get(column.key) for row in rows]
        data[column.key] = pd.Series(values, dtype=column.type)
    return pd.DataFrame(data)


def write_parquet(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """One Parquet file a table in ``folder``; the same tables give the same bytes.

    The pandas index is left out, and of the metadata only the column types are kept.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    return [write_table(frame, target / f"{name}.parquet") for name, frame in tables.items()]


def write_table(frame: pd.DataFrame, path: Path) -> Path:
    """One Parquet file; it is there whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False)
    described = json.loads(table.schema.metadata[b"pandas"])
    described = {**described, "creator": {"library": "feedbackparse"}, "pandas_version": "2.2.0"}
    plain = table.replace_schema_metadata({"pandas": json.dumps(described, sort_keys=True)})
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        pq.write_table(plain, draft, compression="zstd")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path
