"""A Document as JSON, and the JSON Schema of it.

Shape: one object a document; keys and units are the fields of ``model.Document``, save that a block says
only where its line came from: its words are ``text[start:end]``.
Source: design.md §2.
"""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from feedbackparse import model
from feedbackparse.model import Document, Fact, Finding, Mask, Meta, Node, Source, Versions

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Line:
    """Where one line of the canonical text came from."""

    place: str
    """As ``body/p[12]``, ``table[1]/row[3]/cell[2]``, ``line[7]``."""
    start: int
    end: int
    number: str
    """The computed automatic number that stands at its head, or empty."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One parsed document. All offsets are code points in ``text``, half open: [start, end)."""

    source: Source
    versions: Versions
    meta: Meta
    text: str
    """The canonical text: what a reader of the final document sees, one paragraph a line."""
    nodes: tuple[Node, ...]
    masks: tuple[Mask, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    blocks: tuple[Line, ...]


def record_of(document: Document) -> DocumentRecord:
    """What is printed of a Document."""
    return DocumentRecord(
        source=document.source,
        versions=document.versions,
        meta=document.meta,
        text=document.text,
        nodes=document.nodes,
        masks=document.masks,
        facts=document.facts,
        findings=document.findings,
        blocks=tuple(Line(block.place, block.start, block.end, block.number) for block in document.blocks),
    )


def document_json(document: Document) -> str:
    """The Document as JSON, one record a line; the same bytes for the same Document."""
    members = [f' "{key}": {print_value(value)}' for key, value in asdict(record_of(document)).items()]
    return "{\n" + ",\n".join(members) + "\n}\n"


def print_value(value: Any) -> str:
    """One member of the outermost object: a list of records has a record a line."""
    if not isinstance(value, tuple) or not value:
        return compact(value)
    return "[\n  " + ",\n  ".join(compact(record) for record in value) + "\n ]"


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def load_json(text: str) -> DocumentRecord:
    """What ``document_json`` printed, checked. Raises: pydantic.ValidationError."""
    return adapter().validate_json(text)


@lru_cache(maxsize=1)
def adapter() -> TypeAdapter[DocumentRecord]:
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentRecord)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``document_json``; docs/document.schema.json holds it, and a test says so."""
    generated = adapter().json_schema(mode="serialization")
    schema = {"$schema": SCHEMA_ID, "title": "feedbackparse Document", **generated}
    for name, record in [("DocumentRecord", schema), *schema["$defs"].items()]:
        record["additionalProperties"] = False
        record["required"] = list(record["properties"])
        for key, member in record["properties"].items():
            for noise in ("title", "default"):
                member.pop(noise, None)
            if key in field_docs(name):
                member["description"] = field_docs(name)[key]
    return schema


def field_docs(record: str) -> dict[str, str]:
    """The docstrings that stand under the fields of a record of the model, or of this module."""
    homes = [ast.parse(inspect.getsource(home)) for home in (model, inspect.getmodule(Line)) if home]
    classes = {node.name: node for home in homes for node in home.body if isinstance(node, ast.ClassDef)}
    body = classes[record].body
    docs: dict[str, str] = {}
    for field, words in pairwise(body):
        said = words.value if isinstance(words, ast.Expr) else None
        if isinstance(field, ast.AnnAssign) and isinstance(said, ast.Constant):
            docs[ast.unparse(field.target)] = inspect.cleandoc(str(said.value))
    return docs
