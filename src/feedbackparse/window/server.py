"""Serving the window until Ctrl-C: a free port of 127.0.0.1, a token in the address, the browser opened."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable

from feedbackparse.errors import OutputProblem
from feedbackparse.window.rooms import Rooms

HOST = "127.0.0.1"


def serve(tell: Callable[[str], None], port: int = 0, browser: bool = True) -> None:
    """Serve until it is told to stop; ``tell`` is given the address. Port 0: a free one.

    Raises: OutputProblem where the port is taken.
    """
    import uvicorn

    from feedbackparse.window.application import create_app

    listening = listen(port)
    rooms = Rooms()
    try:
        port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
        address = f"http://{HOST}:{port}/{token}/"
        tell(address)
        if browser:
            webbrowser.open(address)
        settings = uvicorn.Config(
            create_app(rooms, token, port),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(settings).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        rooms.close()
        listening.close()


def listen(port: int) -> socket.socket:
    """A socket that listens on this machine only. Raises: OutputProblem."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        message = f"端口 {port} 不能使用：{error.strerror or error}"
        raise OutputProblem("port-taken", f"{HOST}:{port}", message, "请换一个端口，或不写 --port") from error
    listening.listen()
    return listening
