"""Results on disk, one file a document, written as they come: what makes a run resume, and memory stay level.

A result is found by what it was made of: the bytes of the file, its suffix, and the key of the recipe (program,
rules, settings). It is written under another name and moved into place, so that there is a whole one or none.

Shape of a file: magic, length and CRC-32 of the head, the head as JSON, the Document as a zlib stream. The
Document is a pickle that can name the records of ``model`` and nothing else: to load one runs no code.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import shutil
import struct
import threading
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from feedbackparse import model
from feedbackparse.errors import OutputProblem
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

FOLDER = ".feedbackparse"
"""Where results are kept beside the output; hidden, so that no run takes it for sources."""
_HEAD = struct.Struct(">4sII")
_MAGIC = b"FBP1"
_OURS = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Card:
    """What a run must know of a document without its words."""

    verdict: Verdict
    """Without name, time and memory."""
    genre: str
    inspected: tuple[str, ...]
    identity: str
    """The key of (单位, 轮次, genre)."""
    issues: tuple[str, ...]
    """The content keys of its ledger rows."""


class Store:
    """The results of one recipe. Raises everywhere: OutputProblem where the folder cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, sha256: str, suffix: str) -> Path:
        plain = re.sub(r"[^a-z0-9]", "", suffix.lower())[:8]
        return self.folder / sha256[:2] / f"{sha256}.{plain}"

    def find(self, place: Path) -> Card | None:
        """The head of a result, or None where there is no whole one."""
        try:
            with place.open("rb") as file:
                return _read_head(file, place.stat().st_size)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, struct.error):
            return None  # damaged: it is made again

    def load(self, place: Path) -> Document:
        """The Document of a result. Raises: OutputProblem where it is gone or damaged."""
        try:
            with place.open("rb") as file:
                _read_head(file, place.stat().st_size)
                return _Records(io.BytesIO(zlib.decompress(file.read()))).load_document()
        except (OSError, ValueError, TypeError, KeyError, struct.error, zlib.error, pickle.UnpicklingError) as error:
            message = "暂存的解析结果已损坏或被移走"
            raise OutputProblem("store-damaged", str(place), message, "请重新运行，缺少的会重新解析") from error

    def put(self, place: Path, card: Card, document: Document) -> None:
        """Keep a result; another process may be at the same."""
        body = zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), 1)
        head = json.dumps({**asdict(card), "body": len(body)}, ensure_ascii=False, sort_keys=True).encode()
        data = _HEAD.pack(_MAGIC, len(head), zlib.crc32(head)) + head + body
        write_whole(place, data)

    def load_issues(self, place: Path) -> frozenset[str]:
        card = self.find(place)
        return frozenset(card.issues if card else ())


class _Records(pickle.Unpickler):
    """An unpickler that knows the records of ``model``, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(model, name, None) if module == model.__name__ else None
        if not isinstance(found, type) or found.__module__ != model.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found

    def load_document(self) -> Document:
        document = self.load()
        if not isinstance(document, Document):
            raise pickle.UnpicklingError("no Document")
        return document


def _read_head(file: Any, size: int) -> Card:
    magic, length, check = _HEAD.unpack(file.read(_HEAD.size))
    head = file.read(length)
    if magic != _MAGIC or zlib.crc32(head) != check:
        raise ValueError("no result")
    told = json.loads(head)
    if size != _HEAD.size + length + told.pop("body"):
        raise ValueError("cut short")
    told["verdict"] = Verdict(**told["verdict"])
    told["inspected"], told["issues"] = tuple(told["inspected"]), tuple(told["issues"])
    return Card(**told)


def write_whole(place: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises: OutputProblem."""
    draft = place.with_name(f".{place.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(data)
            draft.replace(place)
        except PermissionError:  # on Windows: another process is reading what is there
            draft.unlink(missing_ok=True)
            if not place.exists():
                raise
    except OSError as error:
        message = f"无法写入：{error.strerror or error}"
        remedy = "请检查磁盘空间和写入权限，或用 --store 指定别的文件夹"
        raise OutputProblem("store-unwritable", str(place.parent), message, remedy) from error


def open_store(folder: Path, key: str) -> Path:
    """The folder of one recipe, made; results of other versions of the program are thrown away."""
    program = key.partition("-")[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if _OURS.fullmatch(old.name) and not old.name.startswith(program):
                shutil.rmtree(old, ignore_errors=True)
        (folder / key).mkdir(exist_ok=True)
    except OSError as error:
        message = f"暂存文件夹不能使用：{error.strerror or error}"
        remedy = "请检查写入权限，或用 --store 指定别的文件夹"
        raise OutputProblem("store-unwritable", str(folder), message, remedy) from error
    return folder / key
