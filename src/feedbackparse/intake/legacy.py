"""Old formats (.doc, .wps, .rtf, .odt, .xls, .et) -> something that intake reads.

First the converter of this machine, then the extra ``legacy``, else a verdict that says what to install.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbackparse.errors import Refusal
from feedbackparse.intake import converter, fallback
from feedbackparse.intake.exchange import target_of
from feedbackparse.intake.limits import Limits
from feedbackparse.intake.plain import lay_lines
from feedbackparse.intake.refusals import refuse
from feedbackparse.model import Block

NAMES = {
    "doc": "旧版 Word 文件（.doc 或 .wps）",
    "rtf": "RTF 文件",
    "odt": "ODT 文件",
    "wordml": "Word XML 文件",
    "xls": "旧版 Excel 文件（.xls 或 .et）",
}
"""The formats that need a converter, as messages call them."""


@dataclass(frozen=True, slots=True)
class Old:
    """A file in an old format."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of it: a package, or Blocks."""

    data: bytes = b""
    blocks: tuple[Block, ...] | None = None
    doubt: str = ""
    """What was lost on the way, in Chinese."""


def convert(files: Sequence[Old], limits: Limits) -> list[Converted | Refusal]:
    """Convert all files by one call. Shape: one result a file, in their order."""
    if not files:
        return []
    program = converter.find_converter()
    if program is None:
        return [_fall_back(file) or say_unconverted(file) for file in files]
    try:
        results = program.convert([(file.kind, file.data) for file in files], limits.conversion)
    except TimeoutError:
        return [_fall_back(file) or _say("conversion-timeout", file, limits) for file in files]
    return [
        Converted(result) if result is not None else _fall_back(file) or _say("conversion-failed", file, limits)
        for file, result in zip(files, results, strict=True)
    ]


def say_unconverted(file: Old) -> Refusal:
    """That there is no converter, and as what the file has to be saved."""
    suffix = f"*.{target_of(file.kind)}"
    return refuse("no-converter", file.name, detail=NAMES[file.kind], suffix=suffix)


def _say(code: str, file: Old, limits: Limits) -> Refusal:
    return refuse(code, file.name, detail=NAMES[file.kind], limit=f"{limits.conversion:g}")


def _fall_back(file: Old) -> Converted | None:
    """What the extra makes of it, marked as degraded; None where it is not installed."""
    if file.kind == "doc":
        data = fallback.convert_doc(file.data)
        return Converted(data, doubt="未用 LibreOffice，由简易程序转换") if data else None
    if file.kind == "rtf":
        text = fallback.read_rtf(file.data)
        doubt = "未用 LibreOffice，只读出文字，编号与表格可能缺失"
        return Converted(blocks=lay_lines(text), doubt=doubt) if text else None
    if file.kind == "xls":
        from feedbackparse.intake.workbook import lay_values

        sheets = fallback.read_xls(file.data)
        words = lay_values(sheets) if sheets else None
        return Converted(blocks=words.blocks, doubt="未用 LibreOffice，合并单元格未还原") if words else None
    return None
