"""A window that is really served, from a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from feedbackparse.window.application import create_app
from feedbackparse.window.rooms import Rooms
from feedbackparse.window.server import listen

TOKEN = "the-token"


@contextmanager
def serve_window() -> Iterator[str]:
    """Its address; at the end nothing of it is left."""
    import uvicorn

    listening, rooms = listen(0), Rooms()
    port = listening.getsockname()[1]
    app = create_app(rooms, TOKEN, port)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/{TOKEN}/"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
    assert not rooms.home.exists()
