"""A window for the tests: its address, what it keeps, and what people bring to it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import httpx2
import openpyxl
import pytest
from starlette.testclient import TestClient

from feedbackparse.window.application import create_app
from feedbackparse.window.rooms import Rooms
from tests.test_cli import REPORT
from tests.window.serving import TOKEN, serve_window

PORT = 8000
ORIGIN = f"http://127.0.0.1:{PORT}"
LETTER = """关于巡察区档案馆的反馈意见
一、存在的主要问题
1.会议记录不完整。
2.学习不深入。
3.台账不全。
"""


@dataclass(slots=True)
class Window:
    """A window as a test sees it."""

    client: TestClient
    rooms: Rooms

    def get(self, path: str, **options: Any) -> httpx2.Response:
        return self.client.get(f"/{TOKEN}/{path}", **options)

    def post(self, path: str, **options: Any) -> httpx2.Response:
        options.setdefault("headers", {"origin": ORIGIN})
        return self.client.post(f"/{TOKEN}/{path}", **options)

    def convert(self, *files: tuple[str, bytes], ledger: tuple[str, bytes] | None = None) -> str:
        """Upload, wait, and give the room's path."""
        parts = [("files", file) for file in files] + ([("ledger", ledger)] if ledger else [])
        return self.settle(self.post("convert", files=parts))

    def settle(self, answer: httpx2.Response) -> str:
        """Wait for the room to which an answer leads; its path below the token."""
        assert answer.status_code == 303, answer.text
        path = answer.headers["location"].removeprefix(f"/{TOKEN}/")
        wait_for(lambda: self.get(f"{path}state").json()["state"] != "working")
        return str(path)


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def window() -> Iterator[Window]:
    rooms = Rooms()
    app = create_app(rooms, TOKEN, PORT)
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        yield Window(client, rooms)
    assert not rooms.home.exists()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a window that is really served."""
    with serve_window() as served:
        yield served


def word(text: str = REPORT) -> bytes:
    """A .docx of these lines."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill(workbook: bytes, column: str, value: str, row: int = 0) -> bytes:
    """The workbook after a person wrote into a cell of 问题台账; row 0 is the first issue."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book["问题台账"]
    head = next(at for at in range(1, 10) if any(cell.value == column for cell in sheet[at]))
    key = next(cell.column for cell in sheet[head] if cell.value == column)
    sheet.cell(head + 1 + row, key).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(workbook: bytes | Path, name: str) -> list[object]:
    """A column of 问题台账."""
    book = openpyxl.load_workbook(io.BytesIO(workbook) if isinstance(workbook, bytes) else workbook)
    rows = list(book["问题台账"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if name in row)
    return [row[rows[head].index(name)] for row in rows[head + 1 :] if any(row)]
