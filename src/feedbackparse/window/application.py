"""The routes of the window, behind the guard: read this first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route

from feedbackparse.window import views
from feedbackparse.window.guard import Guard
from feedbackparse.window.rooms import Rooms
from feedbackparse.window.uploads import MOST_BYTES

ROUTES = (
    Route("/", views.home, name="home"),
    Route("/assets/{name}", views.asset, name="asset"),
    Route("/convert", views.convert, methods=["POST"], name="convert"),
    Route("/compare", views.compare_two, methods=["POST"], name="compare-two"),
    Route("/gather", views.gather, methods=["POST"], name="gather"),
    Route("/room/{room}/", views.room, name="room"),
    Route("/room/{room}/state", views.state, name="state"),
    Route("/room/{room}/workbook", views.workbook, name="workbook"),
    Route("/room/{room}/page/{number}", views.page, name="page"),
    Route("/room/{room}/findings", views.findings, name="findings"),
    Route("/room/{room}/compare", views.compare, name="compare"),
    Route("/room/{room}/returned", views.returned, name="returned"),
    Route("/room/{room}/return", views.bring_back, methods=["POST"], name="bring-back"),
    Route("/room/{room}/decide", views.decide, methods=["POST"], name="decide"),
    Route("/room/{room}/forget", views.forget, methods=["POST"], name="forget"),
)


def create_app(rooms: Rooms, token: str, port: int, most: int = MOST_BYTES) -> Guard:
    """The application for this port; everything lies below ``/token/``. At its end all rooms are deleted."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        rooms.close()

    handlers = {HTTPException: views.say_error, Exception: views.say_error}
    app = Starlette(routes=[Mount(f"/{token}", routes=ROUTES)], lifespan=lifespan, exception_handlers=handlers)
    app.state.rooms = rooms
    return Guard(app, token, port, most)
