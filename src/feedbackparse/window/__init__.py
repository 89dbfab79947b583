"""The window: the program in a browser, for one person on one machine. Read ``application`` first.

    browser ──guard──▶ views ──▶ rooms (a folder an upload) ──▶ running · looking · returning ──▶ the public verbs

It listens on 127.0.0.1 only, and what was uploaded is gone when it ends.
"""

from __future__ import annotations

from feedbackparse.window.server import serve

__all__ = ["serve"]
