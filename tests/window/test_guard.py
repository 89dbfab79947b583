"""Who is let in: the token, Host, Origin, the methods, how much; and what every answer says to the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from feedbackparse.window.application import create_app
from feedbackparse.window.rooms import Rooms
from tests.window.conftest import ORIGIN, PORT, Window, word
from tests.window.serving import TOKEN


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/wrong/", f"/{TOKEN}", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", "//"])
def test_without_the_token_there_is_nothing(window: Window, path: str) -> None:
    answer = window.client.get(ORIGIN + path)
    assert answer.status_code == 404
    assert TOKEN not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1:{PORT}.evil.example", ""]
)
def test_another_host_is_turned_away(window: Window, host: str) -> None:
    """A name of somebody else's that leads here (DNS rebinding)."""
    assert window.get("", headers={"host": host}).status_code == 421


def test_localhost_is_this_machine_too(window: Window) -> None:
    host = f"localhost:{PORT}"
    assert window.get("", headers={"host": host}).status_code == 200
    files = [("files", ("报告.docx", word()))]
    assert window.post("convert", files=files, headers={"host": host, "origin": f"http://{host}"}).status_code == 303
    assert window.post("convert", files=files, headers={"host": host, "origin": ORIGIN}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", f"http://127.0.0.1:{PORT + 1}", f"https://127.0.0.1:{PORT}", None]
)
def test_a_form_of_another_origin_does_nothing(window: Window, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    answer = window.post("convert", files=[("files", ("报告.docx", word()))], headers=headers)
    assert answer.status_code == 403
    assert window.rooms.rooms == {}


def test_a_page_of_another_site_cannot_read(window: Window) -> None:
    answer = window.get("", headers={"origin": "http://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert window.get("", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert window.client.options(f"/{TOKEN}/convert", headers={"origin": "http://evil.example"}).status_code == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_not_known(window: Window, method: str) -> None:
    assert window.client.request(method, f"/{TOKEN}/", headers={"origin": ORIGIN}).status_code == 405


@pytest.mark.parametrize("path", ["convert", "compare", "gather"])
def test_actions_are_never_got(window: Window, path: str) -> None:
    assert window.get(path).status_code == 405


@pytest.mark.parametrize("path", ["", "assets/window.css", "assets/window.js", "nothing", "room/none/"])
def test_every_answer_forbids_what_it_does_not_need(window: Window, path: str) -> None:
    headers = window.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.fixture
def small() -> Iterator[TestClient]:
    """A window that takes 10,000 bytes at once."""
    app = create_app(Rooms(), TOKEN, PORT, most=10_000)
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def test_too_much_is_refused_by_what_it_says_of_itself(small: TestClient) -> None:
    files = [("files", ("大.txt", b"x" * 20_000))]
    answer = small.post(f"/{TOKEN}/convert", files=files, headers={"origin": ORIGIN})
    assert answer.status_code == 413
    assert "分批" in answer.text


def test_too_much_is_refused_while_it_comes(small: TestClient) -> None:
    """Without a length, in pieces."""

    def pieces() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1000

    headers = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=b"}
    answer = small.post(f"/{TOKEN}/convert", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_too_many_files_are_refused(window: Window) -> None:
    answer = window.post("convert", files=[("files", (f"{at}.txt", b"x")) for at in range(510)])
    assert answer.status_code == 400
    assert "太多" in answer.text
    assert window.rooms.rooms == {}


@pytest.mark.parametrize("body", [b"", b"--b", b"garbage", b"--b\r\n\r\n"])
def test_a_broken_form_is_told(window: Window, body: bytes) -> None:
    headers = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=b"}
    answer = window.client.post(f"/{TOKEN}/convert", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert window.rooms.rooms == {}
