"""The documents of a run, by the names that people know their offices by.

All notebooks begin here: ``read_documents`` takes a folder, a file, or a list of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import feedbackparse as fp
from feedbackparse.errors import Refusal
from feedbackparse.frames import read_rows
from feedbackparse.model import Document
from feedbackparse.sources import Found, find_files

GENRES = {
    "feedback_letter": "反馈意见",
    "problem_list": "问题清单",
    "rectification_report": "整改报告",
    "audit_rectification": "审计整改报告",
    "environment_plan": "督察整改方案",
    "rectification_ledger": "整改台账",
    "positive_report": "成效通报",
    "other": "其他",
}
"""Genres in Chinese, as docs/glossary.md has them."""
LONGEST = 16
"""Characters of a name in a figure."""


def find_corpora() -> list[Path]:
    """The shipped cases, from anywhere inside the checkout."""
    here = Path.cwd()
    corpora = next(folder / "corpora" for folder in (here, *here.parents) if (folder / "corpora").is_dir())
    return sorted(corpora.glob("*/source.*"))


def find_case(name: str) -> Path:
    """One shipped case by the name of its folder."""
    return next(path for path in find_corpora() if path.parent.name == name)


def read_documents(paths: str | Path | Iterable[str | Path]) -> dict[str, Document]:
    """Every document by its name in figures and tables.

    What cannot be read is printed with what to do about it and left out, and so is the same file a second time.
    """
    read: dict[str, tuple[Found, Document]] = {}
    for file in find_files(paths):
        try:
            document = fp.parse(file.path)
        except Refusal as refusal:
            print(refusal)
            continue
        digest = document.source.sha256
        if digest in read:
            print(f"{file.name}：与 {read[digest][0].name} 内容相同，略过")
        else:
            read[digest] = (file, document)
    return name_documents(read.values())


def name_documents(read: Iterable[tuple[Found, Document]]) -> dict[str, Document]:
    """The inspected office, else the title; where several have the same one, the file's name behind it."""
    files = [(file.path, document, shorten(name_office(document))) for file, document in read]
    seen = Counter(office for _, _, office in files)
    named: dict[str, Document] = {}
    for path, document, office in files:
        file = path.parent.name if path.stem == "source" else path.stem
        name = office if office and seen[office] == 1 else shorten(f"{office} {file}".strip(), 2 * LONGEST)
        while name in named:
            name += "′"
        named[name] = document
    return named


def name_office(document: Document) -> str:
    """The office as the tables have it; where none is found, the head of the title, else ""."""
    unit = read_rows([document], ["documents"])["documents"][0]["unit"]
    if isinstance(unit, str) and unit != Path(document.source.name).stem:
        return unit
    return (document.meta.title or "").strip()


def shorten(words: str, longest: int = LONGEST) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def map_names(documents: Mapping[str, Document]) -> dict[str, str]:
    """From the key of all tables (``document``) to the name."""
    return {document.source.sha256[:12]: name for name, document in documents.items()}
