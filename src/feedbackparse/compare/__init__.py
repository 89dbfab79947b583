"""Two documents: which problems of the first the second answers, and how; two rounds of one office.

The package is called like the verb that it holds (see tables): ``fp.compare(a, b)`` is a DataFrame of pairs,
``compare_documents(a, b)`` the pairs as records.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from feedbackparse.audit.settings import DEFAULTS, Settings
from feedbackparse.compare.frame import compare
from feedbackparse.compare.pairing import Pair, compare_documents
from feedbackparse.compare.told import as_record, find_differences
from feedbackparse.model import Document

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Pair", "as_record", "compare", "compare_documents", "find_differences"]


class _Verb(ModuleType):
    def __call__(self, first: Document, second: Document, settings: Settings = DEFAULTS) -> pd.DataFrame:
        return compare(first, second, settings)


sys.modules[__name__].__class__ = _Verb
