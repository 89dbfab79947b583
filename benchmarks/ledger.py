"""The ledger of 10,000 issues: written, written as a whole, and read back; beside xlsxwriter and pandas.

``python -m benchmarks.ledger``; exits 1 where a bound is not kept.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from feedbackparse import ledger
from feedbackparse.batch.work import judge
from feedbackparse.frames.rows import read_rows
from feedbackparse.ledger.layout import ISSUES
from feedbackparse.model import Block, Document, Mask, Meta, Node, Source, Versions

PER_DOCUMENT = 50
WORDS = "落实上级决策部署不够有力，个别环节存在走过场现象，跟踪督办不及时"
ANSWER = "召开专题会议研究部署，制定整改方案，明确责任人和完成时限，逐项对照检查，开展督查**次，修订制度*项，"


def make_document(number: int) -> Document:
    """A report of 50 issues with three measures and two masks each."""
    lines: list[str] = []
    nodes: list[Node] = []
    masks: list[Mask] = []
    at = 0
    for issue in range(PER_DOCUMENT):
        issue_text = f"{WORDS}（第{number}份第{issue}条）。"
        items = [f"{ANSWER}第{number}-{issue}-{k}项已完成。" for k in range(3)]
        start = at
        whole = at + len(issue_text) + 1 + sum(len(item) + 1 for item in items) - 1
        top = len(nodes)
        nodes.append(
            Node(
                top, None, "issue", f"{issue + 1}.", issue_text, start, whole, ((start, start + len(issue_text)),), "b"
            )
        )
        at += len(issue_text) + 1
        nodes.append(Node(top + 1, top, "response", "", "", at, whole, (), "b"))
        lines.append(issue_text)
        for item in items:
            nodes.append(
                Node(len(nodes), top + 1, "item", "一是", item, at, at + len(item), ((at, at + len(item)),), "b")
            )
            star = at + item.index("**")
            masks.append(Mask(star, star + 3, "**次", "count", "次", None, 10, 99, "⟦count:次⟧", "b"))
            lines.append(item)
            at += len(item) + 1
    text = "\n".join(lines)
    blocks, reached = [], 0
    for line, words in enumerate(lines, 1):
        blocks.append(Block(words, reached, f"body/p[{line}]"))
        reached += len(words) + 1
    meta = Meta(inspected=(f"第{number}单位",), round="第一轮", genre="rectification_report")
    source = Source(f"报告{number}.docx", f"{number:064d}", "docx", None)
    return Document(source, meta, text, tuple(nodes), tuple(masks), (), (), Versions("0", "0"), tuple(blocks))


def clock(work: Callable[[], object]) -> float:
    """Seconds of processor time: all of it is one thread, and other work on the machine does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def fill_in(path: Path) -> None:
    """One cell that a person wrote, so that the workbook is no longer as the last conversion left it."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    book[ISSUES.title].cell(
        2, next(at for at, seat in enumerate(ISSUES.seats, 1) if seat.key == "progress")
    ).value = "办"
    book.save(path)


def write_sheet_only(docs: list[Document], path: Path) -> None:
    """问题台账 alone, the way the whole ledger writes it."""
    from openpyxl import Workbook

    from feedbackparse.ledger.book import add_sheet
    from feedbackparse.ledger.looks import Looks
    from feedbackparse.ledger.package import save_new
    from feedbackparse.ledger.rowxml import render_rows
    from feedbackparse.ledger.shown import show_rows

    rows = read_rows(docs, ("issues",))["issues"]
    book = Workbook(write_only=True)
    book.create_sheet("说明")
    body = add_sheet(book, Looks(book), ISSUES, show_rows(ISSUES, rows, []))
    save_new(book, [iter(()), render_rows(body)], path)


def write_with_xlsxwriter(docs: list[Document], path: Path) -> None:
    import xlsxwriter  # type: ignore[import-not-found, import-untyped, unused-ignore]

    rows = read_rows(docs, ("issues",))["issues"]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet(ISSUES.title)
    for at, row in enumerate(rows, 1):
        for column, seat in enumerate(ISSUES.seats):
            if (value := row.get(seat.key)) is not None:
                sheet.write(at, column, value)
    book.close()


def write_with_pandas(docs: list[Document], path: Path) -> None:
    import pandas as pd

    pd.DataFrame(read_rows(docs, ("issues",))["issues"]).to_excel(path, engine="openpyxl")


def read_with_pandas(path: Path) -> None:
    import pandas as pd

    pd.read_excel(path, sheet_name=[ISSUES.title, "措施清单"], engine="openpyxl")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the ledger.")
    parser.add_argument("--issues", type=int, default=10_000)
    parser.add_argument("--alone", action="store_true", help="leave out pandas and xlsxwriter")
    args = parser.parse_args()
    docs = [make_document(number) for number in range(args.issues // PER_DOCUMENT)]
    verdicts = [judge(doc) for doc in docs]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = folder / "台账.xlsx"
        figures: list[tuple[str, float, float | None]] = [
            ("问题台账", clock(lambda: write_sheet_only(docs, folder / "表.xlsx")), 10.0),
            ("whole ledger", clock(lambda: ledger.write(docs, verdicts, whole)), 40.0),
            ("fp.load", clock(lambda: ledger.load(whole)), 5.0),
            ("converted again, unchanged", clock(lambda: ledger.write(docs, verdicts, whole)), None),
        ]
        size = whole.stat().st_size / 1e6
        if not args.alone:
            if find_spec("xlsxwriter"):
                figures.append(
                    (
                        "问题台账, xlsxwriter, no looks",
                        clock(lambda: write_with_xlsxwriter(docs, folder / "x.xlsx")),
                        None,
                    )
                )
            figures.append(
                ("问题台账, pandas, no looks", clock(lambda: write_with_pandas(docs, folder / "p.xlsx")), None)
            )
            figures.append(("two sheets read, pandas", clock(lambda: read_with_pandas(whole)), None))
            fill_in(whole)
            figures.append(("converted again, filled in", clock(lambda: ledger.write(docs, verdicts, whole)), None))
    print(f"{args.issues} issues; the whole ledger has {size:.1f} MB\n")
    print("| what | processor seconds | at most |\n|---|---|---|")
    for what, seconds, most in figures:
        print(f"| {what} | {seconds:.1f} | {most or '—'} |")
    return int(any(most is not None and seconds > most for _, seconds, most in figures))


if __name__ == "__main__":
    raise SystemExit(main())
