"""Each row of the new conversion gets the id that the ledger gave it at birth, or a new one.

Source: design.md §8: the 条目ID is given by the ledger at birth and kept; a reworded issue keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedbackparse.frames.columns import Row
from feedbackparse.ledger.cellvalue import hash_value
from feedbackparse.ledger.likeness import Wording, match_wordings
from feedbackparse.ledger.lineage import Follower
from feedbackparse.ledger.register import Record, Register

_PLACE = ("number", "section", "aspect", "problem")
Texts = Mapping[str, Mapping[str, str]]
"""Of issues and measures the words that stand in the workbook now, by id."""


@dataclass(slots=True)
class Identified:
    """What came of it."""

    ids: dict[str, str] = field(default_factory=dict)
    """Provisional id of an issue -> its id in the ledger."""
    reworded: list[str] = field(default_factory=list)
    doubtful: list[tuple[str, str, str]] = field(default_factory=list)
    """Table, new id, old id: may be the same row; a person decides."""
    next_issue: int = 1


def identify_rows(
    rows: dict[str, list[Row]], followers: Mapping[str, Follower], known: Register, texts: Texts
) -> Identified:
    """Put the ledger's ids into the rows of issues and measures, and the ledger's document keys into all rows."""
    found = Identified(next_issue=known.next_issue)
    issues = group_rows(rows["issues"], "document")
    old_issues = group_records(known.of("issues").values(), lambda record: record.document)
    for document, follower in followers.items():
        identify_issues(issues.get(document, []), old_issues.get(follower.record.key, []), follower, texts, found)
    measures = group_rows(rows["measures"], "issue_id")
    old_measures = group_records(known.of("measures").values(), lambda record: record.id.rpartition("-")[0])
    for issue, own in measures.items():
        identify_measures(found.ids[issue], own, old_measures.get(found.ids[issue], []), texts, found)
    for table, group in rows.items():
        for row in group:
            row["document"] = followers[str(row["document"])].record.key
            if table not in ("issues", "measures") and row.get("issue_id"):
                row["issue_id"] = found.ids[str(row["issue_id"])]
    return found


def identify_issues(news: list[Row], olds: list[Record], follower: Follower, texts: Texts, found: Identified) -> None:
    """The issues of one document."""
    new_words = [
        Wording(str(row["issue_id"]), str(row["content_key"]), str(row["issue"]), place_of(row)) for row in news
    ]
    old_words = [
        Wording(old.id, old.content_key, texts["issues"].get(old.id, ""), tuple(old.cells.get(k, "-") for k in _PLACE))
        for old in olds
    ]
    matching = match_wordings(old_words, new_words)
    by_id = {old.id: old for old in olds}
    for row in news:
        provisional = str(row["issue_id"])
        own = matching.same.get(provisional) or deleted_before(row, olds, matching.same.values())
        if own is None:
            own = f"WT-{found.next_issue:04d}"
            found.next_issue += 1
        else:
            matching.same[provisional] = own
        kept = follower.same and own in by_id and by_id[own].state == "reworded"
        row["reworded"] = provisional in matching.reworded or kept
        if provisional in matching.reworded:
            found.reworded.append(own)
        found.ids[provisional] = own
        row["issue_id"] = own
    found.doubtful += [("issues", found.ids[new], old) for new, old in matching.doubtful]


def deleted_before(row: Row, olds: list[Record], taken: Iterable[str]) -> str | None:
    """The row that people deleted, though its issue was reworded since: the same place and the same answer."""
    answer = hash_value(row["response"])
    used = set(taken)
    for old in olds:
        if old.state == "deleted" and old.id not in used and row["response"]:
            place = tuple(old.cells.get(key, "-") for key in _PLACE)
            if place == place_of(row) and old.cells.get("response") == answer:
                return old.id
    return None


def identify_measures(issue: str, news: list[Row], olds: list[Record], texts: Texts, found: Identified) -> None:
    """The measures of one issue; a measure has no key of its own, its hash stands for it."""
    new_words = [
        Wording(str(row["measure_id"]), hash_value(row["measure"]), str(row["measure"]), (hash_value(row["number"]),))
        for row in news
    ]
    old_words = [
        Wording(
            old.id, old.cells.get("measure", "-"), texts["measures"].get(old.id, ""), (old.cells.get("number", "-"),)
        )
        for old in olds
    ]
    matching = match_wordings(old_words, new_words)
    used = [int(tail) for old in olds if (tail := old.id.rpartition("-")[2]).isdigit()]
    following = max(used, default=0) + 1
    given: dict[str, str] = {}
    for row in news:
        provisional = str(row["measure_id"])
        own = matching.same.get(provisional)
        if own is None:
            own = f"{issue}-{following:02d}"
            following += 1
        given[provisional] = own
        row["measure_id"], row["issue_id"] = own, issue
    found.doubtful += [("measures", given[new], old) for new, old in matching.doubtful]


def place_of(row: Row) -> tuple[str, ...]:
    return tuple(hash_value(row[key]) for key in _PLACE)


def group_rows(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row[key])].append(row)
    return groups


def group_records(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
