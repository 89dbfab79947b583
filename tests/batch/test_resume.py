"""A run that was ended goes on; what has not changed is not read again; how it is run changes no byte."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import feedbackparse as fp
from feedbackparse.batch import recipe as recipes
from feedbackparse.batch.recipe import Recipe, fingerprint
from feedbackparse.batch.store import Store, open_store
from feedbackparse.batch.work import work
from feedbackparse.errors import OutputProblem
from feedbackparse.frames.columns import TABLES
from feedbackparse.rulebook import load_rules
from tests.batch.poison import write_reports


def files_of(folder: Path) -> dict[str, bytes]:
    """All results of a run; what is kept for the next run is hidden and none of them."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: (folder / name).read_bytes() for name in names if not name.startswith(".")}


def start(sources: Path, home: Path, *options: str) -> subprocess.Popen[bytes]:
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "feedbackparse", "convert", sources, "-o", home / "台账.xlsx"]
    command += ["--tables", home / "表", *options]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_killed_at_three_moments_and_resumed_it_gives_the_same(tmp_path: Path) -> None:
    sources = tmp_path / "报告"
    write_reports(sources, 240)
    (sources / "坏.docx").write_bytes(b"PK\x03\x04")
    began = time.monotonic()
    assert start(sources, tmp_path / "a", "-j", "1").wait() == 3
    whole = time.monotonic() - began
    dice = random.Random(20250131)
    for _ in range(3):
        process = start(sources, tmp_path / "b", "-j", "2")
        time.sleep(whole * dice.uniform(0.2, 0.9))
        process.kill()
        process.wait()
    assert start(sources, tmp_path / "b", "-j", "2").wait() == 3
    undisturbed, resumed = files_of(tmp_path / "a"), files_of(tmp_path / "b")
    resumed = {name: data for name, data in resumed.items() if "上一版" not in name and "备份" not in name}
    assert undisturbed.keys() == resumed.keys()
    assert undisturbed == resumed


def test_killed_while_it_reads_it_goes_on_where_it_was(tmp_path: Path) -> None:
    sources, home = tmp_path / "报告", tmp_path / "b"
    write_reports(sources, 200)
    process = start(sources, home, "-j", "1")
    while len(list(home.glob(".feedbackparse/*/*/*.txt"))) < 20:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    done = fp.convert(sources, home / "台账.xlsx", workers=1)
    assert 20 <= sum(verdict.unchanged for verdict in done.verdicts) <= 200
    assert sum(verdict.taken for verdict in done.verdicts) == 200


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    write_reports(tmp_path / "报告", 60)
    for workers in (1, 3):
        home = tmp_path / str(workers)
        home.mkdir()
        fp.convert(tmp_path / "报告", home / "台账.xlsx", home / "表", workers=workers)
    assert files_of(tmp_path / "1") == files_of(tmp_path / "3")
    assert len(files_of(tmp_path / "1")) == 1 + len(TABLES), "the workbook and a part a table"


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    sources, output = tmp_path / "报告", tmp_path / "台账.xlsx"
    paths = write_reports(sources, 5)
    assert not any(verdict.unchanged for verdict in fp.convert(sources, output, workers=1).verdicts)
    paths[2].write_text(paths[2].read_text(encoding="utf-8") + "2.关于学习不深入的问题。\n", encoding="utf-8")
    paths[3].rename(sources / "改名.txt")
    again = fp.convert(sources, output, workers=1)
    assert [verdict.file for verdict in again.verdicts if not verdict.unchanged] == [paths[2].name]
    assert again.verdicts[2].issues == 2
    forced = fp.convert(sources, output, workers=1, force=True)
    assert not any(verdict.unchanged for verdict in forced.verdicts)


def test_other_rules_or_settings_read_again(tmp_path: Path) -> None:
    sources, output, mine = tmp_path / "报告", tmp_path / "台账.xlsx", tmp_path / "规则"
    write_reports(sources, 2)
    fp.convert(sources, output, workers=1)
    mine.mkdir()
    (mine / "off.toml").write_text('family = "status"\nabout = "nothing"\n', encoding="utf-8")
    with_rules = fp.convert(sources, output, workers=1, rules=mine)
    assert not any(verdict.unchanged for verdict in with_rules.verdicts)
    settings = tmp_path / "feedbackparse.toml"
    settings.write_text('[audit]\nignore = ["note"]\n', encoding="utf-8")
    assert not any(v.unchanged for v in fp.convert(sources, output, workers=1, settings=settings).verdicts)
    assert all(v.unchanged for v in fp.convert(sources, output, workers=1, settings=settings).verdicts)


OWN_TAXONOMY = """
family = "taxonomy"
about = "An office's own category."

[[list]]
id = "category_forest"
why = "words of forests"
words = ["护林", "林长制"]

[[rule]]
id = "category-forest"
gives = "林业管护"
set = { scheme = "常用" }
pattern = '\\L<category_forest>'
why = "forests"
examples = [{ text = "护林巡查不到位" }]
rejects = ["固定资产账实不符"]
"""


def test_an_offices_own_taxonomy_names_categories_everywhere(tmp_path: Path) -> None:
    report, mine, output = tmp_path / "报告.txt", tmp_path / "规则", tmp_path / "台账.xlsx"
    mine.mkdir()
    (mine / "分类.toml").write_text(OWN_TAXONOMY, encoding="utf-8")
    report.write_text("关于巡察整改情况的报告\n1.关于护林巡查不到位的问题。\n整改情况：已补签巡护记录12份。\n", "utf-8")
    fp.convert(report, output, tmp_path / "数据", workers=1, rules=mine)
    (row,) = fp.ledger.load(output)["issues"].to_dict("records")
    assert row["category"] == "林业管护"
    (parts,) = (tmp_path / "数据" / "issues").glob("run=*/part-*.parquet")
    assert pd.read_parquet(parts)["category"].tolist() == ["林业管护"]
    document = fp.parse(report, rules=mine)
    assert fp.tables([document], rules=mine)["issues"]["category"].tolist() == ["林业管护"]
    assert fp.tables([document])["issues"]["category"].tolist() != ["林业管护"]


def test_a_damaged_result_is_made_again(tmp_path: Path) -> None:
    sources, output = tmp_path / "报告", tmp_path / "台账.xlsx"
    write_reports(sources, 3)
    fp.convert(sources, output, workers=1)
    kept = sorted(tmp_path.glob(".feedbackparse/*/*/*.txt"))
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    kept[1].write_bytes(b"")
    again = fp.convert(sources, output, workers=1)
    assert sum(verdict.unchanged for verdict in again.verdicts) == 1
    assert all(verdict.taken for verdict in again.verdicts)


def test_a_result_can_name_nothing_but_records(tmp_path: Path) -> None:
    """A store that somebody else wrote runs no code."""
    place = keep_one(tmp_path)
    data = place.read_bytes()
    head, body = data[: -len(find_body(data))], find_body(data)

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (print, ("evil",))

    evil = zlib.compress(pickle.dumps(Evil()))
    place.write_bytes(head.replace(f'"body": {len(body)}'.encode(), f'"body": {len(evil)}'.encode()) + evil)
    store = Store(tmp_path)
    with pytest.raises(OutputProblem, match="store-damaged"):
        store.load(place)


def find_body(data: bytes) -> bytes:
    at = next(at for at in range(len(data)) if data[at : at + 2] == b"\x78\x01" and is_zlib(data[at:]))
    return data[at:]


def is_zlib(data: bytes) -> bool:
    try:
        return bool(zlib.decompress(data))
    except zlib.error:
        return False


def keep_one(folder: Path) -> Path:
    fp.convert(write_reports(folder / "报告", 1), folder / "台账.xlsx", workers=1)
    (place,) = folder.glob(".feedbackparse/*/*/*.txt")
    return place


def test_results_of_another_program_are_thrown_away_and_nothing_else(tmp_path: Path) -> None:
    for name in ("0" * 12 + "-" + "1" * 12, f"{fingerprint()}-{'2' * 12}", "相册", "0" * 12):
        (tmp_path / name).mkdir()
    open_store(tmp_path, f"{fingerprint()}-{'3' * 12}")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {f"{fingerprint()}-{'2' * 12}", f"{fingerprint()}-{'3' * 12}", "相册", "0" * 12}


def test_a_worker_of_another_version_refuses_to_work(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path, "0" * 12, load_rules().version)
    with pytest.raises(OutputProblem, match="cluster-version"):
        work(recipe, ())
    with pytest.raises(OutputProblem, match="rules-changed"):
        work(replace(recipe, program=fingerprint(), rules_version="0"), ())


def test_the_key_holds_all_that_a_result_depends_on(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path, fingerprint(), "1")
    others = [
        replace(recipe, rules_version="2"),
        replace(recipe, encoding="gb18030"),
        replace(recipe, program="0" * 12),
        replace(recipe, settings=replace(recipe.settings, echo_share=0.5)),
    ]
    assert len({one.key for one in (recipe, *others)}) == 5
    assert recipe.key == recipes.keep_in(replace(recipe, seconds=1, memory=1, force=True), tmp_path / "x").key
