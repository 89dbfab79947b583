"""Packages mutated byte- and XML-wise: nothing but Refusal is raised, and offsets hold."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest
from lxml import etree

from feedbackparse.errors import Refusal
from feedbackparse.intake import converter

from .packages import docx, lists, num, p, part, read, zipped
from .test_word_revisions import CASES as REVISIONS
from .test_word_text import CASES as TEXTS

_ROUNDS = 100


@pytest.fixture(autouse=True)
def _no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "find_converter", lambda: None)


def _rich() -> bytes:
    """A package with something of everything."""
    body = "".join([case[0] for case in TEXTS.values()] + [case[0] for case in REVISIONS.values()])
    body += p("甲", num(1) + '<w:pStyle w:val="1"/>') * 3
    body += f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p('格')}</w:tc></w:tr></w:tbl>"
    body += '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:altChunk r:id="r-chunk1.html"/>'
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="n"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    return docx(
        body,
        {
            "styles.xml": part("styles", f"<w:docDefaults><w:rPrDefault/></w:docDefaults>{styles}"),
            "footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{p("注")}</w:footnote>'),
            "header1.xml": part("hdr", p("秘密")),
            "chunk1.html": "<html><p>块<table><tr><td>1<td>2</table>",
        }
        | lists([("chineseCounting", "%1、"), ("decimal", "%2.")]),
    )


def _check(data: bytes) -> None:
    """Read; a Refusal is an answer, any other exception fails the test."""
    with suppress(Refusal):
        read(data)


def _rebuild(data: bytes, changes: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: changes.get(name, archive.read(name)) for name in archive.namelist()}, zipfile.ZIP_STORED)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _scramble(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 20))):
        at = dice.randrange(len(changed) or 1)
        match dice.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[at : at + dice.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + dice.randrange(1, 40)]
            case _:
                changed[at : at + 4] = dice.randbytes(4)
    return bytes(changed[: dice.randrange(len(changed) + 1)] if dice.random() < 0.1 else changed)


def _rearrange(data: bytes, dice: random.Random) -> bytes:
    """Elements moved, doubled, renamed, emptied; attributes changed."""
    root = etree.fromstring(data)
    elements = list(root.iter("{*}*"))
    for _ in range(dice.choice((1, 2, 5, 20))):
        one, other = dice.choice(elements), dice.choice(elements)
        match dice.randrange(5):
            case 0 if one is not other and one not in other.iterancestors() and one is not root:
                other.append(one)
            case 1:
                one.tag = other.tag
            case 2:
                for key in list(one.attrib):
                    one.set(key, dice.choice(("", "-1", "99999999999", "x", "0", "1", "restart", "begin", "end")))
            case 3:
                parent = one.getparent()
                if parent is not None and one is not root:
                    parent.remove(one)
            case _:
                one.text = dice.choice(("", "\n", "“" * 50, "**年", "\u2028", "\uf0fe"))
    return etree.tostring(root)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_of_the_package(seed: int) -> None:
    dice, data = random.Random(seed), _rich()
    for _ in range(_ROUNDS):
        _check(_scramble(data, dice))


@pytest.mark.parametrize("seed", range(4))
def test_bytes_of_a_part(seed: int) -> None:
    dice, data = random.Random(100 + seed), _rich()
    parts = _parts(data)
    for _ in range(_ROUNDS):
        name = dice.choice(list(parts))
        _check(_rebuild(data, {name: _scramble(parts[name], dice)}))


@pytest.mark.parametrize("seed", range(6))
def test_elements_of_a_part(seed: int) -> None:
    dice, data = random.Random(200 + seed), _rich()
    parts = {name: content for name, content in _parts(data).items() if name.endswith((".xml", ".rels"))}
    names = [*parts, *["word/document.xml"] * 6, *["word/numbering.xml"] * 2]
    for _ in range(_ROUNDS // 2):
        name = dice.choice(names)
        _check(_rebuild(data, {name: _rearrange(parts[name], dice)}))


@pytest.mark.parametrize("seed", range(2))
def test_random_beginnings(seed: int) -> None:
    dice = random.Random(300 + seed)
    heads = [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
        b"<html>",
        b"MIME-Version: 1.0\n",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"<?xml ",
    ]
    for _ in range(_ROUNDS):
        _check(dice.choice(heads) + dice.randbytes(dice.randrange(3000)))


def test_compound_files() -> None:
    from .test_hostile import _compound

    dice = random.Random(400)
    for _ in range(_ROUNDS):
        _check(_scramble(_compound("Root Entry", "WordDocument"), dice))


def test_the_package_itself_is_read() -> None:
    texts = [block.text for block in read(_rich()).blocks]
    assert "一、甲" in texts
    assert "块" in texts
