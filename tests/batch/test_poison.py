"""One bad file never costs another its result: crash, hang and memory bomb are pinned on their document."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse import cli
from feedbackparse.batch import drive
from feedbackparse.errors import Exit
from tests.batch import poison
from tests.batch.poison import ACTS, write_poison, write_reports

CODES = {
    "os._exit": ("crashed", "worker-crashed"),
    "segmentation fault": ("crashed", "worker-crashed"),
    "hang": ("timed-out", "timed-out"),
    "swallow memory": ("refused", "memory-limit"),
    "grow memory": ("refused", "memory-limit"),
    "divide by zero": ("crashed", "crashed"),
}
MIB = 1024**2


@pytest.fixture(autouse=True)
def poisonous(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drive, "work", poison.work)


def test_each_is_pinned_on_its_own_document(tmp_path: Path) -> None:
    assert set(CODES) == set(ACTS)
    sources = tmp_path / "报告"
    write_reports(sources, 12)
    for at, act in enumerate(ACTS):
        write_poison(sources / f"报告{at:04d}毒.txt", act)
    done = fp.convert(sources, tmp_path / "台账.xlsx", workers=2, seconds=5, memory=600 * MIB)
    bad = {verdict.file: (verdict.status, verdict.code) for verdict in done.verdicts if not verdict.taken}
    assert bad == {f"报告{at:04d}毒.txt": CODES[act] for at, act in enumerate(ACTS)}
    assert [verdict.file for verdict in done.verdicts] == sorted(verdict.file for verdict in done.verdicts)
    assert sum(verdict.taken for verdict in done.verdicts) == 12
    assert all(verdict.remedy and verdict.message for verdict in done.verdicts if not verdict.taken)


def test_a_member_of_an_archive_is_pinned(tmp_path: Path) -> None:
    good, bad = write_reports(tmp_path / "a", 2), write_poison(tmp_path / "毒.txt", "segmentation fault")
    with zipfile.ZipFile(tmp_path / "一批.zip", "w") as archive:
        for path in (good[0], bad, good[1]):
            archive.write(path, path.name)
    done = fp.convert(tmp_path / "一批.zip", tmp_path / "台账.xlsx", workers=1)
    told = [(verdict.file, verdict.status) for verdict in done.verdicts]
    assert told[1] == ("一批.zip/毒.txt", "crashed")
    assert [status for _, status in told].count("crashed") == 1
    assert len(told) == 3


@pytest.mark.libreoffice
def test_files_that_share_a_converter_are_tried_again_one_by_one(tmp_path: Path) -> None:
    for at, first in enumerate(("1.关于甲的问题", "os._exit", "2.关于乙的问题", "divide by zero")):
        (tmp_path / f"{at}.rtf").write_text(
            f"{{\\rtf1\\ansi {escape(first)}\\par {escape('整改情况：已完成。')}\\par}}"
        )
    done = fp.convert(tmp_path, tmp_path / "台账.xlsx", workers=1)
    assert [verdict.status in ("converted", "findings") for verdict in done.verdicts] == [True, False, True, False]
    assert [done.verdicts[at].code for at in (1, 3)] == ["worker-crashed", "crashed"]


def escape(text: str) -> str:
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)


def test_a_thousand_documents_with_twenty_poisonous_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """crash, hang, bomb, cut short, encrypted: four each."""
    sources = tmp_path / "报告"
    write_reports(sources, 980)
    acts = ("segmentation fault", "hang", "swallow memory")
    bad = [write_poison(sources / f"报告{at * 60:04d}毒.txt", acts[at % 3]) for at in range(12)]
    whole = write_package(tmp_path / "整.docx")
    for at in range(4):
        bad += [sources / f"报告{at * 200:04d}断.docx", sources / f"报告{at * 200:04d}密.docx"]
        bad[-2].write_bytes(whole.read_bytes()[: 200 + at * 40])
        bad[-1].write_bytes(encrypted())
    output, report = tmp_path / "台账.xlsx", tmp_path / "结论.jsonl"
    options = ["-j", "2", "--timeout", "3", "--tables", str(tmp_path / "t"), "--report", str(report)]
    assert cli.run(["convert", str(sources), "-o", str(output), *options]) == Exit.BUG
    printed = capsys.readouterr()
    assert "共 1000 个文件：已转换 980 个，未能读取 12 个，程序出错 4 个，超时 4 个" in printed.out
    assert {line.partition(": ")[0] for line in printed.err.splitlines() if ": " in line} == {p.name for p in bad}
    assert len(report.read_text(encoding="utf-8").splitlines()) == 1000
    assert output.exists()


def write_package(path: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph("1.关于会议记录的问题。")
    document.save(str(path))
    return path


def encrypted() -> bytes:
    """The head of a package that Word has encrypted: an OLE file with a stream of that name."""
    from tests.intake.test_hostile import _compound

    return _compound("Root Entry", "EncryptionInfo", "EncryptedPackage")
