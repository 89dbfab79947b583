"""Old formats: the converter of the machine, the packages that stand in for it, or a verdict."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx as python_docx
import pytest
from openpyxl import Workbook

from feedbackparse.errors import Refusal
from feedbackparse.intake import DEFAULT, Intake, converter, fallback, read_data, read_files
from feedbackparse.intake.libreoffice import LibreOffice, find_libreoffice

from .packages import docx, lists, num, p

_RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 SimSun;}}\uc1\u19968?\u12289?\u25972?\u25913?\par\u24050?\u23436?\u25104?\par}"


class _Stub:
    """A converter that gives what it was told to."""

    def __init__(self, result: bytes | type[BaseException] | None) -> None:
        self.result, self.calls = result, 0

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        self.calls += 1
        if isinstance(self.result, type):
            raise self.result
        return [self.result] * len(files)


def _use(monkeypatch: pytest.MonkeyPatch, stub: _Stub | None) -> None:
    monkeypatch.setattr(converter, "find_converter", lambda: stub)


def _without_packages(monkeypatch: pytest.MonkeyPatch, **found: Any) -> None:
    monkeypatch.setattr(fallback, "_load", found.get)


def test_what_was_converted_is_read_under_the_old_name(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, _Stub(docx(p("一、甲"))))
    taken = read_data(_RTF, "报告.doc")
    assert [block.text for block in taken.blocks] == ["一、甲"]
    assert (taken.source.name, taken.source.format) == ("报告.doc", "rtf")


def test_many_files_are_one_call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stub = _Stub(docx(p("甲")))
    _use(monkeypatch, stub)
    for name, data in {"a.rtf": _RTF, "b.txt": "乙".encode(), "c.doc": _RTF, "d.pdf": b"%PDF-"}.items():
        (tmp_path / name).write_bytes(data)
    results = read_files(sorted(tmp_path.iterdir()))
    assert [result.blocks[0].text if isinstance(result, Intake) else result.code for result in results] == [
        "甲",
        "乙",
        "甲",
        "unread-format",
    ]
    assert stub.calls == 1


@pytest.mark.parametrize(("result", "code"), [(None, "conversion-failed"), (TimeoutError, "conversion-timeout")])
def test_no_result_is_a_verdict(monkeypatch: pytest.MonkeyPatch, result: Any, code: str) -> None:
    _use(monkeypatch, _Stub(result))
    _without_packages(monkeypatch)
    with pytest.raises(Refusal) as caught:
        read_data(_RTF, "a.rtf")
    assert caught.value.code == code


def test_an_empty_result_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, _Stub(docx(p())))
    assert [found.code for found in read_data(_RTF, "a.rtf").findings] == ["degraded-conversion"]


def test_with_nothing_the_verdict_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, None)
    _without_packages(monkeypatch)
    with pytest.raises(Refusal) as caught:
        read_data(_RTF, "a.rtf")
    assert caught.value.code == "no-converter"
    assert "LibreOffice" in caught.value.remedy
    assert "WPS" in caught.value.remedy
    assert "*.docx" in caught.value.remedy


def test_rtf_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, None)
    package = SimpleNamespace(rtf_to_text=lambda text, errors: "一、甲\n\ud842\udfb7\ud800\n")
    _without_packages(monkeypatch, **{"striprtf.striprtf": package})
    taken = read_data(_RTF, "a.rtf")
    assert [block.text for block in taken.blocks] == ["一、甲", "𠮷\ufffd"]
    assert [found.code for found in taken.findings] == ["degraded-conversion"]


def test_doc_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    package = SimpleNamespace(convert=lambda source, target: target.write_bytes(docx(p("甲"))))
    _without_packages(monkeypatch, doc2docx=package)
    assert fallback.convert_doc(b"x") == docx(p("甲"))

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    _without_packages(monkeypatch, doc2docx=SimpleNamespace(convert=fail))
    assert fallback.convert_doc(b"x") is None


def test_xls_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    class Book:
        sheet_names = ("清单",)

        @classmethod
        def from_filelike(cls, stream: object) -> Book:
            return cls()

        def get_sheet_by_name(self, name: str) -> Any:
            return SimpleNamespace(to_python=lambda skip_empty_area: [["序号", 1.0]])

    _without_packages(monkeypatch, python_calamine=SimpleNamespace(CalamineWorkbook=Book))
    assert fallback.read_xls(b"x") == [("清单", [["序号", 1.0]])]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script as program")
def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n", encoding="ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(TimeoutError):
        LibreOffice(str(program)).convert([("rtf", _RTF)], 0.2)


@pytest.mark.skipif(os.name == "nt", reason="needs true as program")
def test_a_program_that_gives_nothing() -> None:
    assert LibreOffice("true").convert([("rtf", _RTF), ("doc", b"x")], 5) == [None, None]


def _convert(program: str, folder: Path, source: bytes, suffix: str, target: str) -> bytes:
    """Make an old file for a test."""
    path = folder / f"source.{suffix}"
    path.write_bytes(source)
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "made"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next((folder / "made").iterdir()).read_bytes()


def _sample() -> bytes:
    document = python_docx.Document()
    document.add_paragraph("一、关于“最后一公里”未打通的问题。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "序号", "问题"
    document.add_paragraph("已完成", style="List Number")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.libreoffice
def test_real_conversion(tmp_path: Path) -> None:
    """A .doc, the same under the name .wps, an .rtf and an .odt, read by one call."""
    found = find_libreoffice()
    assert found is not None, "LibreOffice is missing: deselect with -m 'not libreoffice'"
    files = []
    for target, names in {
        "doc:MS Word 97": ("报告.doc", "报告.wps"),
        "rtf": ("报告.rtf",),
        "odt": ("报告.odt",),
    }.items():
        (tmp_path / target[:3]).mkdir()
        old = _convert(found.program, tmp_path / target[:3], _sample(), "docx", target)
        for name in names:
            files.append(tmp_path / name)
            files[-1].write_bytes(old)
    results = read_files(files)
    for taken, kind in zip(results, ("doc", "doc", "rtf", "odt"), strict=True):
        assert isinstance(taken, Intake)
        texts = [block.text for block in taken.blocks if block.text]
        assert texts == ["一、关于“最后一公里”未打通的问题。", "序号", "问题", "1.已完成"]
        assert [block.text for block in taken.blocks if block.cell] == ["序号", "问题"]
        assert taken.source.format == kind


@pytest.mark.libreoffice
def test_real_conversion_of_a_workbook(tmp_path: Path) -> None:
    found = find_libreoffice()
    assert found is not None
    book = Workbook()
    book.worksheets[0].append(["序号", "问题"])
    stream = io.BytesIO()
    book.save(stream)
    old = _convert(found.program, tmp_path, stream.getvalue(), "xlsx", "xls:MS Excel 97")
    taken = read_data(old, "清单.et", limits=replace(DEFAULT, conversion=100))
    assert [block.text for block in taken.blocks][-2:] == ["序号", "问题"]
    assert taken.source.format == "xls"


@pytest.mark.libreoffice
def test_numbers_agree_with_libreoffice(tmp_path: Path) -> None:
    found = find_libreoffice()
    assert found is not None
    levels = [
        ("chineseCounting", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    ]
    marks = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 0), (1, 1), (2, 0), (2, 1), (1, 0)] + [(1, 0)] * 20
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/>{more}</w:num>'
        for at, more in ((1, ""), (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'))
    )
    data = docx(
        "".join(p("项", num(*mark)) for mark in marks),
        lists(
            "".join(
                f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
                for at, (shape, text) in enumerate(levels)
            ),
            nums,
        ),
    )
    theirs = _convert(found.program, tmp_path, data, "docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    ours = [block.text for block in read_data(data, "x").blocks]
    assert [line.replace(" ", "") for line in theirs.split("\n") if line.strip()] == ours
