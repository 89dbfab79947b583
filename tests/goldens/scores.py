"""The measures of a case, and the recorded ones that no change may lose."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import feedbackparse as fp
from feedbackparse.model import Meta
from tests.goldens.alignment import align
from tests.goldens.cases import CORPORA, Case
from tests.goldens.letters import squeeze
from tests.goldens.mask_file import read_masks, score_masks
from tests.goldens.outline_file import pieces_of, read_outline

RECORD = CORPORA / "scores.json"


@dataclass(frozen=True, slots=True)
class Measures:
    """Each from 0 to 1."""

    nodes: float
    """F1 of the nodes."""
    edges: float
    """F1 of the nodes with the right parent."""
    labels: float
    """Share of the matched nodes whose label is right."""
    masks: float
    """F1 of the masks."""
    meta: float
    """Share of the metadata fields that are right."""

    def changes_since(self, before: Measures) -> list[Change]:
        """The measures that are others than they were."""
        then, now = asdict(before), asdict(self)
        return [Change(name, then[name], now[name]) for name in now if now[name] != then[name]]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure then and now."""

    name: str
    then: float
    now: float

    @property
    def lost(self) -> bool:
        return self.now < self.then

    def __str__(self) -> str:
        return f"{self.name} {self.then:.4f} -> {self.now:.4f}"


NOTHING = Measures(0, 0, 0, 0, 0)
"""What a case scores whose parse fails."""


@dataclass(frozen=True, slots=True)
class CaseScore:
    measures: Measures
    differences: list[str]


def score_case(case: Case) -> CaseScore:
    """Parse the source of a case and compare it with what was written by hand."""
    return score_document(case, fp.parse(case.source))


def score_document(case: Case, document: fp.Document) -> CaseScore:
    tree = align(read_outline(case.outline), pieces_of(document.nodes))
    masks = score_masks(read_masks(case.masks, document.text), document.masks, document.text)
    fields = compare_meta(case.meta or {}, document.meta)
    wrong = [words for words in fields.values() if words]
    faults = [f"node {n.id:4}: its text is not in its span" for n in document.nodes if not text_in_span(document, n)]
    measures = Measures(
        round(tree.nodes, 4),
        round(tree.edges, 4),
        round(tree.labels, 4),
        round(masks.value, 4),
        round(1 - len(wrong) / len(fields), 4) if fields else 1.0,
    )
    return CaseScore(measures, faults + tree.differences() + masks.differences + wrong)


def text_in_span(document: fp.Document, node: Any) -> bool:
    return squeeze(node.text) in squeeze(document.text[node.start : node.end])


def compare_meta(gold: Mapping[str, Any], meta: Meta) -> dict[str, str]:
    """Field -> what is wrong with it, empty where it is right."""
    got: dict[str, Any] = {**asdict(meta), "inspected": list(meta.inspected)}
    got["totals"] = [{"what": total.what, "value": total.value} for total in meta.totals]
    return {
        field: "" if got[field] == want else f"meta {field}: want {want!r}, got {got[field]!r}"
        for field, want in gold.items()
    }


def read_record(path: Path = RECORD) -> dict[str, Measures]:
    """The recorded measures by case; none where nothing was recorded yet."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: Measures(**row) for name, row in rows.items()}


def write_record(record: Mapping[str, Measures], path: Path = RECORD) -> None:
    """One case a line, so that a change of one case is a change of one line."""
    rows = [f"  {json.dumps(name)}: {json.dumps(asdict(record[name]))}" for name in sorted(record)]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8", newline="\n")
