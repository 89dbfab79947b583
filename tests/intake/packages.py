"""Word packages built by hand: the XML of one feature each, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from feedbackparse.intake import Intake, read_data

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:x="urn:nobody:knows"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def num(num_id: int, level: int = 0) -> str:
    """The properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def part(name: str, content: str, attributes: str = "") -> str:
    """A whole part with this root element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {NAMES} {attributes}>{content}</w:{name}>'


def docx(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    attributes: str = "",
    document: str | bytes | None = None,
    target: str = "word/document.xml",
) -> bytes:
    """A package. ``parts`` are those of the folder word, each related to the body by its name's stem."""
    named = dict(parts or {})
    related = "".join(
        f'<Relationship Id="r-{name}" Type="{_RELATIONS}{_kind_of(name)}" Target="{name}"/>' for name in named
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": _list_relations(f'<Relationship Id="r1" Type="{_RELATIONS}officeDocument" Target="{target}"/>'),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", attributes) if document is None else document,
        "word/_rels/document.xml.rels": _list_relations(related + relations),
    } | {f"word/{name}": content for name, content in named.items()}
    return zipped(entries)


def _kind_of(name: str) -> str:
    stem = name.partition(".")[0].rstrip("0123456789")
    return {"chunk": "aFChunk", "data": "diagramData"}.get(stem, stem)


def _list_relations(content: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def zipped(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def lists(levels: str | list[tuple[str, str]], nums: str = "", extra: str = "") -> dict[str, str]:
    """A numbering part: definition 1 with these levels (format, text), list 1 on it."""
    if not isinstance(levels, str):
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, (shape, text) in enumerate(levels)
        )
    content = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{extra}'
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return {"numbering.xml": part("numbering", content + nums)}


def read(data: bytes, name: str = "file.docx") -> Intake:
    """What intake makes of these bytes; the offsets are checked on the way."""
    taken = read_data(data, name)
    at = 0
    for block in taken.blocks:
        assert block.start == at
        assert "\n" not in block.text
        assert "\r" not in block.text
        assert block.text.startswith(block.number)
        at += len(block.text) + 1
    return taken


def text_of(data: bytes) -> str:
    """The canonical text."""
    return "\n".join(block.text for block in read(data).blocks)


def codes_of(data: bytes) -> dict[str, str]:
    """Code -> message of the findings."""
    return {found.code: found.message for found in read(data).findings}
