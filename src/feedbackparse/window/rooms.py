"""Rooms: a folder and a state for each upload, so that two at once never mix; gone when the window ends."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from feedbackparse.errors import Problem
from feedbackparse.verdict import Verdict

if TYPE_CHECKING:
    from feedbackparse.window.returning import Preview

PREFIX = "feedbackparse-window-"
LEDGER = "整改台账.xlsx"
_DAY = 24 * 3600.0
_PATIENCE = 3.0
"""Seconds in which what works for a room may stop by itself."""

State = Literal["working", "done", "failed"]
Purpose = Literal["convert", "compare", "gather"]


@dataclass(slots=True)
class Room:
    """One upload, and what came of it."""

    id: str
    folder: Path
    purpose: Purpose
    names: list[str] = field(default_factory=list)
    """The uploaded documents, in their order, as the verdicts name them."""
    ledger_name: str = LEDGER
    merging: bool = False
    """Whether a ledger was brought along into which the documents go."""
    state: State = "working"
    done: int = 0
    """Documents that have a verdict."""
    total: int = 0
    """All of them, as far as they are known; 0 before the first is read."""
    read: dict[str, str] = field(default_factory=dict)
    """The outcome of each document that was read, as they come."""
    verdicts: Sequence[Verdict] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    """What the documents changed in the ledger that was brought along, by the keys of its report."""
    problem: Problem | None = None
    """Why nothing came of it."""
    preview: Preview | None = None
    """What a workbook that was brought back would change."""
    merged: list[str] = field(default_factory=list)
    """The workbooks that were brought back and merged."""
    closed: bool = False
    """Whether the room is given up: what works for it stops."""
    worker: threading.Thread | None = None
    """What converts for it."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    @property
    def returned(self) -> Path:
        """Workbooks that were brought back."""
        return self.folder / "returned"

    @property
    def ledger(self) -> Path:
        """Where the workbook is, once there is one."""
        return self.folder / "ledger" / self.ledger_name

    def fail(self, problem: Problem) -> None:
        self.problem, self.state = problem, "failed"


class Rooms:
    """All rooms of one window, in one temporary folder that only this user can open."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        sweep_leftovers(Path(tempfile.gettempdir()), now())
        self.home = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.rooms: dict[str, Room] = {}

    def open(self, purpose: Purpose) -> Room:
        """A new room, with empty folders."""
        room = Room(secrets.token_urlsafe(9), self.home / f"{len(self.rooms)}-{secrets.token_hex(4)}", purpose)
        for folder in (room.uploads, room.returned, room.ledger.parent):
            folder.mkdir(parents=True)
        self.rooms[room.id] = room
        self.home.touch()
        return room

    def find(self, id: str) -> Room | None:
        return self.rooms.get(id)

    def forget(self, room: Room) -> None:
        """Delete all that was uploaded, and what came of it."""
        room.closed = True
        self.rooms.pop(room.id, None)
        shutil.rmtree(room.folder, ignore_errors=True)

    def close(self) -> None:
        """Delete everything; a file that somebody still holds is tried again for a moment."""
        rooms = list(self.rooms.values())
        for room in rooms:
            room.closed = True
        for room in rooms:
            if room.worker:
                room.worker.join(_PATIENCE)
            self.forget(room)
        for _ in range(20):
            shutil.rmtree(self.home, ignore_errors=True)
            if not self.home.exists():
                return
            time.sleep(0.1)


def sweep_leftovers(temporary: Path, now: float) -> None:
    """Delete what a window left behind that was ended from outside, a day ago or earlier."""
    for folder in temporary.glob(f"{PREFIX}*"):
        try:
            if now - folder.stat().st_mtime > _DAY:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
