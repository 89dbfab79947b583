"""Documents that the tests of the pages share: a long one, a hostile one, one with every kind of node."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from corpora.generator import generate

from feedbackparse.intake import read_data
from feedbackparse.model import Document
from feedbackparse.pipeline import parse_intake
from feedbackparse.rulebook import load_rules
from feedbackparse.verdict import Verdict
from tests.goldens.cases import CORPORA
from tests.intake.packages import docx, p

EVIL = '<script>window.pwned = 1</script>"\'><img src=x onerror="window.pwned = 1"></script></style>{{ 7 * 7 }}'
"""What must stay words wherever a document says it."""

REPORT = """青山县教育局党组关于巡察整改情况的报告
一、反馈问题整改情况
（一）党的建设方面
1.关于“学习不深入”的问题。
整改情况：一是****年*月*日集中学习**次。二是修订《学习制度》，印发青教发〔2024〕3号。
责任领导：王**
完成时限：2024年12月底
3.关于会议记录不完整的问题。
整改情况：将加强会议记录。
"""


def parse_text(text: str, name: str = "报告.txt") -> Document:
    return parse_intake(read_data(text.encode(), name), load_rules())


def parse_case(name: str) -> Document:
    """A case of corpora/."""
    (source,) = (CORPORA / name).glob("source.*")
    return parse_intake(read_data(source.read_bytes(), source.name), load_rules())


@cache
def long_document() -> Document:
    """120 issues with answers, fields and masks."""
    return parse_text(generate(3, 120)[0], "长报告.txt")


def hostile_word_file() -> bytes:
    """A report whose title, issue, answer and table cells hold markup and script."""
    words = EVIL.replace("<", "&lt;").replace(">", "&gt;")
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in (words, "javascript:window.pwned=1"))
    lines = [
        p(f"关于{words}的整改报告"),
        p("二、整改情况"),
        p(f"1.关于“{words}”的问题。"),
        p(f"整改情况：{words}，已完成**次。"),
        p(f"责任人：{words}"),
    ]
    return docx("".join(lines) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p(words))


def hostile_document() -> Document:
    document = parse_intake(read_data(hostile_word_file(), "报告.docx"), load_rules())
    return replace(document, source=replace(document.source, name=f"{EVIL}.docx"))


def judge(document: Document) -> Verdict:
    """The verdict of a run on a document."""
    return Verdict(
        document.source.name,
        "findings" if document.findings else "converted",
        format=document.source.format,
        sha256=document.source.sha256,
        characters=len(document.text),
        issues=sum(node.kind == "issue" for node in document.nodes),
        masks=len(document.masks),
        findings=len(document.findings),
    )


def write(folder: Path, page: str, name: str = "页.html") -> str:
    """A page as a file; its address."""
    path = folder / name
    path.write_text(page, encoding="utf-8", newline="\n")
    return path.as_uri()
