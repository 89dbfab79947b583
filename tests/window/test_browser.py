"""The window in a real browser: in and out with and without script, dropping, hostile names, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import Watched, open_page
from tests.test_cli import REPORT
from tests.window.conftest import LETTER, column, fill, word

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Enter = Callable[..., "Page"]
EVIL = "<img src=x onerror=window.pwned=1>"
HOSTILE = (EVIL.replace("/", "") + ".docx", "'\"&lt;script&gt;window.pwned=1&lt;script&gt;.docx", "\u202excod.txt")


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Enter]:
    """Opens the window in a browser context of its own, with or without script; watches all that goes wrong."""
    with ExitStack() as stack:
        opened: list[Watched] = []

        def open_window(script: bool = True, width: int = 1280) -> Page:
            watched = stack.enter_context(open_page(browser, width, script=script))
            opened.append(watched)
            watched.page.goto(address)
            return watched.page

        yield open_window
        for watched in opened:
            assert watched.complaints == []
            assert [url for url in watched.requests if not url.startswith((address, "data:,"))] == []


def bring(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def take(page: Page) -> bytes:
    """Click the download; the workbook."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载台账").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    return Path(waiting.value.path()).read_bytes()


def has_result(page: Page) -> None:
    page.get_by_role("link", name="下载台账").wait_for(timeout=60_000)


@pytest.mark.parametrize("script", [True, False])
def test_in_three_clicks(enter: Enter, tmp_path: Path, script: bool) -> None:
    """Choose, convert, download: the third click holds the workbook."""
    page = enter(script)
    page.get_by_label("选择文件", exact=True).set_input_files(bring(tmp_path, "整改 报告.docx", word()))
    page.get_by_role("button", name="开始转换").click()
    has_result(page)
    workbook = take(page)
    assert column(workbook, "具体问题") == ["会议记录不完整", "学习不深入"]
    assert page.locator("tbody th bdi").all_inner_texts() == ["整改 报告.docx"]


@pytest.mark.parametrize("script", [True, False])
def test_folder(enter: Enter, tmp_path: Path, script: bool) -> None:
    bring(tmp_path, "报送/甲镇/报告.docx", word())
    bring(tmp_path, "报送/乙镇/报告.docx", word(REPORT.replace("学习", "调研")))
    bring(tmp_path, "报送/乙镇/~$报告.docx", b"lock")
    page = enter(script)
    page.get_by_label("或选择文件夹").set_input_files(tmp_path / "报送")
    page.get_by_role("button", name="开始转换").click()
    has_result(page)
    assert page.locator("tbody th bdi").all_inner_texts() == ["报送/乙镇/报告.docx", "报送/甲镇/报告.docx"]
    assert "略过 1 个" in page.locator("main").inner_text()


def drop(page: Page, *paths: Path) -> None:
    """Drop files and folders as the file manager does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    box = page.locator(".zone").bounding_box()
    assert box
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 40, "y": box["y"] + 20, "data": data})


def test_dropped_files_are_converted_at_once(enter: Enter, tmp_path: Path) -> None:
    page = enter()
    drop(page, bring(tmp_path, "甲.docx", word()), bring(tmp_path, "坏.docx", b"PK\x03\x04"))
    has_result(page)
    assert sorted(page.locator("tbody th bdi").all_inner_texts()) == ["坏.docx", "甲.docx"]
    assert "重新下载或向报送单位重新索取" in page.locator("tr.refused").inner_text()


def test_dropped_folder_is_walked(enter: Enter, tmp_path: Path) -> None:
    for at in range(3):
        bring(tmp_path, f"报送/第{at}组/报告.docx", word(REPORT.replace("学习", f"第{at}次学习")))
    page = enter()
    drop(page, tmp_path / "报送")
    has_result(page)
    assert page.locator("tbody th bdi").all_inner_texts() == [f"报送/第{at}组/报告.docx" for at in range(3)]


def test_progress_is_shown_a_file(enter: Enter, tmp_path: Path) -> None:
    page = enter()
    paths = [bring(tmp_path, f"{at:02}.docx", word(f"第{at}份\n" + REPORT * 40)) for at in range(20)]
    page.get_by_label("选择文件", exact=True).set_input_files(paths)
    page.get_by_role("button", name="开始转换").click()
    page.locator(".files .converted, .files .findings").first.wait_for(timeout=60_000)
    assert page.locator(".files li").count() == 20
    assert page.locator(".total").inner_text() == "20"
    has_result(page)


def test_page_of_a_document_and_findings(enter: Enter, tmp_path: Path) -> None:
    page = enter()
    page.get_by_label("选择文件", exact=True).set_input_files(
        bring(tmp_path, "报告.docx", word(REPORT.replace("2.关于", "3.关于")))
    )
    page.get_by_role("button", name="开始转换").click()
    has_result(page)
    page.get_by_role("link", name=re.compile("错误")).click()
    assert "序号缺号" in page.locator("tbody").inner_text()
    with page.context.expect_page() as waiting:
        page.get_by_role("link", name="报告.docx").first.click()
    shown = waiting.value
    shown.locator("#tab-findings").click()
    assert "序号缺号" in shown.locator("#findings").inner_text()
    page.get_by_role("link", name="返回结果").click()
    has_result(page)


@pytest.mark.parametrize("script", [True, False])
def test_letter_against_report(enter: Enter, tmp_path: Path, script: bool) -> None:
    page = enter(script)
    page.get_by_label("反馈意见或问题清单").set_input_files(bring(tmp_path, "意见.docx", word(LETTER)))
    page.get_by_label("整改报告", exact=True).set_input_files(bring(tmp_path, "报告.docx", word()))
    page.get_by_role("button", name="开始对照").click()
    page.locator("tr.unanswered").wait_for(timeout=60_000)
    assert "台账不全" in page.locator("tr.unanswered").inner_text()
    page.get_by_role("link", name="返回结果").click()
    has_result(page)
    page.get_by_role("button", name="开始对照").click()
    page.locator("tr.unanswered").wait_for(timeout=60_000)
    assert page.locator("tbody tr").count() == 3


@pytest.mark.parametrize("script", [True, False])
def test_edited_workbook_back(enter: Enter, tmp_path: Path, script: bool) -> None:
    page = enter(script)
    page.get_by_label("选择文件", exact=True).set_input_files(bring(tmp_path, "报告.docx", word()))
    page.get_by_role("button", name="开始转换").click()
    has_result(page)
    blank = take(page)
    copies = [bring(tmp_path, f"{who}.xlsx", fill(blank, "责任人", who)) for who in ("张三", "李四")]
    page.get_by_label("填写过的台账").set_input_files(copies)
    page.get_by_role("button", name="查看会改动什么").click()
    page.get_by_role("heading", name="冲突 1 条").wait_for(timeout=60_000)
    changed = page.locator("table").last.locator("tbody td").all_inner_texts()
    assert changed == ["会议记录不完整", "责任人", "（空）", "张三"]
    page.get_by_role("button", name="放弃").click()
    has_result(page)
    assert column(take(page), "责任人")[0] is None
    page.get_by_label("填写过的台账").set_input_files(copies)
    page.get_by_role("button", name="查看会改动什么").click()
    page.get_by_role("button", name="并入", exact=True).click()
    has_result(page)
    assert "已并入 张三.xlsx、李四.xlsx" in page.locator(".result").inner_text()
    assert column(take(page), "责任人")[0] == "张三"


def test_what_is_no_ledger_is_told_in_place(enter: Enter, tmp_path: Path) -> None:
    page = enter()
    for label in ("主台账", "收回的各份"):
        page.get_by_label(label).set_input_files(bring(tmp_path, "报告.xlsx", word()))
    button = page.get_by_role("button", name="查看会改动什么")
    button.click()
    page.locator(".told.bad").wait_for()
    assert "不是台账" in page.locator(".told.bad").inner_text()
    assert button.is_enabled()


def test_two_at_once_do_not_mix(enter: Enter, tmp_path: Path) -> None:
    """Two windows of the browser, the same file name, both converting before either is looked at."""
    pages = {}
    for name in ("公务接待", "物资采购"):
        page = pages[name] = enter()
        text = REPORT.replace("会议记录不完整", f"{name}不规范")
        page.get_by_label("选择文件", exact=True).set_input_files(bring(tmp_path / name, "报告.docx", word(text)))
    for page in pages.values():
        page.get_by_role("button", name="开始转换").click(no_wait_after=True)
    for name, page in pages.items():
        has_result(page)
        assert column(take(page), "具体问题")[0] == f"{name}不规范"


def test_hostile_names_and_words_do_nothing(enter: Enter, tmp_path: Path) -> None:
    text = REPORT.replace("学习不深入", EVIL)
    files = [bring(tmp_path, name, word(f"{text}附件{at}\n")) for at, name in enumerate(HOSTILE)]
    page = enter()
    page.get_by_label("选择文件", exact=True).set_input_files(files)
    page.get_by_role("button", name="开始转换").click()
    has_result(page)
    room = page.url
    for path in ("", "findings", "page/0", "page/1", "page/2", "compare?asked=0&answered=1", "../../"):
        page.goto(room + path)
        page.wait_for_timeout(100)
        assert page.evaluate("window.pwned") is None
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_accessibility_fault(enter: Enter, tmp_path: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = enter(width=width)
    faults: dict[str, list[str]] = {}

    def look(what: str) -> None:
        looked = Axe().run(page).response
        assert len(looked["passes"]) > 10
        found = [one for one in looked["violations"] if one["impact"] in ("serious", "critical")]
        faults[what] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"), what

    look("home")
    files = {"报告.docx": word(), "意见.docx": word(LETTER), "坏.docx": b"PK"}
    page.get_by_label("选择文件", exact=True).set_input_files([bring(tmp_path, *file) for file in files.items()])
    page.get_by_role("button", name="开始转换").click()
    page.locator(".working").wait_for()
    look("working")
    has_result(page)
    look("room")
    room, blank = page.url, take(page)
    page.goto(f"{room}findings")
    look("findings")
    page.goto(f"{room}compare?asked=0&answered=1")
    look("compare")
    page.goto(room)
    page.get_by_label("填写过的台账").set_input_files(
        [bring(tmp_path, f"{who}.xlsx", fill(blank, "责任人", who)) for who in ("张三", "李四")]
    )
    page.get_by_role("button", name="查看会改动什么").click()
    page.get_by_role("heading", name="冲突").wait_for(timeout=60_000)
    look("returned")
    assert {what: found for what, found in faults.items() if found} == {}
