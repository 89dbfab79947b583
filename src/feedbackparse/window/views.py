"""The pages and actions of the window, one function each; the routes are in ``application``.

Every action answers with another address (303), so that reloading a page does nothing twice. A script may ask
for JSON instead: ``{"location": …}`` or ``{"message": …, "remedy": …}``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from feedbackparse.errors import Problem, Refusal
from feedbackparse.review.words import SEVERITIES, names_of
from feedbackparse.verdict import Verdict
from feedbackparse.window import looking, returning, running, shell
from feedbackparse.window.rooms import Room, Rooms
from feedbackparse.window.uploads import MOST_FILES, files_of, keep_files
from feedbackparse.window.workbook import read_rows

PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Of a review page, which names its own script and style by their hashes in a policy of its own; both hold."""


# -- what every view needs ----------------------------------------------------------------------


def rooms_of(request: Request) -> Rooms:
    found: Rooms = request.app.state.rooms
    return found


def room_of(request: Request) -> Room:
    """The room of the address. Raises: HTTPException where there is none any more."""
    room = rooms_of(request).find(request.path_params["room"])
    if room is None:
        raise HTTPException(404, "这次上传已删除，或窗口已重新打开")
    return room


def address(request: Request, view: str, /, **path: Any) -> str:
    return str(request.app.url_path_for(view, **path))


def show(request: Request, page: str, status: int = 200, **values: Any) -> HTMLResponse:
    def link(view: str, /, **path: Any) -> str:
        return address(request, view, **path)

    return HTMLResponse(shell.render(page, link=link, **values), status)


def go(request: Request, view: str, /, **path: Any) -> Response:
    """Lead on to a page."""
    target = address(request, view, **path)
    if wants_json(request):
        return JSONResponse({"location": target})
    return RedirectResponse(target, 303)


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def show_problem(request: Request, problem: Problem, status: int = 422) -> Response:
    """What went wrong, and what to do; a script is told with 200, for a browser writes others on its console."""
    if wants_json(request):
        return JSONResponse({"message": problem.message, "remedy": problem.remedy})
    return show(request, "problem", status, problem=problem)


def verdict_of(room: Room, given: str | None) -> Verdict:
    """The verdict of this number, of a document that was read. Raises: HTTPException."""
    if given and given.isascii() and given.isdigit() and int(given) < len(room.verdicts):
        verdict = room.verdicts[int(given)]
        if verdict.taken:
            return verdict
    raise HTTPException(404, "没有这份文件")


# -- pages --------------------------------------------------------------------------------------


async def home(request: Request) -> Response:
    rooms = list(rooms_of(request).rooms.values())
    return show(request, "home", rooms=rooms[::-1], most_files=MOST_FILES)


async def asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in shell.ASSETS:
        raise HTTPException(404, "没有这个文件")
    return Response(shell.serve_asset(name), media_type=shell.ASSETS[name])


async def room(request: Request) -> Response:
    """Where an upload stands, and what came of it."""
    found = room_of(request)
    if found.state == "done" and found.purpose == "compare" and not request.query_params.get("files"):
        by_name = {verdict.file: at for at, verdict in enumerate(found.verdicts) if verdict.taken}
        if {*found.names} <= {*by_name}:
            asked, answered = (by_name[name] for name in found.names)
            chosen = f"asked={asked}&answered={answered}"
            return RedirectResponse(f"{address(request, 'compare', room=found.id)}?{chosen}", 303)
    ready = found.state == "done" and found.ledger.exists()
    counts: Counter[str] = Counter()
    conflicts: Sequence[Any] = ()
    if ready:
        counts.update(row["severity"] for row in await run_in_threadpool(read_rows, found.ledger, "findings"))
        conflicts = await run_in_threadpool(read_rows, found.ledger, "conflicts")
    return show(
        request,
        "room",
        room=found,
        ready=ready,
        rows=list(enumerate(found.verdicts)),
        outcomes=names_of("outcomes"),
        counts=counts,
        severities=SEVERITIES,
        conflicts=conflicts,
        changes=returning.name_changes(found.changes),
        issues=sum(verdict.issues or 0 for verdict in found.verdicts),
        answered=sum(verdict.answered or 0 for verdict in found.verdicts),
        passed_over=running.passed_over(found) if found.state == "done" else [],
    )


async def state(request: Request) -> Response:
    """How far a room is, for the script that waits."""
    found = room_of(request)
    return JSONResponse({"state": found.state, "done": found.done, "total": found.total, "read": dict(found.read)})


async def workbook(request: Request) -> Response:
    """The ledger of a room, to be kept."""
    found = room_of(request)
    if found.state != "done" or not found.ledger.exists():
        raise HTTPException(404, "还没有台账")
    return FileResponse(found.ledger, filename=found.ledger_name)


async def page(request: Request) -> Response:
    """The review page of one document."""
    found = room_of(request)
    verdict = verdict_of(found, request.path_params["number"])
    try:
        made = await run_in_threadpool(looking.make_page, found, verdict)
    except Problem as problem:
        return show_problem(request, problem)
    return HTMLResponse(made, headers={"content-security-policy": PAGE_POLICY})


async def findings(request: Request) -> Response:
    """核查提示 of a room, all or of one severity."""
    found = room_of(request)
    if found.state != "done" or not found.ledger.exists():
        raise HTTPException(404, "还没有台账")
    rows = await run_in_threadpool(read_rows, found.ledger, "findings")
    chosen = request.query_params.get("severity", "")
    pages = {verdict.file: at for at, verdict in enumerate(found.verdicts) if verdict.taken}
    return show(
        request,
        "findings",
        room=found,
        rows=[row for row in rows if not chosen or row["severity"] == chosen],
        counts=Counter(row["severity"] for row in rows),
        chosen=chosen,
        pages=pages,
        severities={name: key for key, name in SEVERITIES.items()},
    )


async def compare(request: Request) -> Response:
    """A letter against a report of the same room."""
    found = room_of(request)
    first, second = (verdict_of(found, request.query_params.get(key)) for key in ("asked", "answered"))
    try:
        made = await run_in_threadpool(looking.compare, found, first, second)
    except Problem as problem:
        return show_problem(request, problem)
    return show(request, "compare", room=found, first=first, second=second, made=made, relations=names_of("relations"))


async def returned(request: Request) -> Response:
    """What a workbook that was brought back would change."""
    found = room_of(request)
    if found.preview is None:
        return go(request, "room", room=found.id)
    return show(request, "returned", room=found, preview=found.preview)


# -- actions ------------------------------------------------------------------------------------


async def convert(request: Request) -> Response:
    """Documents, and perhaps a ledger into which they go, into a new room."""
    async with request.form(max_files=MOST_FILES + 1, max_fields=20) as form:
        parts = [*files_of(form, "files"), *files_of(form, "folder")]
        ledgers = files_of(form, "ledger")
        if not parts:
            return show_problem(request, Refusal("no-files", "", "没有选择文件", "请先选择 Word 文件或文件夹"))
        found = rooms_of(request).open("convert")
        found.names = await run_in_threadpool(keep_files, parts, found.uploads)
        if ledgers:
            (found.ledger_name,) = await run_in_threadpool(keep_files, ledgers[:1], found.ledger.parent, True)
            found.merging = True
    return begin(request, found)


async def compare_two(request: Request) -> Response:
    """A letter and a report into a new room."""
    async with request.form(max_files=4, max_fields=20) as form:
        first, second = files_of(form, "asked")[:1], files_of(form, "answered")[:1]
        if not first or not second:
            message, remedy = "需要两份文件", "请分别选择反馈意见（或问题清单）和整改报告"
            return show_problem(request, Refusal("no-files", "", message, remedy))
        found = rooms_of(request).open("compare")
        found.names = await run_in_threadpool(keep_files, [*first, *second], found.uploads)
    return begin(request, found)


def begin(request: Request, found: Room) -> Response:
    try:
        running.check(found)
    except Problem as problem:
        rooms_of(request).forget(found)
        return show_problem(request, problem)
    running.start(found)
    return go(request, "room", room=found.id)


async def gather(request: Request) -> Response:
    """A ledger and the copies of it that were sent out, into a new room; nothing is merged yet."""
    async with request.form(max_files=MOST_FILES + 1, max_fields=20) as form:
        main, copies = files_of(form, "main")[:1], files_of(form, "copies")
        if not main or not copies:
            message, remedy = "需要一本主台账和至少一本带回的台账", "请分别选择"
            return show_problem(request, Refusal("no-files", "", message, remedy))
        found = rooms_of(request).open("gather")
        (found.ledger_name,) = await run_in_threadpool(keep_files, main, found.ledger.parent, True)
        names = await run_in_threadpool(keep_files, copies, found.returned, True)
    found.state = "done"
    answer = await preview(request, found, names)
    if found.preview is None:
        rooms_of(request).forget(found)
    return answer


async def bring_back(request: Request) -> Response:
    """Edited workbooks back into the room; nothing is merged yet."""
    found = room_of(request)
    if found.state != "done" or not found.ledger.exists():
        raise HTTPException(404, "还没有台账")
    async with request.form(max_files=MOST_FILES, max_fields=20) as form:
        parts = files_of(form, "copies")
        if not parts:
            return show_problem(request, Refusal("no-files", "", "没有选择台账", "请选择填写并保存过的台账（.xlsx）"))
        await run_in_threadpool(returning.discard, found)
        names = await run_in_threadpool(keep_files, parts, found.returned, True)
    return await preview(request, found, names)


async def preview(request: Request, found: Room, names: Sequence[str]) -> Response:
    def prepare() -> None:
        with found.lock:
            found.preview = returning.prepare(found, names)

    try:
        await run_in_threadpool(prepare)
    except Problem as problem:
        await run_in_threadpool(returning.discard, found)
        return show_problem(request, problem)
    return go(request, "returned", room=found.id)


async def decide(request: Request) -> Response:
    """Merge what was shown, or forget it."""
    found = room_of(request)
    async with request.form(max_files=0, max_fields=5) as form:
        deed = returning.accept if form.get("decision") == "accept" else returning.discard

    def do() -> None:
        with found.lock:
            deed(found)

    await run_in_threadpool(do)
    return go(request, "room", room=found.id)


async def forget(request: Request) -> Response:
    """Delete a room and all files in it."""
    await run_in_threadpool(rooms_of(request).forget, room_of(request))
    return go(request, "home")


async def say_error(request: Request, error: Exception) -> Response:
    """A page for what is not there, and for uploads that cannot be read."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = str(error.detail) if isinstance(error, HTTPException) else "程序出错"
    said = told if status in (404, 413) else "上传的文件太多，或没有传完整"
    return show_problem(request, Refusal("window", "", said, "请返回首页重试"), status)
