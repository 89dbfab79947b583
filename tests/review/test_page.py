"""The page as it is written: self-contained, escaped, small, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackparse import schema
from feedbackparse.errors import OutputProblem
from feedbackparse.model import Cell, Document
from feedbackparse.review import INDEX, page_name, render_index, render_page, write_review
from feedbackparse.review.folder import Entry
from feedbackparse.review.words import words
from feedbackparse.rulebook import load_rules
from feedbackparse.verdict import Verdict
from tests.goldens.cases import find_cases
from tests.review.papers import EVIL, REPORT, hostile_document, judge, long_document, parse_case, parse_text
from tests.review.test_lines import CELLS
from tests.test_promises import ANY_LINES, OFFICIAL_LINES, parse_lines

CASES = [case.name for case in find_cases()]
MARKUP = st.sampled_from([EVIL, "<!--", "]]>", "<p class=line>", "&lt;&amp;", "</span></p>", "<svg onload=1>"])
OURS = set(
    """
    html head meta title style script body header main section div nav h1 h2 h3 p a b i small bdi span mark code kbd
    ul ol li dl dt dd table colgroup col thead tbody tr td th meter button label input select option output dialog
    blockquote
    """.split()
)
"""The elements that pages are made of."""
LOADING = {
    "src",
    "srcset",
    "data",
    "action",
    "formaction",
    "poster",
    "background",
    "style",
    "onclick",
    "onerror",
    "onload",
}
"""Attributes that load, send or run."""


class Page(HTMLParser):
    """What a parser makes of a page: its elements, its words, its inline style and script."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"style": [], "script": []}
        self.text: list[str] = []
        self.lines: list[str] = []
        """The words of the lines of the source."""
        self._inside = ""
        self._on_line = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in self.inline and "type" not in dict(attrs) else ""
        if self._inside:
            self.inline[tag].append("")
        if tag == "p":
            self._on_line = dict(attrs).get("class") == "line"
            self.lines += [""] * self._on_line

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        self._on_line = self._on_line and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.inline[self._inside][-1] += data
        else:
            self.text.append(data)
        if self._on_line:
            self.lines[-1] += data

    def of(self, key: str) -> Iterator[str]:
        return (value for _, attributes in self.elements if (value := attributes.get(key)) is not None)

    @property
    def policy(self) -> str:
        (meta,) = (a for tag, a in self.elements if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
        return str(meta["content"])


def some_index(name: str = "报告.txt") -> str:
    document = parse_text(REPORT)
    refused = Verdict(EVIL, "refused", "empty", f"文件是空的{EVIL}", "请重新索取")
    return render_index([Entry(replace(judge(document), file=name), "a b#%.html"), Entry(refused)])


PAGES: dict[str, Callable[[], str]] = {
    "page": lambda: render_page(parse_text(REPORT)),
    "hostile": lambda: render_page(hostile_document()),
    "index": some_index,
}


@pytest.mark.parametrize("name", PAGES)
def test_policy_names_the_one_style_and_the_one_script_and_nothing_else(name: str) -> None:
    page = Page(PAGES[name]())
    rules = dict(rule.strip().partition(" ")[::2] for rule in page.policy.split(";"))
    for kind in ("style", "script"):
        (inline,) = page.inline[kind]
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in page.policy


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_sent_or_run(name: str) -> None:
    page = Page(PAGES[name]())
    assert {tag for tag, _ in page.elements}.isdisjoint(
        {"img", "iframe", "object", "embed", "form", "base", "video", "link"}
    )
    assert [
        key for _, attributes in page.elements for key in attributes if key in LOADING or key.startswith("on")
    ] == []
    style = page.inline["style"][0]
    assert "url(" not in style
    assert "@import" not in style
    assert [link for link in page.of("href") if not re.fullmatch(r"#[\w-]*|[\w%./-]+\.html", link)] == []


def test_hostile_words_stay_words() -> None:
    document = hostile_document()
    page = Page(render_page(document, index=INDEX))
    assert sum(tag == "script" for tag, _ in page.elements) == 2
    assert EVIL in "".join(page.text)
    index = Page(some_index(EVIL))
    assert "".join(index.text).count(EVIL) == 3


@pytest.mark.parametrize("name", CASES)
def test_every_id_is_there_once_and_every_link_leads_somewhere(name: str) -> None:
    document = parse_case(name)
    page = Page(render_page(document))
    ids = list(page.of("id"))
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.of("href")} <= set(ids)
    assert {f"n{node.id}" for node in document.nodes} | {f"t{node.id}" for node in document.nodes} <= set(ids)
    assert {f"f{at}" for at in range(len(document.findings))} | {f"m{at}" for at in range(len(document.masks))} <= set(
        ids
    )


@pytest.mark.parametrize("name", CASES)
def test_elements_are_closed(name: str) -> None:
    """What is open at the end, and what is closed and was not open; the tree is written without recursion."""
    page = render_page(parse_case(name))
    for tag in ("ul", "li", "ol", "span", "mark", "p", "td", "tr", "table", "section", "div", "a"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_same_document_same_bytes() -> None:
    assert render_page(parse_text(REPORT)) == render_page(parse_text(REPORT))


@pytest.mark.parametrize("seed", ["long", *[case for case in CASES if case.startswith("word-")]])
def test_page_is_small_beside_the_json(seed: str) -> None:
    """Under three times the JSON of the document, once the frame that all pages share is taken off."""
    document = long_document() if seed == "long" else parse_case(seed)
    frame = len(render_page(parse_text("无")).encode())
    page, printed = len(render_page(document).encode()), len(schema.document_json(document).encode())
    assert page - frame < 1.5 * printed
    if seed == "long":
        assert page < 3 * printed


def test_rules_kinds_and_genres_have_names() -> None:
    """What a case of corpora/ holds is told in Chinese, and not in the words of the code."""
    told = words()
    rules = {node.rule for name in CASES for node in parse_case(name).nodes}
    known = {rule.id for family in load_rules().families.values() for rule in family} | set(told["rules"])
    assert rules - {""} <= known
    assert {parse_case(name).meta.genre for name in CASES} <= set(told["genres"])
    assert {node.kind for name in CASES for node in parse_case(name).nodes} <= set(told["kinds"])


def test_page_says_what_was_read() -> None:
    document = parse_text(REPORT)
    page = Page(render_page(document))
    text = re.sub(r"\s+", " ", " ".join(page.text))
    for said in ("序号缺号", "只有措施没有结果", "plan-only", "⟦count:次⟧", "XXXX-XX-XX", "整改报告", "文字覆盖"):
        assert said in text
    assert {node.rule for node in document.nodes} <= set(page.of("data-rule"))
    data = json.loads(page.text[next(at for at, words in enumerate(page.text) if words.startswith('{"'))])
    assert any("制度" in fact or "文件" in fact for facts in data["facts"].values() for fact in facts)
    assert data["rules"]["issue-quoted-marked"].startswith("例句：")


@given(st.lists(st.tuples(st.one_of(OFFICIAL_LINES, ANY_LINES, MARKUP), st.none() | CELLS), max_size=10))
def test_page_holds_every_character_of_any_document_as_words(lines: list[tuple[str, Cell | None]]) -> None:
    document = parse_lines([text for text, _ in lines])
    blocks = (replace(block, cell=cell) for block, (_, cell) in zip(document.blocks, lines, strict=True))
    page = Page(render_page(replace(document, blocks=tuple(blocks))))
    assert sorted(page.lines) == sorted(text for text, _ in lines)
    assert {tag for tag, _ in page.elements} <= OURS
    assert list(page.of("onerror")) == []


def test_unclaimed_words_are_told_apart() -> None:
    page = render_page(parse_case("letter-university-news"))
    assert page.count('class="text first unclaimed"') == 7
    assert "unclaimed" not in render_page(parse_text(REPORT)).partition("<main>")[2]


# -- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("报告.docx", "报告"),
        ("甲局/报告 (2).docx", "报告_(2)"),
        ("包.zip/乙局/报告.docx", "报告"),
        ("..\\..\\坏.docx", "坏"),
        ('<img src=x onerror="a">.docx', "img_src=x_onerror=_a"),
        ("长" * 300 + ".docx", "长" * 40),
        ("\udcff\u202e.docx", "文件"),
        (".docx", "docx"),
        ("CON.docx", "CON"),
    ],
)
def test_name_of_a_page_can_be_a_file_anywhere(file: str, stem: str) -> None:
    name = page_name(file, "0" * 64)
    assert re.fullmatch(rf"{re.escape(stem)}-[0-9a-f]{{8}}\.html", name)
    assert name == page_name(file, "0" * 64)
    assert name != page_name(file, "1" * 64)
    assert name != page_name(f"外/{file}", "0" * 64)


def test_folder_holds_a_page_a_document_and_the_index(tmp_path: Path) -> None:
    document = parse_text(REPORT)
    results: list[tuple[Document | None, Verdict]] = [
        (document, judge(document)),
        (None, Verdict("坏.docx", "refused", "empty", "文件是空的", "请重新索取")),
    ]
    index, page = write_review(iter(results), tmp_path / "审阅")
    assert index == tmp_path / "审阅" / "index.html"
    assert page.name == page_name(document.source.name, document.source.sha256)
    listed = Page(index.read_text(encoding="utf-8"))
    assert [unquote(link) for link in listed.of("href")] == [page.name]
    assert "文件是空的。请重新索取" in "".join(listed.text)
    written = Page(page.read_text(encoding="utf-8"))
    assert INDEX in written.of("href")
    assert "已转换" in "".join(written.text)


def test_documents_are_asked_for_one_at_a_time(tmp_path: Path) -> None:
    """Each page is written before the next document is read."""
    document = parse_text(REPORT)

    def results() -> Iterator[tuple[Document, Verdict]]:
        for at in range(3):
            assert len(list(tmp_path.glob("*.html"))) == at
            source = replace(document.source, name=f"{at}.txt")
            yield replace(document, source=source), judge(document)

    assert len(write_review(results(), tmp_path)) == 4


def test_folder_that_cannot_be_written_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / "审阅").write_text("")
    with pytest.raises(OutputProblem) as caught:
        write_review([], tmp_path / "审阅")
    assert caught.value.code == "review-unwritable"


def test_name_that_no_encoding_holds_is_still_written(tmp_path: Path) -> None:
    document = parse_text(REPORT)
    odd = replace(document, source=replace(document.source, name="坏\udcff.txt"))
    assert write_review([(odd, judge(odd))], tmp_path)[1].exists()
