"""What reaches the window at all: from this machine's browser, with the token, and not too much at once.

Source: OWASP on DNS rebinding and cross-site request forgery: Host and Origin are compared with the one address.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Of every answer; a view may set its own policy. ``no-referrer`` would make the Origin of a form ``null``."""


class Guard:
    """The application behind its checks (ASGI)."""

    def __init__(self, app: App, token: str, port: int, most: int) -> None:
        self.app, self.token, self.most = app, token, most
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        status = self.judge(scope) if scope["type"] == "http" else 400
        if status:
            await answer(with_headers(send), status)
            return
        await self.app(scope, self.count(receive), with_headers(send))

    def judge(self, scope: Scope) -> int:
        """The status with which a request is turned away; 0 where it is let in."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if host not in self.hosts:
            return 421
        if not self.knows_token(scope["path"]):
            return 404
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405
        if headers.get("sec-fetch-site") == "cross-site":
            return 403
        if scope["method"] == "POST" and headers.get("origin") != f"http://{host}":
            return 403
        length = headers.get("content-length", "0")
        return 413 if length.isascii() and length.isdigit() and int(length) > self.most else 0

    def knows_token(self, path: str) -> bool:
        given = path.split("/")[1] if path.count("/") > 1 else ""
        return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), self.token.encode())

    def count(self, receive: Receive) -> Receive:
        """Counts what comes in, also where the request does not say how much that is."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(413, TOLD[413])
            return message

        return counted


def with_headers(send: Send) -> Send:
    """Adds the headers that every answer has."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message.get("headers", ())}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in own]
            message["headers"] = [*message.get("headers", ()), *more]
        await send(message)

    return sent


TOLD = {
    400: "请求有误",
    403: "此请求不是从本窗口发出的",
    404: "没有这个页面：地址可能不完整，请用程序打开时显示的地址",
    405: "不支持此操作",
    413: "上传的文件太多或太大，请分批上传",
    421: "此请求不是发给本窗口的",
}


async def answer(send: Send, status: int) -> None:
    """A plain answer in one sentence."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": TOLD[status].encode()})
