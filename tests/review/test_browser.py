"""The page in a real browser: both sides follow each other, filters, keys; a hostile document does nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from feedbackparse.model import Document
from feedbackparse.review import render_page, write_review
from feedbackparse.verdict import Verdict
from tests.browser import Watched, open_page
from tests.review.papers import EVIL, REPORT, hostile_document, judge, long_document, parse_case, parse_text, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]
SIZES = {"wide": (1440, 900), "narrow": (390, 844), "doubled": (720, 450)}
"""doubled: what 200% leaves of an office screen."""


@pytest.fixture
def opened(watched: Watched, tmp_path: Path) -> Open:
    """Opens a document's page; the page."""

    def open_document(document: Document, anchor: str = "") -> Page:
        watched.page.goto(write(tmp_path, render_page(document)) + anchor)
        return watched.page

    return open_document


def node_of(document: Document, kind: str, at: int = 0) -> int:
    return [node.id for node in document.nodes if node.kind == kind][at]


def lit(page: Page, side: str) -> list[str]:
    """What is shown as chosen: anchors in the source, branches of the tree, notes of the lists."""
    return [str(one.get_attribute("id")) for one in page.locator(f"{side} .on").all()]


def in_sight(page: Page, selector: str, pane: str) -> bool:
    """Whether a thing comes to rest within its pane: what is out of sight is drawn a few frames later."""
    for _ in range(20):
        page.wait_for_timeout(100)
        inner, outer = page.locator(selector).first.bounding_box(), page.locator(pane).bounding_box()
        assert inner
        assert outer
        if outer["y"] - 1 <= inner["y"] <= outer["y"] + outer["height"] - 8:
            return True
    return False


def click_far(page: Page, selector: str) -> None:
    """Scroll to a thing, wait until what came into sight on the way is drawn, and click it, as a person does."""
    thing = page.locator(selector)
    seen = None
    for _ in range(20):
        thing.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        now = thing.bounding_box()
        if now == seen:
            break
        seen = now
    thing.click()


def active(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[id]').id"))


# -- both sides ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_click_in_the_tree_shows_the_words_in_the_source(opened: Open, size: str) -> None:
    document = long_document()
    node = node_of(document, "issue", 100)
    page = opened(document)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]
    click_far(page, f"#t{node} > a")
    assert lit(page, "#source") == [f"n{node}"]
    assert lit(page, "#tree") == [f"t{node}"]
    assert in_sight(page, f"#n{node}", "#source")
    assert in_sight(page, f"#t{node} > a", "#tree .scroll")


@pytest.mark.parametrize("size", SIZES)
def test_click_in_the_source_shows_the_branch(opened: Open, size: str) -> None:
    document = long_document()
    node = node_of(document, "issue", 90)
    page = opened(document)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]
    click_far(page, f"#n{node}")
    assert lit(page, "#tree") == [f"t{node}"]
    assert in_sight(page, f"#t{node} > a", "#tree .scroll")
    assert in_sight(page, f"#n{node}", "#source")
    below = {
        node.id for node in document.nodes if node.parent is not None and node.parent == node_of(document, "issue", 90)
    }
    assert below <= {int(str(one.get_attribute("data-n"))) for one in page.locator("#source .inside").all()}


def test_click_opens_a_folded_branch_and_leaves_other_panels(opened: Open) -> None:
    document = parse_text(REPORT)
    item = node_of(document, "item")
    page = opened(document)
    page.select_option("#depth", "heading")
    assert not page.locator(f"#t{item} > a").is_visible()
    page.click("#tab-masks")
    page.locator(f"#n{item}").click(position={"x": 40, "y": 12})
    assert page.locator(f"#t{item} > a").is_visible()


def test_address_with_an_anchor_opens_at_its_node(opened: Open) -> None:
    document = long_document()
    node = node_of(document, "response", 60)
    page = opened(document, f"#n{node}")
    assert lit(page, "#tree") == [f"t{node}"]
    assert in_sight(page, f"#n{node}", "#source")


def test_detail_says_rule_place_masks_and_facts(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.locator(f"#t{node_of(document, 'item')} > a").click()
    said = page.locator("#detail").inner_text()
    for words in ("enumeration-shi", "第5行", "⟦count:次⟧", "数量，单位 次", "读出的事实"):
        assert words in said
    page.locator(f"#t{node_of(document, 'issue')} > a").click()
    assert "issue-quoted-marked" in page.locator("#detail").inner_text()
    page.locator(f"#n{node_of(document, 'issue')}").hover()
    assert page.locator(f"#n{node_of(document, 'issue')}").get_attribute("title") == "问题（规则 issue-quoted-marked）"


def test_finding_and_mask_lead_to_their_exact_words(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.click("#tab-findings")
    gap = next(at for at, found in enumerate(document.findings) if found.code == "number-gap")
    page.locator(f"#f{gap} > a").click()
    assert page.locator(".found").all_inner_texts() == ["3."]
    page.click("#tab-masks")
    page.locator("#m1 > a").click()
    assert page.locator("#source .found").all_text_contents() == [document.masks[1].raw]
    page.locator("mark[data-m='2']").first.click()
    assert lit(page, "#masks") == ["m2"]


def test_legend_puts_a_kind_out(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    item = page.locator(f"#t{node_of(document, 'item')} > a")
    button = page.locator(".legend [data-kind=item]")
    button.click()
    assert not item.is_visible()
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert item.is_visible()


def test_places_that_a_finding_names_are_links(opened: Open) -> None:
    """A passage that two answers share: each place leads to its own."""
    words = "组织全体党员干部观看廉政教育片，学习身边的典型案例，开展讨论交流，撰写心得体会，并纳入年度考核。"
    document = parse_text(
        f"一、整改情况\n1.关于学习不深入的问题。\n整改情况：{words}\n2.关于教育不经常的问题。\n整改情况：{words}"
    )
    (at,) = (at for at, found in enumerate(document.findings) if found.code == "repeated-text")
    page = opened(document)
    page.click("#tab-findings")
    places = page.locator(f"#f{at} p a")
    assert places.all_inner_texts() == ["（第3行）", "（第5行）"]
    places.nth(1).click()
    assert lit(page, "#source") == [f"n{node_of(document, 'response', 1)}"]
    assert page.locator("#findings").is_visible()


def test_normal_forms_and_rules_are_shown_where_asked(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    behind = "selector => getComputedStyle(document.querySelector(selector), '::after').content"
    mask, branch = "mark[data-m='0']", f"#t{node_of(document, 'issue')} > a"
    assert page.evaluate(behind, mask) == '"日期"'
    page.click("#tab-masks")
    page.check("#normal")
    assert page.evaluate(behind, mask) == '"⟦date:XXXX-XX-XX⟧"'
    page.click("#tab-tree")
    assert page.evaluate(behind, branch) == "none"
    page.check("#rules")
    assert page.evaluate(behind, branch) == '"issue-quoted-marked"'


def test_finding_of_the_whole_document_is_chosen_by_itself(opened: Open) -> None:
    document = parse_case("archive-no-issue-run-in")
    (at,) = (at for at, found in enumerate(document.findings) if found.code == "no-issues")
    page = opened(document)
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#tab-findings")
    page.click(f"#f{at} > a")
    assert lit(page, "#findings") == [f"f{at}"]
    assert lit(page, "#source") == []
    assert in_sight(page, f"#f{at} > a", "#findings .scroll")


# -- filters ------------------------------------------------------------------------------------


def seen(page: Page, panel: str) -> list[str]:
    return [str(one.get_attribute("id")) for one in page.locator(f"#{panel} .notes > li").all() if one.is_visible()]


def test_findings_by_severity_code_kind_and_words(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.click("#tab-findings")
    by: dict[str, Any] = {
        "#by-severity": ("warning", lambda found: found.severity == "warning"),
        "#by-code": ("number-gap", lambda found: found.code == "number-gap"),
    }
    for control, (value, fits) in by.items():
        page.select_option(control, value)
        wanted = [f"f{at}" for at, found in enumerate(document.findings) if fits(found)]
        assert wanted
        assert seen(page, "findings") == wanted
        assert page.locator("#told-findings").inner_text() == f"{len(wanted)}/{len(document.findings)} 条"
        page.select_option(control, "")
    page.select_option("#by-kind", "response")
    kinds = {
        document.nodes[int(str(page.locator(f"#{one}").get_attribute("data-n")))].kind for one in seen(page, "findings")
    }
    assert kinds == {"response"}
    page.select_option("#by-kind", "")
    page.fill("#find-findings", "会议记录")
    assert 0 < len(seen(page, "findings")) < len(document.findings)


def test_counts_at_the_head_lead_to_their_findings(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.click(".count.error")
    assert seen(page, "findings") == [
        f"f{at}" for at, found in enumerate(document.findings) if found.severity == "error"
    ]


def test_masks_by_type(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.click("#tab-masks")
    page.select_option("#by-type", "日期")
    assert seen(page, "masks") == [f"m{at}" for at, mask in enumerate(document.masks) if mask.type == "date"]


def test_words_in_the_tree(opened: Open) -> None:
    """Found in the whole words of a node, also beyond what its branch shows, with all that stands above it."""
    document = parse_text(REPORT)
    page = opened(document)
    page.fill("#find-tree", "青教发〔2024〕")
    found = [str(one.get_attribute("id")) for one in page.locator(".tree .match").all()]
    assert found == [f"t{node_of(document, 'item', 1)}"]
    assert page.locator(f"#t{node_of(document, 'issue')} > a").is_visible()
    assert not page.locator(f"#t{node_of(document, 'field')} > a").is_visible()
    page.fill("#find-tree", "")
    assert page.locator(f"#t{node_of(document, 'field')} > a").is_visible()


# -- keys ---------------------------------------------------------------------------------------


def test_j_and_k_walk_the_tree_and_enter_goes_there_and_back(opened: Open) -> None:
    page = opened(parse_text(REPORT))
    for _ in range(4):
        page.keyboard.press("j")
    assert lit(page, "#tree") == ["t3"]
    page.keyboard.press("k")
    assert lit(page, "#tree") == ["t2"]
    assert lit(page, "#source") == ["n2"]
    assert active(page) == "t2"
    page.keyboard.press("Enter")
    assert active(page) == "n2"
    page.keyboard.press("Enter")
    assert active(page) == "t2"
    page.keyboard.press("Escape")
    assert lit(page, "#tree") == []


def test_keys_pass_over_what_is_folded_or_filtered(opened: Open) -> None:
    document = parse_text(REPORT)
    page = opened(document)
    page.keyboard.press("/")
    assert active(page) == "find-tree"
    page.keyboard.type("jk/")
    assert page.input_value("#find-tree") == "jk/"
    page.fill("#find-tree", "会议记录")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    walked = set()
    for _ in range(12):
        page.keyboard.press("j")
        walked |= set(lit(page, "#tree"))
    assert f"t{node_of(document, 'item')}" not in walked
    assert f"t{node_of(document, 'issue', 1)}" in walked


def test_arrows_fold_and_open(opened: Open) -> None:
    document = parse_text(REPORT)
    issue, response = node_of(document, "issue"), node_of(document, "response")
    page = opened(document)
    page.locator(f"#t{issue} > a").click()
    page.keyboard.press("ArrowLeft")
    assert not page.locator(f"#t{response} > a").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator(f"#t{response} > a").is_visible()
    page.keyboard.press("ArrowDown")
    assert lit(page, "#tree") == [f"t{issue + 1}"]


def test_keys_on_findings_and_help(opened: Open) -> None:
    page = opened(parse_text(REPORT))
    page.keyboard.press("2")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert lit(page, "#findings") == ["f1"]
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


# -- safe, sound, swift -------------------------------------------------------------------------


def test_hostile_document_does_nothing(watched: Watched, tmp_path: Path) -> None:
    document = hostile_document()
    results: list[tuple[Document | None, Verdict]] = [
        (document, judge(document)),
        (None, Verdict(EVIL, "refused", "empty", EVIL, EVIL)),
    ]
    index, path = write_review(results, tmp_path)
    page = watched.page
    page.goto(index.as_uri())
    page.click("tbody a")
    assert page.url.startswith(path.as_uri())
    for tab in ("findings", "masks", "about", "tree"):
        page.click(f"#tab-{tab}")
    for branch in page.locator(".tree a").all():
        branch.click()
    page.fill("#find-tree", EVIL)
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe").count() == 0
    assert EVIL in str(page.locator(".paper").text_content())


def test_policy_stops_what_would_get_in(opened: Open, watched: Watched) -> None:
    """Were markup ever let through, it would not run: neither inline, nor by attribute, nor from elsewhere."""
    page = opened(parse_text(REPORT))
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            try { script.textContent = "window.pwned = 1"; document.body.append(script); } catch {}
            const image = document.createElement("img");
            image.src = "http://127.0.0.1:9/x.png";
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    assert watched.complaints, "the policy reports what it stops"
    watched.complaints.clear()
    watched.requests[:] = [address for address in watched.requests if "127.0.0.1:9" not in address]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", ["report", "table", "unclaimed", "index"])
def test_no_serious_fault_of_accessibility(browser: Browser, tmp_path: Path, paper: str, size: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    documents = {"table": "word-ledger-merged-aspects", "unclaimed": "letter-university-news"}
    document = parse_case(documents[paper]) if paper in documents else parse_text(REPORT)
    index, path = write_review(
        [(document, judge(document)), (None, Verdict("坏.docx", "refused", "empty", "空", "重发"))], tmp_path
    )
    faults = []
    with open_page(browser, *SIZES[size]) as watched:
        watched.page.goto((index if paper == "index" else path).as_uri())
        tabs = ["tree", "findings", "masks", "about"] if paper != "index" else []
        for tab in tabs or [""]:
            if tab:
                watched.page.click(f"#tab-{tab}")
                watched.page.keyboard.press("j")
            found = Axe().run(watched.page).response["violations"]
            faults += [
                (tab, one["id"], one["nodes"][0]["html"][:120])
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
    assert faults == []


def test_page_of_120_issues_opens_in_under_a_second(browser: Browser, tmp_path: Path) -> None:
    """The best of five, for the machine may be busy with something else."""
    address = write(tmp_path, render_page(long_document()))
    times = []
    for _ in range(5):
        with open_page(browser) as watched:
            watched.page.goto(address)
            times.append(float(watched.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")))
    assert min(times) < 1000


def test_without_script_the_links_lead_into_the_source(browser: Browser, tmp_path: Path) -> None:
    document = parse_text(REPORT)
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(write(tmp_path, render_page(document)))
        assert page.locator("#masks").is_visible()
        assert not page.locator(".tools").first.is_visible()
        page.locator(f"#t{node_of(document, 'item')} > a").click()
        assert page.url.endswith(f"#n{node_of(document, 'item')}")
    finally:
        context.close()


def test_printed_page_holds_all_panels_and_no_tools(opened: Open) -> None:
    page = opened(parse_text(REPORT))
    page.emulate_media(media="print")
    for panel in ("tree", "findings", "masks", "about"):
        assert page.locator(f"#{panel}").is_visible()
    assert not page.locator(".tabs").is_visible()
    assert not page.locator("#find-tree").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["word-ledger-merged-aspects", "agri-halfwidth-25-issues"])
def test_page_is_no_wider_than_the_screen(browser: Browser, tmp_path: Path, name: str, size: str) -> None:
    with open_page(browser, *SIZES[size]) as watched:
        watched.page.goto(write(tmp_path, render_page(parse_case(name))))
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# -- the index ----------------------------------------------------------------------------------


def test_index_filters_and_sorts(watched: Watched, tmp_path: Path) -> None:
    letter, report = parse_case("letter-university-news"), parse_text(REPORT)
    results: list[tuple[Document | None, Verdict]] = [
        (letter, judge(letter)),
        (None, Verdict("坏.docx", "refused", "empty", "文件是空的", "请重新索取")),
        (report, judge(report)),
    ]
    page = watched.page
    page.goto(write_review(results, tmp_path)[0].as_uri())

    def files() -> list[str]:
        return [row.inner_text() for row in page.locator("tbody th").all() if row.is_visible()]

    assert files() == ["source.txt", "坏.docx", "报告.txt"]
    page.select_option("#by-status", "refused")
    assert files() == ["坏.docx"]
    page.select_option("#by-status", "")
    page.keyboard.press("/")
    page.keyboard.type("source")
    assert files() == ["source.txt"]
    page.fill("#find", "")
    page.get_by_role("button", name="文字覆盖").click()
    assert files() == ["source.txt", "报告.txt", "坏.docx"]
    page.get_by_role("button", name="文字覆盖").click()
    assert files() == ["报告.txt", "source.txt", "坏.docx"]
    page.click("tbody a")
    assert page.locator("#source").is_visible()
    page.click("nav a")
    assert page.url.endswith("/index.html")
