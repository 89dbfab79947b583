"""What a document's own fields say of an issue: read into the parser's columns and people's, at birth.

Source: design.md §8 (when a row is born, people's cells take what the source states).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from feedbackparse.frames.columns import Row
from feedbackparse.frames.decided import WORDED
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Node
from feedbackparse.rulebook import Rule
from feedbackparse.rulebook.load import compile_rules, read_rule_file

READ = {
    "text_status": ("status",),
    "text_type": ("type",),
    "text_target": ("target",),
    "text_responsible_unit": ("responsible_unit", "lead_unit", "joint_unit"),
    "text_responsible_person": ("responsible_person", "leader"),
    "text_deadline": ("deadline",),
}
"""The parser's columns and the fields that they show; all but the first with their names."""

BORN = {
    "target": ("target",),
    "leader": ("leader",),
    "lead_unit": ("lead_unit", "responsible_unit"),
    "joint_unit": ("joint_unit",),
    "responsible_person": ("responsible_person",),
    "deadline": ("deadline",),
    "type": ("type",),
    "status": ("status",),
    "progress": ("progress",),
    "evidence": ("evidence",),
    "auditor": ("auditor",),
}
"""People's columns and the fields that they take at birth: the first that the source has."""

_SIMPLIFIED = str.maketrans(
    "責領導單門處狀態標時間實辦結進類證資備註審協參與點劃預計質現",
    "责领导单门处状态标时间实办结进类证资备注审协参与点划预计质现",
)
"""Field names in traditional characters are the same names."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field node, or what the words of an answer state like one; None as column: no rule names it."""

    node: Node
    label: str
    column: str | None
    value: str

    @property
    def named(self) -> str:
        return f"{self.label}：{self.value}"


@cache
def field_rules() -> tuple[Rule, ...]:
    """The rules of fields.toml, in the order in which they win."""
    path = Path(__file__).with_name("fields.toml")
    book = compile_rules([(path, read_rule_file(path, path.read_bytes()))], "")
    return book.family("fields")


@cache
def find_column(label: str) -> str | None:
    """The column of a field's name; None where no rule names it."""
    name = label.strip(" 　：:【】[]（）()*＊").replace(" ", "").replace("　", "").translate(_SIMPLIFIED)
    return next((rule.gives for rule in field_rules() if rule.match(name)), None)


def read_field(tree: Tree, node: Node) -> Field:
    return Field(node, node.label, find_column(node.label), node.text or tree.words(node))


def fields_of(tree: Tree, issue: Node) -> list[Field]:
    """The fields of an issue, of the issues above it those that it does not state itself, and what words state."""
    found: list[Field] = []
    rows = {row.id for row in tree.issue_rows}
    for node in (issue, *reversed(tree.above(issue))):
        if node.kind != "issue":
            break
        stated = {field.column for field in found} - {None, "remark"}
        for field in (read_field(tree, child) for child in tree.below(node, "field")):
            loose = field.column in (None, "remark")
            if node is issue or (not loose and field.column not in stated) or (loose and node.id not in rows):
                found.append(field)
    stated = {field.column for field in found}
    return found + [field for field in read_worded(tree, issue) if field.column not in stated]


def read_worded(tree: Tree, issue: Node) -> list[Field]:
    """What paragraphs and tables of the answer state under a name, each value of a column once."""
    values: dict[tuple[str, str], Field] = {}
    for fact in tree.stated_of_row.get(issue.id, ()):
        column, label = WORDED[fact.rule]
        values.setdefault((column, fact.raw), Field(tree.nodes[fact.node], label, column, fact.raw))
    return list(values.values())


def read_fields(fields: list[Field]) -> Row:
    """The parser's columns: what the document states, several values one behind the other."""
    row: Row = {}
    for key, columns in READ.items():
        parts = [
            field.value if field.column == columns[0] else field.named
            for column in columns
            for field in fields
            if field.column == column and field.value
        ]
        row[key] = "；".join(parts) or None
    return row


def bear_cells(fields: list[Field]) -> Row:
    """People's cells of a new row; a field that no column takes goes to 备注 with its name."""
    row: Row = {}
    for key, columns in BORN.items():
        stated = ([f.value for f in fields if f.column == column and f.value] for column in columns)
        row[key] = "；".join(next((values for values in stated if values), [])) or None
    loose = [f.value if f.column == "remark" else f.named for f in fields if f.column in (None, "remark")]
    row["remark"] = "\n".join(loose) or None
    return row
