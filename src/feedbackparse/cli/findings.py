"""The findings of a run, gathered document by document, and their forms: text, table, JSON, CSV."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedbackparse.auditing import Settings
from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.repetition import find_shared, read_passages
from feedbackparse.auditing.settings import wanted
from feedbackparse.auditing.shelf import Shelf
from feedbackparse.cli.documents import count_verdicts
from feedbackparse.cli.sheets import Row, one_line, print_csv, print_table
from feedbackparse.codes import CODES
from feedbackparse.coverages import Coverage, cover
from feedbackparse.frames.audit import finding_row, place_row
from feedbackparse.frames.issues import SEVERITIES
from feedbackparse.ledger.wording import name_place
from feedbackparse.model import Document
from feedbackparse.rulebook import Rulebook
from feedbackparse.verdict import Verdict

KEYS = "document file code severity title node start end place message remedy excerpt cluster".split()
"""The members of a finding in JSON. ``cluster``: the same number for all places of a passage that documents
share, else null."""
_HEADS = "文件 位置 级别 代码 名称 说明 建议 原文 雷同组 起 止 节点 文件指纹".split()
_COLUMNS = "file place severity code title message remedy excerpt cluster start end node document".split()
"""The columns of the CSV."""
FIELDS = {"responsible": "责任", "deadline": "时限", "quantity": "数量", "evidence": "佐证"}

Finding = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a document came from; all that is kept of its text."""

    starts: tuple[int, ...]
    places: tuple[str, ...]

    def place(self, start: int) -> str | None:
        at = bisect_right(self.starts, start) - 1
        return self.places[at] if at >= 0 else None


@dataclass(slots=True)
class Audit:
    """What a run has found so far; a document is let go once it is added."""

    rulebook: Rulebook
    settings: Settings
    findings: list[Finding] = field(default_factory=list)
    coverages: list[Coverage] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    names: list[tuple[str, str]] = field(default_factory=list)
    """Of each document the head of its SHA-256 and its file."""
    lines: list[Lines] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    """The first members of ``names``."""

    @property
    def severities(self) -> list[str]:
        return [str(found["severity"]) for found in self.findings]

    def add(self, document: Document | None, verdict: Verdict) -> None:
        """One file of the run; the same file twice shares no passages with itself."""
        self.verdicts.append(verdict)
        if document is None:
            return
        name = (document.source.sha256[:12], document.source.name)
        lines = Lines(*zip(*((block.start, block.place) for block in document.blocks), strict=True))
        for found in document.findings:
            place = lines.place(found.start) if found.start < found.end else None
            self.findings.append({**finding_row(found, name, document.text), "place": place})
        if name[0] not in self.known:
            self.known.add(name[0])
            self.shelf.put(read_passages(Paper(document, self.rulebook), len(self.names)))
        self.names.append(name)
        self.lines.append(lines)
        self.coverages.append(cover(document, self.rulebook))

    def finish(self) -> None:
        """When all files are in: the passages that they share, a finding for each place."""
        with self.shelf as shelf:
            if not wanted("repeated-text", CODES["repeated-text"].severity, self.settings):
                return
            for cluster, shared in enumerate(find_shared(shelf, self.rulebook, self.settings), 1):
                for place in shared.places:
                    found = place_row(place, shared, cluster, self.names)
                    self.findings.append({**found, "place": self.lines[place.document].place(place.start)})


def print_audit(run: Audit, form: str, drawn: bool) -> str:
    """All of a run in one of the forms; text and table have the summary behind them."""
    if form == "json":
        return print_json(run.findings)
    if form == "csv":
        return print_csv(_HEADS, ([tell(found, key) for key in _COLUMNS] for found in run.findings))
    parts = [print_lines(run.findings)] if form == "text" else list(print_tables(run, drawn))
    remedies = print_remedies(run.findings)
    summary = "".join(f"{line}\n" for line in print_summary(run))
    return "\n".join(part for part in (*parts, remedies, summary) if part)


def print_json(findings: Sequence[Finding]) -> str:
    """A list of records, a record a line."""
    records = [json.dumps({key: found.get(key) for key in KEYS}, ensure_ascii=False) for found in findings]
    return "[\n " + ",\n ".join(records) + "\n]\n" if records else "[]\n"


def print_lines(findings: Sequence[Finding]) -> str:
    """``file:place: severity code title：message``, a line a finding; what holds for a whole file behind its others."""
    files = {name: number for number, name in enumerate(dict.fromkeys(found["file"] for found in findings))}
    ordered = sorted(findings, key=lambda found: (files[found["file"]], found["place"] is None))
    return "".join(f"{where(found)}: {tell(found, 'severity')} {found['code']} {say(found)}\n" for found in ordered)


def say(found: Finding) -> str:
    """Title and message, the title once."""
    title, message = str(found["title"]), one_line(found["message"])
    return message if message.startswith(title) else f"{title}：{message}"


def where(found: Finding) -> str:
    return f"{found['file']}:{tell(found, 'place')}" if found["place"] else str(found["file"])


def tell(found: Finding, key: str) -> str | int | None:
    """A member of a finding, in Chinese."""
    value = found.get(key)
    if key == "severity":
        return SEVERITIES[str(value)]
    return name_place(str(value)) if key == "place" and value else value


def print_tables(run: Audit, drawn: bool) -> Iterator[str]:
    """The findings, and the coverages of each document."""
    keys = ("file", "place", "severity", "title", "message") if drawn else _COLUMNS[:6]
    head = [_HEADS[_COLUMNS.index(key)] for key in keys]
    if run.findings:
        yield print_table(head, ([tell(found, key) for key in keys] for found in run.findings), drawn)
    if run.coverages:
        head = ["文件", "文字", "答复", *FIELDS.values()]
        yield print_table(head, map(coverage_row, run.coverages), drawn)


def coverage_row(one: Coverage) -> Row:
    told = [(getattr(one, key), one.issues) for key in FIELDS]
    return [
        one.file,
        print_share(one.claimed, one.characters),
        *(
            print_share(part, whole) if part is not None else "不适用"
            for part, whole in ((one.answered, one.issues), *told)
        ),
    ]


def print_share(part: int, whole: int) -> str:
    """``76%（19/25）``; cut, so that 100% is all."""
    return f"{100 * part // whole}%（{part}/{whole}）" if whole else "无"


def print_remedies(findings: Sequence[Finding]) -> str:
    """What to do, once for each code, in the order of severity."""
    remedies = {found["code"]: found for found in findings}
    ranked = sorted(remedies.values(), key=lambda found: list(CODES).index(str(found["code"])))
    return "".join(
        ("处理建议：\n" if ranked else "", *(f"  {one['title']}（{one['code']}）：{one['remedy']}\n" for one in ranked))
    )


def print_summary(run: Audit) -> Iterator[str]:
    """Documents, findings by severity, and the three coverages, each by itself."""
    yield count_verdicts(run.verdicts, "已核查")
    counts = Counter(run.severities)
    yield "核查提示：" + "，".join(f"{name} {counts[severity]}" for severity, name in SEVERITIES.items())
    if not run.coverages:
        return
    speaking = [one for one in run.coverages if one.answered is not None]
    issues = sum(one.issues for one in speaking)
    claimed, characters = (sum(getattr(one, key) for one in run.coverages) for key in ("claimed", "characters"))
    yield f"文字覆盖：{print_share(claimed, characters)}，有规则说明的字数"
    if not speaking:
        yield "答复覆盖、要素覆盖：不适用，没有应当写整改情况的文件"
        return
    yield f"答复覆盖：{print_share(sum(one.answered or 0 for one in speaking), issues)}，有整改情况的问题数"
    told = (
        f"{name} {print_share(sum(getattr(one, key) or 0 for one in speaking), issues)}" for key, name in FIELDS.items()
    )
    yield f"要素覆盖：{'，'.join(told)}，写明的问题数"
