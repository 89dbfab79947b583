"""Documents -> tables: rows for the workbook, DataFrames and Parquet for analysts."""

from __future__ import annotations

from feedbackparse.frames.dataframes import tables, write_parquet
from feedbackparse.frames.rows import read_rows

__all__ = ["read_rows", "tables", "write_parquet"]
