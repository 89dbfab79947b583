"""The workbook: 整改台账, written for the first time.

openpyxl is imported only when a workbook is written, and then without lxml: with it Chinese text is
written as character references, three times larger and slower (measured with openpyxl 3.1.5).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from feedbackparse.ledger.target import check_target
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

__all__ = ["check_target", "write"]


def write(docs: Iterable[Document], verdicts: Iterable[Verdict], path: str | Path) -> Path:
    """Write one workbook of these documents; 文件清单 lists the verdicts.

    Shape: sheets 说明, 问题台账, 措施清单, 遮蔽信息, 核查提示, 文件清单, 字典, where a cell could not hold
    its text also 续文, and hidden bookkeeping.
    Raises: OutputProblem where the path cannot be used: ``ledger-exists``, ``ledger-suffix``,
    ``no-folder``, ``ledger-unwritable``, ``ledger-too-large``.
    """
    target = Path(path)
    check_target(target)
    os.environ.setdefault("OPENPYXL_LXML", "False")
    from feedbackparse.ledger.book import write_book

    write_book(docs, list(verdicts), target)
    return target
