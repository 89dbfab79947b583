"""Make the pictures of the README and of window.md from corpora/: python docs/pictures.py [FOLDER].

review-page.png, a review page in Chromium; window.png, the window after a conversion; workbook.png, the sheet
问题台账 as LibreOffice prints it, with the columns that fit on one picture. Needs chromium, soffice and pdftoppm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

import openpyxl
from PIL import Image, ImageChops
from tests.browser import open_browser, open_page
from tests.window.serving import serve_window

import feedbackparse as fp
from feedbackparse.review import render_page

CORPORA = DOCS.parent / "corpora"
PAPERS = {
    "区教育工委整改情况.txt": "education-guanyu-zhendui",
    "县民政局整改情况.txt": "civil-affairs-fields",
}
"""The files of the pictures, and the cases whose words they hold."""
COLUMNS = "单位 序号 方面 具体问题 整改情况 文内状态 核查提示 责任领导 牵头部门 完成时限 整改状态 进展".split()
"""What the picture of the workbook shows."""
WIDTH = 1280
COLOURS = 96
"""So many colours keep a picture under 200 KB."""


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    with tempfile.TemporaryDirectory() as work:
        papers = copy_papers(Path(work))
        drawn = {"review-page": draw_page(papers[0]), "window": draw_window(papers), "workbook": draw_workbook(papers)}
        for name, path in drawn.items():
            target = folder / f"{name}.png"
            save_small(path, target)
            print(f"{target}: {target.stat().st_size // 1024} KB")
    return 0


def copy_papers(work: Path) -> list[Path]:
    for name, case in PAPERS.items():
        shutil.copyfile(CORPORA / case / "source.txt", work / name)
    return [work / name for name in PAPERS]


def draw_page(paper: Path) -> Path:
    """The page of a document with one of its answers chosen."""
    document = fp.parse(paper)
    page = paper.with_suffix(".html")
    page.write_text(render_page(document), encoding="utf-8")
    chosen = [node.id for node in document.nodes if node.kind == "response"][1]
    picture = paper.with_suffix(".png")
    with open_browser() as browser, open_page(browser, WIDTH, 760) as watched:
        watched.page.goto(f"{page.as_uri()}#n{chosen}")
        watched.page.wait_for_timeout(300)
        watched.page.screenshot(path=picture)
    return picture


def draw_window(papers: list[Path]) -> Path:
    """The window after these papers and a damaged one were converted."""
    picture, damaged = papers[0].with_name("window.png"), papers[0].with_name("县水务局整改情况.docx")
    damaged.write_bytes(b"PK\x03\x04")
    with serve_window() as address, open_browser() as browser, open_page(browser, WIDTH, 720) as watched:
        watched.page.goto(address)
        watched.page.set_input_files("#files", [*papers, damaged])
        watched.page.click("button.main")
        watched.page.wait_for_selector("a.main", timeout=60_000)
        watched.page.screenshot(path=picture)
    return picture


def draw_workbook(papers: list[Path]) -> Path:
    """The first page of 问题台账, cut to what is on it."""
    work = papers[0].parent
    ledger = work / "整改台账.xlsx"
    fp.convert(papers, ledger)
    book = openpyxl.load_workbook(ledger)
    for sheet in book:
        sheet.sheet_state = "visible" if sheet.title == "问题台账" else "hidden"
    sheet = book["问题台账"]
    book.active = sheet
    heads = [str(cell.value) for cell in sheet[1]]
    for at, head in enumerate(heads):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(at + 1)].hidden = head not in COLUMNS
    sheet.page_setup.fitToWidth = 1
    book.save(ledger)
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", work, ledger)
    run(
        "pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-png", ledger.with_suffix(".pdf"), work / "sheet"
    )
    return cut_margins(work / "sheet.png")


def cut_margins(path: Path) -> Path:
    """The picture without its white margins and without the footer below its last line."""
    picture = Image.open(path).convert("RGB")
    picture = picture.crop((0, 0, picture.width, picture.height * 92 // 100))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    cut = picture.crop(box)
    cut.resize((WIDTH, cut.height * WIDTH // cut.width), Image.Resampling.LANCZOS).save(path)
    return path


def save_small(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
