"""The review page of long documents: made, as large as, opened; beside the parse, the JSON and a plain page.

``python -m benchmarks.review``; exits 1 where a page is over three times the JSON of its document, or opens in
over a second. Needs chromium.
"""

from __future__ import annotations

import argparse
import html
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpora.generator import generate
from tests.browser import open_browser, open_page

from feedbackparse import schema
from feedbackparse.intake import read_data
from feedbackparse.model import Document
from feedbackparse.pipeline import parse_intake
from feedbackparse.review import render_page
from feedbackparse.rulebook import load_rules

ISSUES = (30, 120, 480)
MOST_BYTES = 3.0
"""Of the JSON."""
MOST_MILLISECONDS = 1000.0
BOUND = 120
"""The bounds hold for documents of at most so many issues."""


@dataclass(frozen=True, slots=True)
class Measured:
    issues: int
    characters: int
    bytes: float
    """Times the JSON of the document."""
    render: float
    """Times the parse, in processor time."""
    opened: float
    """Milliseconds until the page is there, the best of all rounds."""
    floor: float
    """The same for a page that holds the text and nothing else."""

    @property
    def kept(self) -> bool:
        return self.issues > BOUND or (self.bytes < MOST_BYTES and self.opened < MOST_MILLISECONDS)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the review page.")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    print("issues  characters  page/JSON  render/parse  opens  plain page opens")
    measured = [measure(issues, rounds) for issues in ISSUES]
    for one in measured:
        times = f"{one.opened:4.0f} ms {one.floor:14.0f} ms"
        print(f"{one.issues:6}  {one.characters:10}  {one.bytes:9.2f}  {one.render:12.2f}  {times}")
    return int(not all(one.kept for one in measured))


def measure(issues: int, rounds: int) -> Measured:
    """Parse and page are timed by turns, so that both meet the same machine."""
    data = generate(3, issues)[0].encode()
    rules = load_rules()

    def parse() -> Document:
        return parse_intake(read_data(data, "report.txt"), rules)

    document = parse()
    page = render_page(document, rules)
    parsing, rendering = [], []
    for _ in range(rounds):
        parsing.append(clock(parse))
        rendering.append(clock(lambda: render_page(document, rules)))
    plain = f"<!DOCTYPE html><meta charset=utf-8><pre>{html.escape(document.text)}</pre>"
    opened, floor = open_pages([page, plain], rounds)
    size = len(page.encode()) / len(schema.document_json(document).encode())
    return Measured(issues, len(document.text), size, min(rendering) / min(parsing), opened, floor)


def clock(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def open_pages(pages: list[str], rounds: int) -> list[float]:
    """Milliseconds until each page is there, by turns."""
    times: list[list[float]] = [[] for _ in pages]
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        paths = [Path(folder) / f"{at}.html" for at in range(len(pages))]
        for path, page in zip(paths, pages, strict=True):
            path.write_text(page, encoding="utf-8")
        for _ in range(rounds):
            for path, found in zip(paths, times, strict=True):
                with open_page(browser) as watched:
                    watched.page.goto(path.as_uri())
                    told = watched.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
                    found.append(float(told))
    return [min(found) for found in times]


if __name__ == "__main__":
    raise SystemExit(main())
