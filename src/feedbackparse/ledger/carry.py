"""What a workbook holds that openpyxl cannot carry over: looked for before anything is written.

Source: the list of losses in openpyxl's documentation, and ECMA-376 part 1, 18 and 20.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_ANCHOR = re.compile(rb"(?:oneCell|twoCell|absolute)Anchor")
_PIECED = re.compile(rb"<(si|is)>\s*<r>.*?</\1>", re.DOTALL)
_RUN = re.compile(rb"<r>(?:\s*<rPr>(.*?)</rPr>)?", re.DOTALL)
_TYPEFACE = re.compile(rb"<(?:rFont|family|charset|scheme)\b[^>]*/>")
_EXTENDED = re.compile(rb"<(?:\w+:)?(?:sparklineGroups|slicerList|timelineRefs)\b")
_EXTENDED_RULES = re.compile(rb"<x14:(?:dataValidation|conditionalFormatting) ")
_PARTS = (
    (re.compile(r"xl/vbaProject\.bin"), "宏"),
    (re.compile(r"xl/(?:charts|chartsheets)/"), "图表"),
    (re.compile(r"xl/(?:media/|cellimages\.xml|richData/)"), "图片"),
    (re.compile(r"xl/threadedComments/"), "会话批注"),
    (re.compile(r"xl/(?:slicers|timelines)/"), "切片器"),
    (re.compile(r"xl/(?:ctrlProps|activeX)/"), "控件"),
    (re.compile(r"xl/(?:embeddings|diagrams)/"), "嵌入对象"),
    (re.compile(r"_xmlsignatures/"), "数字签名"),
)


def find_uncarried(path: Path) -> list[str]:
    """The kinds of things that would be lost, in Chinese; empty where the workbook can be carried whole."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            found += [words for pattern, words in _PARTS if pattern.match(name)]
            if re.fullmatch(r"xl/drawings/drawing\d*\.xml", name) and _ANCHOR.search(package.read(name)):
                found.append("图片、文本框或图形")
            elif name == "xl/sharedStrings.xml" and has_rich_text(package.read(name)):
                found.append("单元格内的局部格式")
            elif re.match(r"xl/worksheets/sheet", name):
                found += in_sheet(package.read(name))
    return list(dict.fromkeys(found))


def in_sheet(data: bytes) -> list[str]:
    """What one sheet holds beyond its cells."""
    tail = data[data.rfind(b"</sheetData>") :]
    found = ["迷你图或切片器"] if _EXTENDED.search(tail) else []
    found += ["扩展的数据验证或条件格式"] if _EXTENDED_RULES.search(tail) else []
    return found + (["单元格内的局部格式"] if has_rich_text(data) else [])


def has_rich_text(data: bytes) -> bool:
    """Whether a part of a cell looks other than the rest.

    LibreOffice cuts every text at the seams of scripts and gives the pieces two typefaces: that is nobody's
    formatting, and does not count.
    """
    return any(
        len({_TYPEFACE.sub(b"", run) for run in _RUN.findall(piece.group())}) > 1 for piece in _PIECED.finditer(data)
    )
