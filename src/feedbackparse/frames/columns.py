"""Every column of every table: its name in code, its heading in the workbook, its type, whose it is.

The one mapping between DataFrames and sheets: frames, workbook and docs read it, nobody repeats it.
Source: design.md §8 (the columns of 问题台账 and 措施清单, in their order).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Type = Literal["string", "Int64", "Float64", "boolean", "datetime64[ms]"]
Whose = Literal["key", "parser", "people", "table"]
"""key: identity, hidden in the workbook; parser: rewritten by each conversion; people: theirs from birth
on; table: in the DataFrame only."""

Value = str | int | float | bool | date | None
Row = dict[str, Value]
"""One row of a table, by column key."""


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    """Its name in DataFrames, Parquet and code."""
    title: str = ""
    """Its heading in the workbook; empty where it is not there."""
    type: Type = "string"
    whose: Whose = "parser"


def _key(key: str, title: str) -> Column:
    return Column(key, title, whose="key")


def _people(key: str, title: str) -> Column:
    return Column(key, title, whose="people")


def _table(key: str, type: Type = "string") -> Column:
    return Column(key, type=type, whose="table")


_PLACE = (
    _table("document"),
    _table("node", "Int64"),
    _table("start", "Int64"),
    _table("end", "Int64"),
)

DOCUMENTS = (
    _table("document"),
    Column("unit"),
    Column("round"),
    Column("file"),
    *(_table(key) for key in ("sha256", "format", "encoding", "title", "genre", "kind", "inspecting_team")),
    *(_table(key) for key in ("inspected", "period", "feedback_date", "published", "publisher")),
    *(_table(key) for key in ("index_number", "contact")),
    *(_table(key, "Int64") for key in ("characters", "issues", "answered", "measures", "masks")),
    *(_table(key, "Int64") for key in ("errors", "warnings", "notes")),
    *(_table(key) for key in ("program", "rules")),
)

NODES = (
    _table("document"),
    _table("node", "Int64"),
    _table("parent", "Int64"),
    _table("depth", "Int64"),
    *(_table(key) for key in ("kind", "label", "text")),
    _table("start", "Int64"),
    _table("end", "Int64"),
    *(_table(key) for key in ("issue_id", "position", "rule")),
)

ISSUES = (
    _key("issue_id", "条目ID"),
    _key("content_key", "内容键"),
    Column("unit", "单位"),
    Column("round", "轮次"),
    Column("file", "来源文件"),
    Column("number", "序号"),
    Column("section", "章节"),
    Column("aspect", "方面"),
    Column("problem", "问题"),
    Column("issue", "具体问题"),
    Column("category", "问题类别"),
    Column("response", "整改情况"),
    Column("measures", "措施数", "Int64"),
    Column("text_status", "文内状态"),
    Column("text_type", "文内类型"),
    Column("text_target", "文内目标"),
    Column("text_responsible_unit", "文内责任单位"),
    Column("text_responsible_person", "文内责任人"),
    Column("text_deadline", "文内时限"),
    Column("masks", "遮蔽数", "Int64"),
    Column("findings", "核查提示"),
    Column("position", "原文位置"),
    _people("target", "整改目标"),
    _people("leader", "责任领导"),
    _people("lead_unit", "牵头部门"),
    _people("joint_unit", "配合部门"),
    _people("responsible_person", "责任人"),
    _people("deadline", "完成时限"),
    _people("type", "整改类型"),
    _people("status", "整改状态"),
    _people("progress", "进展"),
    _people("evidence", "佐证材料"),
    _people("closed", "是否销号"),
    _people("closed_date", "销号日期"),
    _people("auditor", "审核人"),
    _people("remark", "备注"),
    *_PLACE,
)

MEASURES = (
    _key("issue_id", "条目ID"),
    _key("measure_id", "措施ID"),
    Column("unit", "单位"),
    Column("issue_number", "问题序号"),
    Column("issue", "具体问题"),
    Column("number", "序号"),
    Column("measure", "措施"),
    Column("response_label", "原文栏目"),
    Column("masks", "遮蔽数", "Int64"),
    Column("position", "原文位置"),
    _people("responsible_person", "责任人"),
    _people("deadline", "完成时限"),
    _people("status", "状态"),
    _people("progress", "进展"),
    *_PLACE,
)

FIELDS = (
    _table("document"),
    _table("issue_id"),
    *(_table(key) for key in ("label", "column", "value")),
    *_PLACE[1:],
    _table("position"),
)

MASKS = (
    _key("issue_id", "条目ID"),
    Column("unit", "单位"),
    Column("file", "来源文件"),
    Column("number", "问题序号"),
    Column("raw", "遮蔽写法"),
    Column("type", "类型"),
    Column("unit_word", "量词"),
    Column("edtf", "日期值"),
    Column("lower", "下限", "Float64"),
    Column("upper", "上限", "Float64"),
    Column("context", "前后文"),
    Column("position", "原文位置"),
    _table("normal"),
    _table("rule"),
    *_PLACE,
)

FINDINGS = (
    _key("issue_id", "条目ID"),
    Column("severity", "级别"),
    Column("title", "名称"),
    Column("unit", "单位"),
    Column("file", "来源文件"),
    Column("number", "问题序号"),
    Column("message", "说明"),
    Column("remedy", "建议"),
    Column("excerpt", "原文"),
    Column("position", "原文位置"),
    Column("code", "代码"),
    *_PLACE,
)

FACTS = (
    _key("issue_id", "条目ID"),
    Column("unit", "单位"),
    Column("file", "来源文件"),
    Column("number", "问题序号"),
    Column("type", "类型"),
    Column("what", "事项"),
    Column("raw", "原文写法"),
    Column("value", "数值或日期"),
    Column("unit_word", "量词"),
    Column("qualifier", "限定"),
    Column("masked", "含遮蔽", "boolean"),
    Column("position", "原文位置"),
    _table("rule"),
    *_PLACE,
)

DATES = (
    *(_table(key) for key in ("issue_id", "unit", "file", "number", "type", "raw", "edtf")),
    _table("earliest", "datetime64[ms]"),
    _table("latest", "datetime64[ms]"),
    _table("qualifier"),
    _table("masked", "boolean"),
    *(_table(key) for key in ("position", "rule")),
    *_PLACE,
)

CITATIONS = (
    *(_table(key) for key in ("issue_id", "unit", "file", "number", "type", "raw", "cited", "what")),
    _table("masked", "boolean"),
    *(_table(key) for key in ("position", "rule")),
    *_PLACE,
)

CATEGORIES = (
    *(_table(key) for key in ("issue_id", "unit", "file", "number", "issue", "scheme", "category")),
    _table("score", "Float64"),
    *(_table(key) for key in ("words", "source", "position", "rule", "document")),
    _table("node", "Int64"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "nodes": NODES,
    "issues": ISSUES,
    "measures": MEASURES,
    "fields": FIELDS,
    "masks": MASKS,
    "findings": FINDINGS,
    "facts": FACTS,
    "dates": DATES,
    "citations": CITATIONS,
    "categories": CATEGORIES,
}
"""All tables by name, in the order in which ``tables`` gives them."""


def frame_columns(name: str) -> tuple[Column, ...]:
    """The columns of a table's DataFrame: all but those that only people fill."""
    return tuple(column for column in TABLES[name] if column.whose != "people")


def sheet_columns(name: str) -> tuple[Column, ...]:
    """The columns of a table's sheet, in the workbook's order."""
    return tuple(column for column in TABLES[name] if column.title)
