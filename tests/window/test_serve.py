"""The command: it says its address, listens on this machine only, and leaves nothing behind."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from feedbackparse import window
from feedbackparse.errors import Exit, OutputProblem
from feedbackparse.window.server import listen
from tests.test_cli import REPORT, run
from tests.window.conftest import word

Start = Callable[..., tuple["subprocess.Popen[str]", str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the command with a temporary folder of its own; the process and the address."""
    begun: list[subprocess.Popen[str]] = []

    def start_command() -> tuple[subprocess.Popen[str], str]:
        env = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
        process = subprocess.Popen(
            [sys.executable, "-m", "feedbackparse", "serve", "--no-browser"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True, encoding="utf-8",
        )  # fmt: skip
        begun.append(process)
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", process.stdout.readline())
        assert found
        return process, found[0]

    yield start_command
    for process in begun:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_nothing_stays(start: Start, tmp_path: Path, stop: signal.Signals) -> None:
    """Also where it is told to stop while files are being read."""
    process, address = start()
    origin = re.match(r"http://[^/]+", address)
    assert origin
    files = [("files", (f"{at}.docx", word(REPORT))) for at in range(40)]
    answer = httpx2.post(f"{address}convert", files=files, headers={"origin": origin[0]})
    assert answer.status_code == 303
    assert len(list(tmp_path.rglob("*.docx"))) == 40
    process.send_signal(stop)
    _, said = process.communicate(timeout=30)
    assert "Traceback" not in said, said
    assert list(tmp_path.iterdir()) == []
    assert process.returncode == (0 if stop == signal.SIGINT else -stop)


def test_addresses_differ_and_only_this_machine_is_heard(start: Start) -> None:
    (_, first), (_, second) = start(), start()
    assert first.rsplit("/", 2)[1] != second.rsplit("/", 2)[1]
    assert len(first.rsplit("/", 2)[1]) >= 32
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    assert httpx2.get(first).status_code == 200


def test_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OutputProblem) as caught:
            window.serve(lambda _: None, port=other.getsockname()[1], browser=False)
    assert caught.value.code == "port-taken"


def test_browser_is_opened_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    import uvicorn

    opened: list[str] = []
    told: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    window.serve(told.append)
    assert opened == told != []


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run("serve") == Exit.OUTPUT
    assert "feedbackparse[app]" in capsys.readouterr().err
