"""Converting what was uploaded, in the background, by the public verb."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from feedbackparse.errors import OutputProblem, Problem, Refusal
from feedbackparse.window.rooms import Room

_TURN = threading.Semaphore(2)
"""So many rooms are worked for at once; the others wait."""


class GivenUp(Exception):
    """The room was closed while its files were being read."""


def check(room: Room) -> None:
    """Whether the ledger that was brought along is one. Raises: OutputProblem."""
    from feedbackparse.ledger.target import is_ledger

    if room.merging and not is_ledger(room.ledger):
        message, remedy = "这个文件不是台账", "请选择由本程序生成的台账（.xlsx）；不并入已有台账时不必选择"
        raise OutputProblem("not-a-ledger", room.ledger_name, message, remedy)


def start(room: Room) -> threading.Thread:
    """Work for a room in a thread of its own, which never keeps the program from ending."""
    room.worker = threading.Thread(target=work, args=(room,), daemon=True)
    room.worker.start()
    return room.worker


def work(room: Room, convert: Callable[[Room], None] | None = None) -> None:
    """Convert, and say in the room what came of it; never raises."""
    with _TURN:
        try:
            (convert or convert_room)(room)
            room.state = "done"
        except GivenUp:
            pass
        except Problem as problem:
            room.fail(problem)
        except Exception as error:
            said = f"{type(error).__name__}: {error}".splitlines()[0]
            if not room.closed:
                room.fail(Refusal("crashed", "feedbackparse", said, "这是程序的缺陷，请连同文件一起报告"))


def convert_room(room: Room) -> None:
    """Documents into the room's ledger. Raises: Problem, GivenUp."""
    from feedbackparse import batch

    def progress(step: batch.Step) -> None:
        if room.closed:
            raise GivenUp
        room.done, room.total = step.done, step.total
        if step.verdict:
            room.read[step.verdict.file] = step.verdict.status

    done = batch.convert(room.uploads, room.ledger, progress=progress)
    if done.unfit:
        raise done.unfit
    room.verdicts = done.verdicts
    if done.written:  # beside the ledger that was brought along, where that could not be carried whole
        room.ledger_name = done.written.path.name
        room.changes = done.written.changes


def passed_over(room: Room) -> list[str]:
    """Uploads that are no documents: locks of open files, ledgers."""
    told = {verdict.file for verdict in room.verdicts}
    return [name for name in room.names if name not in told and not any(one.startswith(f"{name}/") for one in told)]


def upload_of(room: Room, file: str) -> tuple[Path, str | None]:
    """The upload behind the name of a verdict, and the member of it where it is an archive."""
    path = room.uploads / file
    if path.is_file():
        return path, None
    for parent in Path(file).parents:
        if (room.uploads / parent).is_file():
            return room.uploads / parent, Path(file).relative_to(parent).as_posix()
    raise Refusal("unreadable-file", file, "文件打不开", "请重新上传")
