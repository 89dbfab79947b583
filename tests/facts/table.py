"""Dense tables: ``sentence => value unit qualifier what ; …`` a line; ~ is masked, - is none, ``none`` no fact."""

from __future__ import annotations

from pathlib import Path

from feedbackparse.model import Fact, Meta, Node
from feedbackparse.reading import find_masks
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.rulebook import load_rules

HERE = Path(__file__).parent
ISSUE = "关于管理粗放的问题"
META = Meta(published="2023-10-20", feedback_date="2023-03-10")
Case = tuple[str, list[str]]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            text, _, want = line.rpartition(" => ")
            cases.append((text, [] if want == "none" else want.split(" ; ")))
    return cases


def answer_nodes(text: str) -> tuple[str, tuple[Node, ...]]:
    """An issue and its response as a document of two lines."""
    whole = f"{ISSUE}\n{text}"
    at = len(ISSUE) + 1
    issue = Node(0, None, "issue", "", ISSUE, 0, len(whole), ((0, len(ISSUE)),), "test")
    return whole, (issue, Node(1, 0, "response", "", text, at, len(whole), ((at, len(whole)),), "test"))


def facts_of(text: str, meta: Meta = META) -> tuple[Fact, ...]:
    """The facts of a sentence that stands in a response."""
    whole, nodes = answer_nodes(text)
    rules = load_rules()
    return read_facts(whole, nodes, find_masks(whole, rules), meta, rules)


def print_fact(fact: Fact) -> str:
    value = "~" if fact.masked else fact.value or "-"
    return " ".join((value, fact.unit or "-", fact.qualifier or "-", fact.what or "-"))


def count_cases(cases: list[Case]) -> tuple[int, int]:
    """How many sentences hold a fact, how many none."""
    held = sum(bool(want) for _, want in cases)
    return held, len(cases) - held
