"""The workbook, read back with openpyxl: sheets, columns, lists, print set-up, identity."""

from __future__ import annotations

import dataclasses
import datetime
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.writer.excel import ExcelWriter

from feedbackparse import ledger
from feedbackparse.batch.work import judge
from feedbackparse.codes import CODES, finding
from feedbackparse.errors import Exit, OutputProblem
from feedbackparse.frames.columns import TABLES, sheet_columns
from feedbackparse.ledger import content
from feedbackparse.ledger.layout import FILES
from feedbackparse.model import Document
from feedbackparse.verdict import Verdict

from .grown import CORPORA, grow_document, load_case
from .test_tables import OUTLINE, SOURCE

ISSUE_COLUMNS = (
    *(
        "条目ID",
        "内容键",
        "单位",
        "轮次",
        "来源文件",
        "序号",
        "章节",
        "方面",
        "问题",
        "具体问题",
        "问题类别",
        "整改情况",
    ),
    *("措施数", "文内状态", "文内类型", "文内目标", "文内责任单位", "文内责任人", "文内时限"),
    *("遮蔽数", "核查提示", "原文位置"),
    *("整改目标", "责任领导", "牵头部门", "配合部门", "责任人", "完成时限", "整改类型", "整改状态", "进展", "佐证材料"),
    *("是否销号", "销号日期", "审核人", "备注"),
)
VISIBLE = [
    *("说明", "汇总", "问题台账", "措施清单", "反馈对照", "核查提示", "遮蔽信息", "成果数据"),
    *("文件清单", "冲突", "待认领", "字典"),
]


def write(path: Path, *docs: Document, verdicts: tuple[Verdict, ...] = ()) -> Any:
    ledger.write(docs, [*map(judge, docs), *verdicts], path)
    return openpyxl.load_workbook(path)


def body(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by their heads."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    document = grow_document(SOURCE, OUTLINE, masks="**次\tcount\t次\n*天\tcount\t天\n某\tperson\n")
    refused = Verdict("坏.docx", "refused", "not-a-document", "不是 Word 文件", "请另存为 .docx")
    return write(tmp_path_factory.mktemp("book") / "台账.xlsx", document, verdicts=(refused,))


def test_sheets_and_their_order(workbook: Any) -> None:
    assert workbook.sheetnames == [*VISIBLE, "簿记"]
    assert workbook["簿记"].sheet_state == "veryHidden"
    assert workbook.active.title == "问题台账"
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["问题台账"]


def test_columns_are_those_of_the_design(workbook: Any) -> None:
    heads = [cell.value for cell in workbook["问题台账"][1]]
    assert tuple(heads) == ISSUE_COLUMNS
    hidden = [key for key, dimension in workbook["问题台账"].column_dimensions.items() if dimension.hidden]
    assert hidden == ["A", "B"]


def test_rows_and_people_cells_at_birth(workbook: Any) -> None:
    rows = body(workbook["问题台账"])
    assert [row["具体问题"] for row in rows][:2] == ["下基层少", "蹲点少"]
    assert (rows[3]["责任领导"], rows[3]["完成时限"]) == ("周某", datetime.datetime(2024, 6, 30))
    assert (rows[4]["牵头部门"], rows[4]["备注"]) == ("办公室", "督导单位：督查室\n待复核")
    assert rows[0]["原文位置"] == "第6行"
    assert all(row["是否销号"] is None and row["整改状态"] is None for row in rows)


def test_a_list_cell_takes_only_what_the_list_offers(tmp_path: Path) -> None:
    source = "1.甲事。\n整改状态：整改中\n2.乙事。\n整改状态：基本完成\n"
    outline = "issue 1.: 甲事。\n  field 整改状态: 整改中\nissue 2.: 乙事。\n  field 整改状态: 基本完成\n"
    rows = body(write(tmp_path / "a.xlsx", grow_document(source, outline))["问题台账"])
    assert [row["整改状态"] for row in rows] == ["整改中", None]
    assert [row["文内状态"] for row in rows] == ["整改中", "基本完成"]


def test_measures_masks_findings_and_files(tmp_path: Path, workbook: Any) -> None:
    measures = [(row["条目ID"], row["序号"]) for row in body(workbook["措施清单"])]
    assert measures[:3] == [
        ("WT-0001", "一是"),
        ("WT-0001", "二是"),
        ("WT-0002", "1"),
    ]
    assert [cell.value for cell in workbook["措施清单"][1]][-5:] == ["责任人", "完成时限", "状态", "进展", "链接"]
    assert [row["类型"] for row in body(workbook["遮蔽信息"])] == ["数量", "数量", "人名"]
    files = body(workbook["文件清单"])
    assert [row["结果"] for row in files] == ["已转换", "未转换"]
    assert (files[0]["问题数"], files[1]["代码"], files[1]["问题数"]) == (6, "not-a-document", None)
    noted = grow_document(SOURCE, OUTLINE, findings=(finding("comments", "含批注 2 处"),))
    found = body(write(tmp_path / "b.xlsx", noted)["核查提示"])
    assert [(row["级别"], row["名称"], row["代码"]) for row in found] == [("提示", "含批注", "comments")]


def list_of(workbook: Any, name: str) -> list[str]:
    """The words that a list offers: a name for as many cells of a column of 字典 as are filled."""
    place = re.match(r"OFFSET\('字典'!\$([A-Z])\$2,0,0,MAX", workbook.defined_names[name].attr_text)
    assert place
    return [cell.value for cell in workbook["字典"][place[1]][1:] if cell.value]


def test_lists_refer_to_ranges_of_the_dictionary(workbook: Any) -> None:
    offered = {}
    for sheet in ("问题台账", "措施清单"):
        heads = {cell.column_letter: cell.value for cell in workbook[sheet][1]}
        for validation in workbook[sheet].data_validations.dataValidation:
            words = list_of(workbook, validation.formula1)
            offered[sheet, heads[str(validation.sqref)[: str(validation.sqref).index("2")]]] = words
            assert validation.showErrorMessage
    assert offered["问题台账", "整改状态"] == ["待整改", "整改中", "待验收", "已销号", "退回", "申请延期", "长期坚持"]
    assert offered["问题台账", "整改类型"] == ["立行立改", "限期整改", "长期坚持"]
    assert offered["问题台账", "是否销号"] == ["是", "否"]
    assert ("措施清单", "状态") in offered
    assert None not in {word for words in offered.values() for word in words}


def test_every_code_and_mask_type_is_in_the_dictionary(workbook: Any) -> None:
    written = {cell.value for row in workbook["字典"].iter_rows() for cell in row}
    assert set(CODES) <= written
    assert {"日期", "金额", "词中字"} <= written


def test_looks_and_print_set_up(workbook: Any) -> None:
    sheet = workbook["问题台账"]
    assert sheet.freeze_panes == "G2"
    assert sheet.auto_filter.ref == "A1:AJ7"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$F")
    for each in workbook:
        if each.sheet_state == "visible":
            setup = each.page_setup
            assert (setup.orientation, setup.paperSize) == ("landscape", 9)
            assert setup.fitToHeight == (1 if each.title == "说明" else 0)
            assert each.sheet_properties.pageSetUpPr.fitToPage
            assert "&P" in each.oddFooter.center.text
            assert each.sheet_properties.tabColor
    parser, people = sheet["J2"], sheet["W2"]
    assert (parser.fill.fgColor.rgb, people.fill.fgColor.rgb) == ("00F2F2F2", "00FFFFFF")
    assert {parser.font.name, sheet["A1"].font.name} == {"等线"}
    assert parser.border.left.style == "thin"
    assert sheet["J1"].fill.fgColor.rgb != sheet["W1"].fill.fgColor.rgb
    assert not sheet.tables


def test_rows_are_as_high_as_their_text_and_no_higher_than_excel_allows(tmp_path: Path) -> None:
    text = "逐项研究、逐项落实，" * 300
    source = f"1.短。\n整改情况：好。\n2.长。\n整改情况：{text}\n"
    outline = f"issue 1.: 短。\n  response 整改情况: 好。\nissue 2.: 长。\n  response 整改情况: {text}\n"
    sheet = write(tmp_path / "a.xlsx", grow_document(source, outline))["问题台账"]
    assert sheet.row_dimensions[2].height < 40
    assert sheet.row_dimensions[3].height == 409
    rows = body(sheet)
    assert rows[0]["核查提示"] is None
    assert "行高所限" in rows[1]["核查提示"]


def test_an_empty_result_is_a_workbook_too(tmp_path: Path) -> None:
    for name, docs in (("none", ()), ("praise", (grow_document("只讲成绩。", "text: 只讲成绩。"),))):
        made = write(tmp_path / f"{name}.xlsx", *docs)
        assert made.active.title == "说明"
        assert made["问题台账"].max_row == 1
        assert any("没有读出问题" in str(cell.value) for row in made["说明"].iter_rows() for cell in row)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    document = load_case(CORPORA / "street-one-paragraph")
    for name in ("a.xlsx", "b.xlsx"):
        ledger.write([document], [judge(document)], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text("别人的")
    with pytest.raises(OutputProblem) as caught:
        ledger.write([], [], path)
    assert (caught.value.code, caught.value.exit) == ("ledger-exists", Exit.OUTPUT)
    assert "-o" in caught.value.remedy
    assert path.read_text() == "别人的"


@pytest.mark.parametrize(("name", "code"), [("a/b.xlsx", "no-folder"), ("台账.csv", "ledger-suffix")])
def test_a_path_that_cannot_be_used_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(OutputProblem) as caught:
        ledger.write([], [], tmp_path / name)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_crash_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ExcelWriter, "save", fail)
    with pytest.raises(OutputProblem) as caught:
        ledger.write([], [], tmp_path / "a.xlsx")
    assert caught.value.code == "ledger-unwritable"
    assert not list(tmp_path.iterdir())


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_ROWS", 4)
    with pytest.raises(OutputProblem) as caught:
        ledger.write([grow_document(SOURCE, OUTLINE)], [], tmp_path / "a.xlsx")
    assert caught.value.code == "ledger-too-large"
    assert not list(tmp_path.iterdir())


def test_the_bookkeeping_holds_no_word_of_a_document(workbook: Any) -> None:
    rows = body(workbook["簿记"])
    columns = {row["id"]: row["cells"].split() for row in rows if row["kind"] == "columns"}
    issues = [row for row in rows if row["kind"] == "issues"]
    assert [row["id"] for row in issues] == [row["条目ID"] for row in body(workbook["问题台账"])]
    assert [row["content_key"] for row in issues] == [row["内容键"] for row in body(workbook["问题台账"])]
    assert all(len(row["cells"].split()) == len(columns["issues"]) for row in issues)
    text = "".join(str(value) for row in rows for value in row.values())
    assert not re.search(r"[\u4e00-\u9fff]", text)


def test_a_changed_cell_has_another_hash(tmp_path: Path) -> None:
    document = grow_document(SOURCE, OUTLINE)
    moved = dataclasses.replace(document, meta=dataclasses.replace(document.meta, round="第二轮"))
    first, second = (
        next(row for row in body(write(tmp_path / name, doc)["簿记"]) if row["kind"] == "issues")
        for name, doc in (("a.xlsx", document), ("b.xlsx", moved))
    )
    assert first["document"] != second["document"]
    changed = [one != two for one, two in zip(first["cells"].split(), second["cells"].split(), strict=True)]
    assert [at for at, is_other in enumerate(changed) if is_other] == [ISSUE_COLUMNS.index("轮次")]


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    for table in ("issues", "measures", "masks", "findings"):
        for column in sheet_columns(table):
            assert f"| {column.title} | `{column.key}` |" in page, (table, column.title)
    for seat in FILES.seats:
        assert f"| {seat.title} | `{seat.key}` |" in page, seat.title
    for name, columns in TABLES.items():
        assert f"`{name}`" in page
        assert not {column.key for column in columns} - set(re.findall(r"`(\w+)`", page)), name


def test_importing_the_ledger_imports_neither_openpyxl_nor_pandas() -> None:
    code = (
        "import sys, feedbackparse.ledger, feedbackparse.frames, feedbackparse.verdict;"
        "sys.exit(bool({'openpyxl', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_openpyxl_writes_chinese_as_it_is(tmp_path: Path) -> None:
    code = (
        "import sys, lxml.etree; from feedbackparse import ledger; ledger.write([], [], sys.argv[1]);"
        "import openpyxl; sys.exit(bool(openpyxl.LXML))"
    )
    path = tmp_path / "a.xlsx"
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0
    with zipfile.ZipFile(path) as archive:
        assert "整改台账".encode() in archive.read("xl/worksheets/sheet1.xml")
        assert b"&#" not in archive.read("xl/workbook.xml")
