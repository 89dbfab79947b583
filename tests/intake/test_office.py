"""Word and WPS through COM: the real process, with a win32com that stands in for theirs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from feedbackparse.errors import Refusal
from feedbackparse.intake import converter, fallback, read_data, read_files
from feedbackparse.intake.office import Office, choose_office

from .packages import docx, p

FAKE = '''
"""A COM client: programs that copy what they open, refuse what is locked, and write down what is asked of them."""
import json, os, pathlib, shutil, time

LOG, RESULT = pathlib.Path(os.environ["FAKE_LOG"]), pathlib.Path(os.environ["FAKE_RESULT"])


def tell(*words):
    with LOG.open("a", encoding="utf-8") as log:
        log.write(json.dumps(words) + "\\n")


class Document:
    def __init__(self, collection, path):
        self.collection, self.path = collection, path

    def SaveAs(self, target, format):
        tell("save", pathlib.Path(target).name, format)
        shutil.copyfile(RESULT, target)

    def Close(self, save):
        tell("close", save)
        self.collection.Count -= 1


class Collection:
    def __init__(self):
        self.Count = int(os.environ.get("FAKE_OPEN", 0))

    def Open(self, path, *options):
        data = pathlib.Path(path).read_bytes()
        tell("open", pathlib.Path(path).name, *options)
        if b"locked" in data:
            raise RuntimeError("the password is wrong")
        if b"hang" in data:
            time.sleep(60)
        self.Count += 1
        return Document(self, path)


class Application:
    def __init__(self, name):
        self.__dict__.update(name=name, Documents=Collection(), Workbooks=Collection())

    def __setattr__(self, key, value):
        if key == "AutomationSecurity" and self.name.startswith("K"):
            raise AttributeError(key)
        tell("set", key, value)

    def Quit(self):
        tell("quit", self.name)


def DispatchEx(name):
    tell("start", name)
    return Application(name)
'''
DOC, XLS = b"\xd0\xcf\x11\xe0 one", b"\xd0\xcf\x11\xe0 two"

Log = Callable[[], list[list[object]]]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    """The fake on the path of every process that is started; what was asked of it."""
    package = tmp_path / "fake" / "win32com"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "client.py").write_text(FAKE, encoding="utf-8")
    (tmp_path / "result.docx").write_bytes(docx(p("一、甲")))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "fake"))
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("FAKE_RESULT", str(tmp_path / "result.docx"))
    return lambda: [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]


def test_word_saves_all_files_by_one_start(log: Log) -> None:
    office = Office({"docx": "Word.Application", "xlsx": "Excel.Application"})
    results = office.convert([("doc", DOC), ("xls", XLS), ("rtf", b"{\\rtf1}")], 30)
    assert [result == docx(p("一、甲")) for result in results] == [True] * 3
    told = log()
    assert [words[1] for words in told if words[0] == "start"] == ["Word.Application", "Excel.Application"]
    assert ["open", "0.doc", False, True, False, "?"] in told
    assert ["open", "1.xls", 0, True, 5, "?"] in told
    assert [words[1:] for words in told if words[0] == "save"] == [["0.docx", 12], ["2.docx", 12], ["1.xlsx", 51]]
    assert [words for words in told if words[0] == "quit"] == [
        ["quit", "Word.Application"],
        ["quit", "Excel.Application"],
    ]
    assert all(
        ["set", *words] in told for words in (["Visible", False], ["DisplayAlerts", False], ["AutomationSecurity", 3])
    )


def test_macros_are_off_before_anything_is_opened(log: Log) -> None:
    Office({"docx": "Word.Application"}).convert([("doc", DOC)], 30)
    verbs = [words[0] if words[0] != "set" else words[1] for words in log()]
    assert verbs.index("AutomationSecurity") < verbs.index("open")


def test_a_file_that_word_refuses_costs_no_other(log: Log) -> None:
    results = Office({"docx": "Word.Application"}).convert([("doc", b"locked"), ("doc", DOC), ("xls", XLS)], 30)
    assert [result is not None for result in results] == [False, True, False]
    assert ["quit", "Word.Application"] in log()


def test_wps_that_the_officer_works_in_stays_open(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_OPEN", "1")
    assert Office({"docx": "KWPS.Application"}).convert([("doc", DOC)], 30) != [None]
    assert "quit" not in [words[0] for words in log()]


def test_a_program_that_asks_is_ended(log: Log) -> None:
    with pytest.raises(TimeoutError):
        Office({"docx": "Word.Application"}).convert([("doc", b"hang")], 3)
    assert log()[-1][0] == "open"


def test_no_win32com_is_a_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "find_converter", lambda: Office({"docx": "Word.Application"}))
    monkeypatch.setattr(fallback, "_load", lambda name: None)
    with pytest.raises(Refusal) as caught:
        read_data(b"{\\rtf1}", "报告.rtf")
    assert caught.value.code == "conversion-failed"


def test_intake_reads_what_wps_saved(log: Log, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Through the seam: a .rtf under a Chinese name with a space, in a folder with one."""
    monkeypatch.setattr(converter, "find_libreoffice", lambda: None)
    monkeypatch.setattr(converter, "find_office", lambda: choose_office(lambda name: name == "KWPS.Application"))
    folder = tmp_path / "巡察 整改"
    folder.mkdir()
    (folder / "报告 一.rtf").write_bytes(b"{\\rtf1}")
    (taken,) = read_files([folder / "报告 一.rtf"])
    assert not isinstance(taken, Refusal)
    assert [block.text for block in taken.blocks] == ["一、甲"]
    assert taken.source.name == "报告 一.rtf"
    assert ["start", "KWPS.Application"] in log()


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (
            {"Word.Application", "KWPS.Application", "KET.Application"},
            {"docx": "Word.Application", "xlsx": "KET.Application"},
        ),
        ({"KWPS.Application"}, {"docx": "KWPS.Application"}),
        (set(), None),
    ],
)
def test_word_comes_before_wps(names: set[str], chosen: dict[str, str] | None) -> None:
    office = choose_office(names.__contains__)
    assert (office.programs if office else None) == chosen


def test_libreoffice_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office({"docx": "Word.Application"})
    monkeypatch.setattr(converter, "find_office", lambda: office)
    monkeypatch.setattr(converter, "find_libreoffice", lambda: None)
    assert converter.find_converter() is office
    if shutil.which("soffice") and os.name != "nt":
        monkeypatch.undo()
        assert converter.find_converter() is not office
