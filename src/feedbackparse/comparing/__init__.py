"""Two documents: which problems of the first the second answers, and how; two rounds of one office.

``compare_documents(a, b)`` gives the pairs as records; ``frame.compare`` gives them as a DataFrame.
"""

from __future__ import annotations

from feedbackparse.comparing.pairing import Pair, compare_documents
from feedbackparse.comparing.told import as_record, find_differences

__all__ = ["Pair", "as_record", "compare_documents", "find_differences"]
