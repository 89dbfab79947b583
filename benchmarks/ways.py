"""What is measured: the floor, this program's reading and whole parse, and other readers where they are installed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.outlines import load_arborparser, outline_by_bullets, outline_naively, over_python_docx
from feedbackparse import outline, parse, reading
from feedbackparse.auditing import inspect_document
from feedbackparse.intake import read_file
from feedbackparse.model import Document, Meta, Node
from feedbackparse.pipeline import pause_collector
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.reading.metadata import read_meta
from feedbackparse.rulebook import load_rules
from feedbackparse.version import VERSION

Read = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a Word file."""

    name: str
    read: Read
    """From what was prepared to all its text; the floor and single stages give none."""
    limits: tuple[tuple[int, float], ...] = ()
    """Paragraphs, and how many times the floor it may cost at that size."""
    prepare: Callable[[Path], Any] = lambda path: path
    """From a file to what is read; not measured."""

    def limit(self, size: int) -> float | None:
        return dict(self.limits).get(size)


def find_ways() -> tuple[list[Way], list[str]]:
    """Shape: the ways in the order of the table, the floor first; the peers that are not installed."""
    own = f"feedbackparse {VERSION}"
    ways = [
        Way("floor: zipfile + lxml parse of document.xml", read_floor),
        Way(f"{own}, reading only", read_blocks, ((80, 6), (1600, 6))),
        Way(f"{own}, masks, facts and status only", read_words, ((80, 12), (1600, 12)), prepare_outline),
        Way(f"{own}, a document's own findings only", read_findings, ((80, 10), (1600, 10)), prepare_document),
        Way(f"{own}, whole parse", read_tree, ((80, 40), (1600, 60))),
    ]
    docx = f"python-docx {metadata.version('python-docx')}"
    ways += [
        Way(f"{docx} + a naive regular expression, outline only", over_python_docx(outline_naively)),
        Way(f"{docx} + bullets as RAGFlow has them, outline only", over_python_docx(outline_by_bullets)),
    ]
    missing = []
    for package, load in PEERS.items():
        try:
            ways.append(Way(f"{package} {metadata.version(package)}", load()))
        except ImportError:
            missing.append(package)
    return ways, missing


def read_floor(path: Path) -> str:
    """The least that any reader of a Word file must do."""
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))
    return ""


def read_blocks(path: Path) -> str:
    return "\n".join(block.text for block in read_file(path).blocks)


def read_tree(path: Path) -> str:
    return parse(path).text


def prepare_outline(path: Path) -> tuple[str, Sequence[Node], Meta]:
    """The text, the tree and the metadata, on which masks and facts are read."""
    blocks = read_file(path).blocks
    text, grown = "\n".join(block.text for block in blocks), outline.grow(blocks, load_rules())
    return text, grown.nodes, read_meta(text, grown.nodes, grown.meta, load_rules())


@pause_collector()
def read_words(given: tuple[str, Sequence[Node], Meta]) -> str:
    """Masks, facts, status and deadlines, as the pipeline reads them."""
    text, nodes, meta = given
    rules = load_rules()
    masks = reading.type_labelled(text, reading.find_masks(text, rules), nodes, rules)
    read_facts(text, nodes, reading.place_masks(masks, nodes), meta, rules)
    return ""


def prepare_document(path: Path) -> Document:
    return parse(path)


@pause_collector()
def read_findings(document: Document) -> str:
    inspect_document(document, load_rules())
    return ""


def _load_python_docx() -> Read:
    document = import_module("docx").Document
    return lambda path: "\n".join(paragraph.text for paragraph in document(str(path)).paragraphs)


def _load_docx2python() -> Read:
    read = import_module("docx2python").docx2python

    def read_text(path: Path) -> str:
        with read(path) as document:
            return str(document.text)

    return read_text


def _load_mammoth() -> Read:
    read = import_module("mammoth").extract_raw_text

    def read_text(path: Path) -> str:
        with path.open("rb") as stream:
            return str(read(stream).value)

    return read_text


def _load_markitdown() -> Read:
    convert = import_module("markitdown").MarkItDown().convert
    return lambda path: str(convert(path).text_content)


def _load_docling() -> Read:
    """Its backend for Word by itself: no model, no network."""
    backend = import_module("docling.backend.msword_backend").MsWordDocumentBackend
    docx = import_module("docling.datamodel.base_models").InputFormat.DOCX
    open_document = import_module("docling.datamodel.document").InputDocument

    def read_text(path: Path) -> str:
        given = open_document(path_or_stream=path, format=docx, backend=backend)
        return str(backend(given, path).convert().export_to_text())

    return read_text


PEERS: dict[str, Callable[[], Read]] = {
    "python-docx": _load_python_docx,
    "docx2python": _load_docx2python,
    "mammoth": _load_mammoth,
    "markitdown": _load_markitdown,
    "docling-slim": _load_docling,
    "arborparser": lambda: over_python_docx(load_arborparser()),
}
"""Package -> how it is loaded; loading is not measured."""
