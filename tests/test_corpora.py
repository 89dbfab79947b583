"""Every case of corpora/: written well, parsed as well as recorded, and never worse.

``pytest --accept`` rewrites what the cases expect; ``python corpora/score.py`` prints how far each parse is.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse import promises
from feedbackparse.outline_text import print_outline
from tests.goldens.acceptance import accept as accept_case
from tests.goldens.alignment import align
from tests.goldens.cases import Case, find_cases
from tests.goldens.letters import same_text
from tests.goldens.mask_file import read_masks, score_masks
from tests.goldens.outline_file import Piece, pieces_of, read_outline
from tests.goldens.perfect import perfect_masks, perfect_parse
from tests.goldens.scores import read_record, score_case
from tests.goldens.written import check_case

CASES = find_cases()
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@each_case
def test_case_says_why_it_is_there(case: Case) -> None:
    assert case.why.read_text(encoding="utf-8").strip()


@each_case
def test_outline_agrees_with_its_source(case: Case) -> None:
    assert check_case(case.visible_text(), case.outline, case.masks) == []


@each_case
def test_perfect_parse_scores_one(case: Case) -> None:
    source = case.visible_text()
    nodes = perfect_parse(source, case.outline)
    promises.hold_containment(nodes, len(source))
    promises.hold_tiling(source, nodes)
    tree = align(read_outline(case.outline), pieces_of(nodes))
    masks = score_masks(read_masks(case.masks, source), perfect_masks(source, case.masks), source)
    assert (tree.nodes, tree.edges, tree.labels, masks.value) == (1, 1, 1, 1)


@each_case
def test_canonical_text_is_what_a_reader_sees(case: Case) -> None:
    assert fp.parse(case.source).text.strip() == case.visible_text().strip()


@each_case
def test_parse_is_as_good_as_recorded(case: Case, accept: bool) -> None:
    if accept:
        assert accept_case(case) == []
    record = read_record()
    assert case.name in record, "not recorded yet: python corpora/score.py --record"
    score = score_case(case)
    lost = [str(change) for change in score.measures.changes_since(record[case.name]) if change.lost]
    hint = f"python corpora/score.py {case.name} --show 30"
    assert not lost, "\n".join([*lost, *score.differences[:30], hint])


def test_record_names_no_case_that_is_gone() -> None:
    assert set(read_record()) <= {case.name for case in CASES}


def test_empty_corpora_fail(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find_cases(tmp_path)


def copy_case(case: Case, folder: Path) -> Case:
    return Case(shutil.copytree(case.folder, folder / case.name))


def test_dropped_line_is_seen(tmp_path: Path) -> None:
    case = copy_case(CASES[0], tmp_path)
    rows = case.outline.read_text(encoding="utf-8").splitlines(keepends=True)
    case.outline.write_text("".join(rows[:2] + rows[3:]), encoding="utf-8")
    assert check_case(case.visible_text(), case.outline, case.masks)


@pytest.mark.parametrize("row", ["issu 一、: 党建弱", "issue 一、 党建弱", "   issue: 党建弱", "\tissue: 党建弱"])
def test_bad_outline_names_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "gold.outline"
    path.write_text(f"title: 报告\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=":2: "):
        read_outline(path)


def test_accepted_case_scores_one_and_keeps_agreed_lines(tmp_path: Path) -> None:
    case = copy_case(next(case for case in CASES if case.source.suffix == ".txt"), tmp_path)
    case.outline.unlink()
    case.masks.unlink(missing_ok=True)
    document = fp.parse(case.source)
    rows = print_outline(document.nodes).splitlines()
    case.outline.write_text("\n".join(["# kept", *rows[:-1]]) + "\n", encoding="utf-8")
    faults = accept_case(case)
    if not faults:
        assert case.outline.read_text(encoding="utf-8").startswith("# kept\n" + rows[0])
        assert score_case(case).measures.nodes == 1


@pytest.mark.parametrize(
    ("kind", "gold", "got", "same"),
    [
        ("issue", "党建弱", "关于党建弱的问题", True),
        ("issue", "关于党…不力", "党建责任落实不力的问题", True),
        ("issue", "党…不力", "党不", False),
        ("text", "收到反馈意见后，…到位。", "收到反馈意见后立即整改到位", True),
        ("text", "关于党建的问题", "党建", False),
        ("item", "完成**件", "完成 **件。", True),
    ],
)
def test_text_by_its_ends(kind: str, gold: str, got: str, same: bool) -> None:
    assert same_text(kind, gold, got) is same


def test_misplaced_node_costs_an_edge_only() -> None:
    gold = [Piece("heading", "一、", "甲", None, 1), Piece("issue", "1.", "乙", 0, 2)]
    tree = align(gold, [gold[0], Piece("issue", "2.", "乙", None, 1)])
    assert (tree.nodes, tree.edges, tree.labels) == (1, 0.5, 0.5)
    assert [line.split(":")[1].split()[0] for line in tree.differences()] == ["mislabelled", "misplaced"]
