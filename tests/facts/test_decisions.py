"""Status, kind and deadline of an issue: by its words and by its fields."""

from __future__ import annotations

import pytest

from feedbackparse.model import Fact, Node
from feedbackparse.reading import find_masks
from feedbackparse.reading.decisions import Decision, find_contradictions, read_decisions
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.rulebook import load_rules
from tests.facts.table import HERE, ISSUE, META, count_cases, read_cases

FOLDERS = ("status", "kinds", "deadlines")
TABLES = {name: sorted((HERE / name).glob("*.cases")) for name in FOLDERS}
ROWS = {
    name: [(path.stem, text, want[0] if want else "none") for path in paths for text, want in read_cases(path)]
    for name, paths in TABLES.items()
}


def grow(text: str) -> tuple[str, tuple[Node, ...]]:
    """An issue with a response, or with the field that ``字段=value`` names."""
    label, equals, value = text.partition("=")
    line = f"{label}：{value}" if equals else text
    whole = f"{ISSUE}\n{line}"
    at = len(ISSUE) + 1
    issue = Node(0, None, "issue", "", ISSUE, 0, len(whole), ((0, len(ISSUE)),), "test")
    kind = ("field", label, value) if equals else ("response", "", text)
    return whole, (issue, Node(1, 0, kind[0], kind[1], kind[2], at, len(whole), ((at, len(whole)),), "test"))  # type: ignore[arg-type]


def read(text: str) -> tuple[tuple[Fact, ...], tuple[Node, ...]]:
    whole, nodes = grow(text)
    return read_facts(whole, nodes, find_masks(whole, load_rules()), META, load_rules()), nodes


def decide(text: str) -> Decision:
    facts, nodes = read(text)
    return read_decisions(nodes, facts).get(0, Decision())


@pytest.mark.parametrize(("table", "text", "want"), ROWS["status"], ids=lambda cell: str(cell)[:24])
def test_status(table: str, text: str, want: str) -> None:
    assert decide(text).status_value == want


@pytest.mark.parametrize(("table", "text", "want"), ROWS["kinds"], ids=lambda cell: str(cell)[:24])
def test_kind(table: str, text: str, want: str) -> None:
    kind = decide(text).kind
    assert (kind.value if kind else "none") == want


@pytest.mark.parametrize(("table", "text", "want"), ROWS["deadlines"], ids=lambda cell: str(cell)[:24])
def test_deadline(table: str, text: str, want: str) -> None:
    found = decide(text).deadline
    got = "none"
    if found:
        value = "~" if found.masked else f"{found.value}/{found.unit}" if found.unit else str(found.value)
        got = f"{value} {found.qualifier or '-'}"
    assert got == want


@pytest.mark.parametrize("path", [p for paths in TABLES.values() for p in paths], ids=lambda path: path.stem)
def test_every_table_has_enough_cases(path: object) -> None:
    cases = read_cases(HERE / str(path))
    own = str(path).rsplit("/", 1)[-1].removesuffix(".cases")
    if "/deadlines/" in str(path):
        held, bare = count_cases(cases)
    else:
        held = sum(want == [own] for _, want in cases)
        bare = len(cases) - held
    assert held >= 15
    assert bare >= 10


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("该问题已完成整改。管网改造预计年底完成。", "年底"),
        ("已整改到位。余款正在办理清收。", "正在办理"),
        ("已完成整改，但尚未完成移交。", "尚未完成"),
    ],
)
def test_contradiction_names_both_words(text: str, against: str) -> None:
    facts, nodes = read(text)
    found = find_contradictions(nodes, facts)
    assert [one.issue for one in found] == [0]
    assert found[0].claim.value == "done"
    assert against in found[0].against.raw


@pytest.mark.parametrize(
    "text", ["已完成整改。下一步坚持每季度抽查。", "管网改造预计年底完成。", "已于6月底前完成整改。", "正在整改。"]
)
def test_sound_answers_are_no_contradiction(text: str) -> None:
    facts, nodes = read(text)
    assert find_contradictions(nodes, facts) == ()
