"""Names that browsers send: whatever they are, the file lies in its room, under a name that every system takes."""

from __future__ import annotations

import io
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import UploadFile

from feedbackparse.window.uploads import clean_name, keep_files

NAMES = [
    ("报告.docx", "报告.docx"),
    ("甲镇/报告 （一）.docx", "甲镇/报告 （一）.docx"),
    ("../../../etc/passwd", "etc/passwd"),
    ("..\\..\\windows\\system32\\a.docx", "windows/system32/a.docx"),
    ("C:\\Users\\张三\\报告.docx", "C_/Users/张三/报告.docx"),
    ("/etc/passwd", "etc/passwd"),
    ("<img src=x onerror=alert(1)>.docx", "_img src=x onerror=alert(1)_.docx"),
    ("报告\x00.docx", "报告_.docx"),
    ("CON.docx", "_CON.docx"),
    ("nul", "_nul"),
    ("报告.docx. . ", "报告.docx"),
    ("\u202excod.exe", "_xcod.exe"),
    ("", "文件"),
    ("...", "文件"),
    ("a&b;c%d'e.docx", "a&b;c%d'e.docx"),
]


@pytest.mark.parametrize(("given_name", "kept"), NAMES)
def test_names(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=300))
def test_a_name_stays_below_its_folder(name: str) -> None:
    kept = clean_name(name)
    assert kept
    parts = kept.split("/")
    assert not {"", ".", ".."} & set(parts)
    assert all(part == part.rstrip(". ") and len(part) <= 90 for part in parts)
    assert not PureWindowsPath(kept).is_absolute()
    assert not PureWindowsPath(kept).drive
    assert clean_name(kept) == kept
    kept.encode("utf-8")


def test_two_of_one_name_are_two_files(tmp_path: Path) -> None:
    parts = [UploadFile(io.BytesIO(data), filename="报告.docx") for data in (b"1", b"2", b"3")]
    assert keep_files(parts, tmp_path) == ["报告.docx", "报告（2）.docx", "报告（3）.docx"]
    assert (tmp_path / "报告（3）.docx").read_bytes() == b"3"


def test_a_long_name_keeps_its_suffix(tmp_path: Path) -> None:
    (name,) = keep_files([UploadFile(io.BytesIO(b"x"), filename="长" * 300 + ".docx")], tmp_path)
    assert name.endswith(".docx")
    assert len(name) <= 90
