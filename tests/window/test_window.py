"""What people do in the window, by plain requests: convert, look, compare, bring back; two at once; nothing stays."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path

import pytest

from feedbackparse.errors import Exit
from feedbackparse.window import running
from feedbackparse.window.rooms import Rooms, sweep_leftovers
from tests.test_cli import REPORT, run
from tests.window.conftest import LETTER, Window, column, fill, wait_for, word

FILLED = "已约谈两次"


def test_word_in_workbook_out(window: Window) -> None:
    path = window.convert(("报告.docx", word()), ("坏.docx", b"PK\x03\x04"))
    page = window.get(path).text
    assert "问题 2 条，有整改情况 2 条" in page
    assert "cut-short" in page
    assert "重新下载" in page
    answer = window.get(f"{path}workbook")
    assert "%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6.xlsx" in answer.headers["content-disposition"]
    assert column(answer.content, "具体问题") == ["会议记录不完整", "学习不深入"]


def test_workbook_is_the_one_of_the_command_line(window: Window, tmp_path: Path) -> None:
    """Byte for byte."""
    data = word()
    path = window.convert(("报告.docx", data))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "报告.docx").write_bytes(data)
    assert run("convert", tmp_path / "in", "-o", tmp_path / "台账.xlsx") == Exit.OK
    assert window.get(f"{path}workbook").content == (tmp_path / "台账.xlsx").read_bytes()


def test_folder_and_archive_keep_their_names(window: Window) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("乙镇/报告.docx", word(REPORT.replace("学习", "培训")))
        archive.writestr("丙镇/报告.docx", word(REPORT.replace("学习", "调研")))
    path = window.convert(("甲镇/报告.docx", word()), ("包.zip", stream.getvalue()), ("~$报告.docx", b"lock"))
    page = window.get(path).text
    for name in ("甲镇/报告.docx", "包.zip/乙镇/报告.docx", "包.zip/丙镇/报告.docx"):
        assert f"<bdi>{name}</bdi>" in page
    assert "略过 1 个" in page
    (room,) = window.rooms.rooms.values()
    for at, verdict in enumerate(room.verdicts):
        shown = window.get(f"{path}page/{at}")
        assert shown.status_code == 200
        assert verdict.file in shown.text
        assert "调研" in shown.text or "丙镇" not in verdict.file


def test_nothing_to_read_is_told(window: Window) -> None:
    path = window.convert(("坏.docx", b"PK\x03\x04"))
    page = window.get(path).text
    assert "未生成台账" in page
    assert "cut-short" in page
    assert window.get(f"{path}workbook").status_code == 404
    path = window.convert(("~$报告.docx", b"lock"))
    assert "没有找到可读取的文件" in window.get(path).text


def test_no_file_is_told(window: Window) -> None:
    for action, files in (("convert", [("ledger", ("x.xlsx", b"x"))]), ("compare", [("asked", ("x.docx", b"x"))])):
        answer = window.post(action, files=files)
        assert answer.status_code == 422
        assert "选择" in answer.text
    assert window.rooms.rooms == {}


def test_a_script_is_answered_in_json(window: Window) -> None:
    headers = {"origin": "http://127.0.0.1:8000", "accept": "application/json"}
    answer = window.post("convert", files=[("files", ("报告.docx", word()))], headers=headers)
    assert answer.json()["location"].startswith("/the-token/room/")
    answer = window.post("convert", files=[("ledger", ("x.xlsx", b"x"))], headers=headers)
    assert set(answer.json()) == {"message", "remedy"}


def test_findings_all_and_of_one_severity(window: Window) -> None:
    path = window.convert(("报告.docx", word(REPORT.replace("2.关于", "3.关于"))))
    page = window.get(f"{path}findings").text
    assert "序号缺号" in page
    assert "未写时限" in page
    page = window.get(f"{path}findings", params={"severity": "错误"}).text
    assert "序号缺号" in page
    assert "未写时限" not in page


def test_letter_against_report(window: Window) -> None:
    files = [("asked", ("意见.docx", word(LETTER))), ("answered", ("报告.docx", word()))]
    path = window.settle(window.post("compare", files=files))
    answer = window.get(path)
    assert answer.status_code == 303
    page = window.get(answer.headers["location"].removeprefix("/the-token/")).text
    assert "反馈问题 3 个，报告问题 2 个" in page
    assert "未见于报告" in page
    assert "台账不全" in page
    for query in ("asked=0", "asked=0&answered=9", "asked=x&answered=1", "asked=0&answered=-1"):
        assert window.get(f"{path}compare?{query}").status_code == 404


def test_into_a_ledger_that_is_brought_along(window: Window) -> None:
    first = window.get(f"{window.convert(('报告.docx', word()))}workbook").content
    mine = fill(first, "进展", FILLED)
    more = REPORT.replace("区委", "县委") + "3.关于台账不全的问题。\n整改情况：已补齐。\n"
    path = window.convert(("新报告.docx", word(more)), ledger=("我的台账.xlsx", mine))
    page = window.get(path).text
    assert "您电脑上的那一本没有改动" in page
    assert "<li>新增行 <b>" in page
    answer = window.get(f"{path}workbook")
    assert "%E6%88%91%E7%9A%84%E5%8F%B0%E8%B4%A6.xlsx" in answer.headers["content-disposition"]
    assert FILLED in column(answer.content, "进展")
    assert "台账不全" in column(answer.content, "具体问题")


@pytest.mark.parametrize("data", [b"x", word()])
def test_what_is_no_ledger_is_told(window: Window, data: bytes) -> None:
    files = [("files", ("报告.docx", word())), ("ledger", ("台账.xlsx", data))]
    answer = window.post("convert", files=files)
    assert answer.status_code == 422
    assert "不是台账" in answer.text
    assert window.rooms.rooms == {}
    path = window.convert(("报告.docx", word()))
    answer = window.post(f"{path}return", files=[("copies", ("台账.xlsx", data))])
    assert answer.status_code == 422
    assert "不是台账" in answer.text


def test_edited_workbook_back(window: Window) -> None:
    """Shown first; nothing is done until it is accepted."""
    path = window.convert(("报告.docx", word()))
    before = window.get(f"{path}workbook").content
    edited = fill(before, "进展", FILLED)
    answer = window.post(f"{path}return", files=[("copies", ("填好的.xlsx", edited))])
    assert answer.headers["location"].endswith("/returned")
    page = window.get(f"{path}returned").text
    assert "采纳另一份中改动的单元格 <b>1</b>" in page
    assert f"<td>{FILLED}</td>" in page
    assert "进展" in page
    assert window.get(f"{path}workbook").content == before
    window.post(f"{path}decide", data={"decision": "discard"})
    assert window.get(f"{path}workbook").content == before
    window.post(f"{path}return", files=[("copies", ("填好的.xlsx", edited))])
    assert window.post(f"{path}decide", data={"decision": "accept"}).status_code == 303
    assert column(window.get(f"{path}workbook").content, "进展")[0] == FILLED
    assert window.get(f"{path}returned").status_code == 303


def test_conflict_is_shown_before_it_is_done(window: Window) -> None:
    path = window.convert(("报告.docx", word()))
    blank = window.get(f"{path}workbook").content
    copies = [("copies", (f"{who}.xlsx", fill(blank, "责任人", who))) for who in ("张三", "李四")]
    window.post(f"{path}return", files=copies)
    page = window.get(f"{path}returned").text
    assert "冲突 1 条" in page
    assert "<td>张三</td><td>李四</td>" in page
    window.post(f"{path}decide", data={"decision": "accept"})
    assert column(window.get(f"{path}workbook").content, "责任人")[0] == "张三"
    assert "冲突 1 条" in window.get(path).text


def test_gather_what_was_sent_out(window: Window) -> None:
    blank = window.get(f"{window.convert(('报告.docx', word()))}workbook").content
    files = [("main", ("主台账.xlsx", blank)), ("copies", ("甲.xlsx", fill(blank, "进展", FILLED)))]
    files.append(("copies", ("乙.xlsx", fill(blank, "备注", "已核", row=1))))
    answer = window.post("gather", files=files)
    path = answer.headers["location"].removeprefix("/the-token/").removesuffix("returned")
    assert column(window.get(f"{path}workbook").content, "进展")[0] is None
    window.post(f"{path}decide", data={"decision": "accept"})
    merged = window.get(f"{path}workbook").content
    assert (column(merged, "进展")[0], column(merged, "备注")[1]) == (FILLED, "已核")
    files[1] = ("copies", ("甲.xlsx", b"x"))
    assert "不是台账" in window.post("gather", files=files).text


def test_two_at_once_do_not_mix(window: Window) -> None:
    """The same file name, uploaded at the same moment."""
    texts = {name: REPORT.replace("会议记录不完整", f"{name}不规范") for name in ("公务接待", "物资采购")}
    paths: dict[str, str] = {}
    ready = threading.Barrier(len(texts))

    def use(name: str) -> None:
        ready.wait(30)
        paths[name] = window.convert(("报告.docx", word(texts[name])))

    threads = [threading.Thread(target=use, args=(name,)) for name in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for name, path in paths.items():
        assert column(window.get(f"{path}workbook").content, "具体问题")[0] == f"{name}不规范"
        assert name in window.get(f"{path}page/0").text


def test_names_of_others_rooms_are_not_guessed(window: Window) -> None:
    path = window.convert(("报告.docx", word()))
    others = ("page/99", "page/..%2f..%2fetc", "page/x", "page/-1")
    for other in ("room/0/", "assets/..%2fviews.py", *(path + one for one in others)):
        assert window.get(other).status_code == 404


def test_forgotten_room_is_gone(window: Window) -> None:
    path = window.convert(("报告.docx", word()))
    (room,) = window.rooms.rooms.values()
    assert window.post(f"{path}forget").status_code == 303
    assert not room.folder.exists()
    assert window.get(path).status_code == 404


def test_room_that_is_given_up_stops_its_work() -> None:
    rooms = Rooms()
    room = rooms.open("convert")
    room.names = [f"{at}.txt" for at in range(60)]
    for name in room.names:
        (room.uploads / name).write_text(name + "\n" + REPORT * 40, encoding="utf-8")
    thread = running.start(room)
    wait_for(lambda: room.done > 0 or room.state != "working")
    rooms.close()
    thread.join(60)
    assert not thread.is_alive()
    assert not rooms.home.exists()
    assert room.done < 60


def test_a_bug_is_told_and_costs_nobody_else(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from feedbackparse import batch

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no such luck")

    with monkeypatch.context() as patch:
        patch.setattr(batch, "convert", fail)
        page = window.get(window.convert(("报告.docx", word()))).text
    assert "ZeroDivisionError" in page
    assert "请连同文件一起报告" in page
    assert "问题 2 条" in window.get(window.convert(("报告.docx", word()))).text


def test_leftovers_of_a_killed_window_are_swept(tmp_path: Path) -> None:
    import os

    for name, age in (("feedbackparse-window-old", 25), ("feedbackparse-window-new", 1), ("other", 99)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (10**9 - age * 3600, 10**9 - age * 3600))
    sweep_leftovers(tmp_path, 10**9)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feedbackparse-window-new", "other"]


HOSTILE = "<script>alert(1)</script>&\"'.docx"


def test_names_and_words_are_escaped(window: Window) -> None:
    evil = "<img src=x onerror=alert(1)>"
    path = window.convert((HOSTILE, word(REPORT.replace("学习不深入", evil))), ("<b>坏</b>.docx", b"PK"))
    for page in (path, f"{path}findings", f"{path}page/0", f"{path}page/1", f"{path}compare?asked=0&answered=0", ""):
        text = window.get(page).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "<b>坏" not in text
