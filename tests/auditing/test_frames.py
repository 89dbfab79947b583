"""The DataFrames of a run, the three coverages, and the settings file."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from feedbackparse import audit
from feedbackparse.auditing import Settings, read_settings
from feedbackparse.coverages import cover, cover_sections
from feedbackparse.errors import RuleProblem
from feedbackparse.frames.audit import OURS
from feedbackparse.frames.compare import compare
from feedbackparse.frames.coverage import coverage
from tests.auditing.papers import LETTER, REPORT, SEWAGE, SOUND, answered, drop_behind, read

COPY = f"{SEWAGE}镇人大代表两次到现场察看，提出建议九条，均已采纳。"


def test_audit_frame_holds_own_findings_and_shared_passages() -> None:
    one, two = read(answered(COPY)), read(SOUND.replace("青浦湾", "石堰").replace(SUBJECT, COPY), "b.txt")
    frame = audit([one, two])
    shared = frame[frame["cluster"].notna()]
    assert set(shared["file"]) == {"a.txt", "b.txt"}
    assert set(shared["code"]) == {"repeated-text"}
    assert str(frame["start"].dtype) == "Int64"
    only = audit([one, two], Settings(select=("no-deadline",)))
    assert set(only["code"]) == {"no-deadline"}


SUBJECT = "2024年自办案件3件，给予党纪处分2人。"


def test_audit_of_nothing_is_an_empty_frame() -> None:
    assert len(audit([])) == 0
    assert len(coverage([])) == 0


def test_coverages_are_apart() -> None:
    covered = cover(read(drop_behind(SOUND, "6.关于")))
    assert (covered.issues, covered.answered, len(covered.unanswered)) == (12, 11, 1)
    assert covered.characters == covered.claimed
    assert (covered.responsible, covered.deadline) == (0, 0)
    assert covered.quantity == 11
    assert covered.evidence == 2


def test_letter_has_no_answers_to_cover() -> None:
    covered = cover(read(LETTER))
    assert (covered.issues, covered.answered, covered.quantity) == (14, None, None)


def test_what_no_rule_explains_is_listed() -> None:
    text = SOUND.replace("1.关于", "这里插入一段没有来由的话，既不是问题也不是整改。\n1.关于", 1)
    covered = cover(read(text))
    assert covered.claimed <= covered.characters
    assert sum(end - start for start, end in covered.unclaimed) == covered.characters - covered.claimed


def test_sections_add_up_to_the_document() -> None:
    document = read(SOUND)
    whole, parts = cover(document), list(cover_sections(document))
    assert sum(part.characters for part in parts) == whole.characters
    assert sum(part.issues for part in parts) == whole.issues
    assert parts[0].section == "一、巡察反馈问题整改落实情况"


def test_coverage_frame_by_document_and_by_section() -> None:
    documents = [read(SOUND), read(LETTER, "b.txt")]
    frame = coverage(documents)
    assert list(frame["answers"].fillna(-1)) == [1.0, -1.0]
    assert list(frame["text"]) == [1.0, 1.0]
    assert len(coverage(documents, by="section")) > 2


def test_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "feedbackparse.toml"
    path.write_text('[audit]\nignore = ["note"]\nsum_notes = false\nrepeated_characters = 30\n', encoding="utf-8")
    assert read_settings(path) == Settings(ignore=("note",), sum_notes=False, repeated_characters=30)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[audit\n", "settings-syntax"),
        ("[audit]\ncolour = 1\n", "settings-unknown"),
        ('[audit]\nsum_notes = "yes"\n', "settings-type"),
        ('[audit]\nignore = ["no-such-code"]\n', "code-unknown"),
    ],
)
def test_bad_settings_are_told(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "feedbackparse.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleProblem) as caught:
        read_settings(path)
    assert caught.value.code == code
    assert caught.value.remedy


def test_manual_names_every_column_with_its_type() -> None:
    page = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    frames = {
        "audit": audit([read(SOUND)]),
        "coverage": coverage([read(SOUND)]),
        "compare": compare(read(LETTER), read(REPORT)),
    }
    told = [tuple(cell.strip(" `") for cell in line.split("|")[1:4]) for line in page.splitlines()]
    shown = [(name, key, str(dtype)) for name, frame in frames.items() for key, dtype in frame.dtypes.items()]
    assert [row for row in told if row and row[0] in frames] == shown


def test_manual_names_every_setting_and_check() -> None:
    page = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Settings) if f"`{field.name}`" not in page] == []
    assert [code for code in OURS if code not in page] == []
