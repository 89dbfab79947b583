"""Documents -> tables: rows for the workbook, DataFrames and Parquet for analysts.

The package is called like the verb that it holds, and ``import feedbackparse.tables`` hangs the package
under that name on ``feedbackparse``; so the package can itself be called: ``fp.tables(docs)`` is the same
before and after that import.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from feedbackparse.model import Document
from feedbackparse.tables.frames import tables, write_parquet
from feedbackparse.tables.rows import judge_document, read_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["judge_document", "read_rows", "tables", "write_parquet"]


class _Verb(ModuleType):
    def __call__(self, docs: Iterable[Document]) -> dict[str, pd.DataFrame]:
        return tables(docs)


sys.modules[__name__].__class__ = _Verb
