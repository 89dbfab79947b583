"""Score the hand-checked real report in its three forms: plain text, Word, Word with automatic numbers.

    python -m tests.seed FOLDER

FOLDER holds gold/seed.txt, gold/seed.outline, gold/seed.masks and score.py; all three must score 1.0 and
give 29 rows in 问题台账, and the audit must find what a person found. Run by .ci/run where the folder is there.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEDGER_ROWS = 29
SHARED = (67, 0.88)
"""The longest passage that two answers share: its characters, and about which share of one it is."""
LISTED = {"plan-only": 2, "no-measurable-result": 8, "unchecked-masked": 10}
"""How many findings of a code a person counts at least."""
LEVELS = (re.compile(r"^[一二三四五六七八九十]+、"), re.compile(r"^（[一二三四五六七八九十]+）"))
LEVEL_TEXTS = ("%1、", "（%2）")


def main(arguments: Sequence[str]) -> int:
    (folder,) = map(Path, arguments)
    gold = folder / "gold"
    lines = (gold / "seed.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        forms = [gold / "seed.txt", write_typed(lines, work / "typed.docx"), write_automatic(lines, work / "auto.docx")]
        worst = max(score(form, folder, work) for form in forms)
        return worst or count_rows(gold / "seed.txt", work) or audit(gold / "seed.txt")


def write_typed(lines: Sequence[str], path: Path) -> Path:
    """A Word file whose numbers are typed."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def write_automatic(lines: Sequence[str], path: Path) -> Path:
    """A Word file whose 一、 and （一） are Word's automatic numbers."""
    document = docx.Document()
    number = add_numbering(document)
    for line in lines:
        level = next((k for k, pattern in enumerate(LEVELS) if pattern.match(line)), None)
        if level is None:
            document.add_paragraph(line)
            continue
        paragraph = document.add_paragraph(LEVELS[level].sub("", line))
        properties = paragraph._p.get_or_add_pPr()
        numbered = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{numbered}</w:numPr>"))
    document.save(str(path))
    return path


def add_numbering(document: docx.document.Document) -> int:
    """A list definition of two levels, Chinese numbers; its number."""
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for k, text in enumerate(LEVEL_TEXTS)
    )
    space = nsdecls("w")
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="900">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    return 900


def score(form: Path, folder: Path, work: Path) -> int:
    """Parse with the command line, and compare with the folder's own program."""
    parsed = work / f"{form.stem}{form.suffix}.json"
    gold = folder / "gold" / "seed"
    command = [sys.executable, "-m", "feedbackparse", "parse", str(form), "-o", str(parsed)]
    judge = [sys.executable, str(folder / "score.py"), f"{gold}.outline", str(parsed), "--masks", f"{gold}.masks"]
    print(f"== {form.name}", flush=True)
    parse = subprocess.run(command, check=False)
    return parse.returncode or subprocess.run([*judge, "--min", "1.0"], check=False).returncode


def count_rows(source: Path, work: Path) -> int:
    """Whether the workbook has the rows of a person's count, all with 方面 and 问题 from above."""
    import openpyxl

    import feedbackparse as fp

    fp.convert(source, work / "台账.xlsx")
    sheet = openpyxl.load_workbook(work / "台账.xlsx", read_only=True)["问题台账"]
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    head = next(k for k, row in enumerate(rows) if "具体问题" in row)
    table = [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]
    filled = [row for row in table if row["方面"] and row["具体问题"]]
    print(f"== 问题台账: {len(table)} rows, {len(filled)} with 方面 and 具体问题")
    return 0 if len(filled) == len(table) == LEDGER_ROWS else 1


def audit(source: Path) -> int:
    """Whether the audit finds the passage that two answers share, and lists what is planned only, not measurable or
    masked, and no error."""
    import feedbackparse as fp

    found = fp.audit([fp.parse(source)])
    counts = found["code"].value_counts()
    errors = int((found["severity"] == "error").sum())
    missing = {code: int(counts.get(code, 0)) for code, least in LISTED.items() if counts.get(code, 0) < least}
    told = [message for code, message in zip(found["code"], found["message"], strict=True) if code == "repeated-text"]
    longest = max(told, key=lambda message: int(re.findall(r"（(\d+)字）", message)[0]), default="")
    shares = [int(share) / 100 for share in re.findall(r"占(\d+)%", longest)]
    shared = f"（{SHARED[0]}字）" in longest and len(shares) == 2 and min(abs(s - SHARED[1]) for s in shares) <= 0.02
    print(f"== audit: {errors} errors, shared passage {'found' if shared else 'not found'} {shares}, too few {missing}")
    return 0 if shared and not errors and not missing else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
