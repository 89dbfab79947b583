"""Documentation that cannot grow old: what can be generated is, and the rest is compared with what it names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

import feedbackparse as fp
from feedbackparse import schema
from feedbackparse.codes import CODES
from feedbackparse.model import Document
from feedbackparse.outline_text import print_outline
from feedbackparse.rulebook.schema import RuleFile, RuleSpec
from tests.goldens.cases import Case, find_cases
from tests.goldens.outline_file import pieces_of, read_outline

ROOT = Path(__file__).parents[1]
QUOTING = {ROOT / "docs" / "rule-list.md"}
"""Pages whose examples look like links."""
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")} - QUOTING)
READMES = ("README.md", "README.zh-CN.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CASES = find_cases()
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_generated_pages_are_current() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, check=False)
    said = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, f"{said}\npython docs/generate.py writes them"


def package_names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~ ]", requirement)[0] for requirement in requirements} - {"feedbackparse"}


def test_every_dependency_has_its_reason() -> None:
    declared = package_names(PROJECT["dependencies"])
    for extra in PROJECT["optional-dependencies"].values():
        declared |= package_names(extra)
    cells = re.findall(r"^\| ([a-z][\w, -]*) \|", read("docs/dependencies.md"), flags=re.MULTILINE)
    named = {name for cell in cells for name in cell.split(", ")} - {"package"}
    assert named == declared


def test_every_code_is_documented() -> None:
    page = read("docs/codes.md")
    assert [code for code in CODES if f"`{code}`" not in page] == []


@pytest.mark.parametrize("page", ["docs/rules.md", "docs/rules.zh-CN.md"])
def test_manual_names_every_field_of_a_rule_file(page: str) -> None:
    text = read(page)
    fields = [field.alias or name for model in (RuleFile, RuleSpec) for name, field in model.model_fields.items()]
    assert [field for field in fields if f"`{field}`" not in text and f"[[{field}]]" not in text] == []


@pytest.mark.parametrize("page", ["docs/rules.md", "docs/rules.zh-CN.md"])
def test_rule_of_the_manual_is_a_good_rule(page: str, tmp_path: Path) -> None:
    from feedbackparse.rulebook import check_rules, load_rules

    (example,) = re.findall(r"```toml\n(.*?)```", read(page), flags=re.DOTALL)
    (tmp_path / "mine.toml").write_text(example, encoding="utf-8")
    assert [str(fault) for fault in check_rules(load_rules(tmp_path)) if str(tmp_path) in fault.place] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))
    gone = [link for link in links if not (page.parent / link).exists()]
    assert gone == []


def command_of(readme: str, heading: str) -> str:
    """The fenced shell block under a heading, alone in it."""
    section = read(readme).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    (block,) = re.findall(r"```sh\n(.*?)```", section, flags=re.DOTALL)
    return str(block)


@pytest.mark.parametrize("heading", ["Run", "Test"])
def test_readmes_hold_the_same_command(heading: str) -> None:
    first, second = (command_of(readme, heading) for readme in READMES)
    assert first == second
    assert len(first.splitlines()) == 1
    assert first.startswith("python3 -m venv .venv && ")


def test_readmes_show_the_same_code() -> None:
    codes = [re.findall(r"^(?:fp|record)\b[^#\n]*", read(readme), flags=re.MULTILINE) for readme in READMES]
    assert [len(lines) for lines in codes] == [len(codes[0])] * 2


def test_public_names_are_those_of_the_readme() -> None:
    page = read("README.md")
    assert [name for name in fp.__all__ if name.islower() and f"fp.{name}(" not in page] == []


@pytest.mark.parametrize("readme", READMES)
def test_readme_shows_a_page_and_a_workbook_in_small_pictures(readme: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([\w./-]+)\)", read(readme))
    assert pictures == ["docs/review-page.png", "docs/workbook.png"]
    for picture in pictures:
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
        assert (ROOT / picture).stat().st_size < 200_000


@pytest.mark.browser
@pytest.mark.libreoffice
def test_pictures_are_made_by_their_script(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "docs" / "pictures.py", tmp_path], check=True, capture_output=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["review-page.png", "window.png", "workbook.png"]
    assert all(20_000 < path.stat().st_size < 200_000 for path in tmp_path.iterdir())


def test_schema_is_current() -> None:
    assert json.loads(read("docs/document.schema.json")) == schema.json_schema()


def test_schema_says_what_every_member_of_the_model_is_called() -> None:
    properties = schema.json_schema()["properties"]
    assert set(properties) == set(Document.__dataclass_fields__)
    assert "description" in properties["text"]


@each_case
def test_printed_document_is_what_the_schema_allows(case: Case) -> None:
    document = fp.parse(case.source)
    printed = schema.document_json(document)
    jsonschema.validate(json.loads(printed), schema.json_schema())
    assert schema.load_json(printed) == schema.record_of(document)
    assert printed == schema.document_json(fp.parse(case.source))


@each_case
def test_printed_outline_is_read_back(case: Case, tmp_path: Path) -> None:
    document = fp.parse(case.source)
    path = tmp_path / "printed.outline"
    path.write_text(print_outline(document.nodes), encoding="utf-8")
    back = [(piece.kind, piece.parent) for piece in read_outline(path)]
    assert back == [(piece.kind, piece.parent) for piece in pieces_of(document.nodes)]
