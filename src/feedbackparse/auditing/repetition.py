"""Repetition (雷同): the same passage under different issues, in a document and across documents.

Shape: one finding, or one Repetition, a cluster, with all its places and the share that it makes of each.
Source: design.md §7; set phrases of the trade are rules/audit-phrases.toml and count as no copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedbackparse.auditing import likeness, shingles
from feedbackparse.auditing.codebook import Codebook, write_codes
from feedbackparse.auditing.masked import holder
from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.results import strip_phrases
from feedbackparse.auditing.runs import find_runs
from feedbackparse.auditing.settings import DEFAULTS, Settings
from feedbackparse.auditing.shelf import Passage, Shelf
from feedbackparse.model import Document, Finding
from feedbackparse.rulebook import Rulebook, load_rules

_ACROSS_CHAIN = 12
"""Across documents a chain of seeds must span so many characters: chance likenesses are left out early."""


_FEWEST = 2
"""Documents that can share anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a shared passage."""

    document: int
    node: int
    """The deepest node that holds it (in a document), or the response (across documents)."""
    start: int
    end: int
    share: float
    """Which part it is of that node's words, 0 to 1."""
    name: str
    """The issue as messages name it."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """One shared passage with all its places."""

    words: str
    places: tuple[Place, ...]


def read_passages(paper: Paper, document: int = 0) -> Iterator[Passage]:
    """The answers of one document: one passage a response."""
    folded = shingles.fold(paper.text, [(mask.start, mask.end) for mask in paper.document.masks])
    for node in paper.responses:
        start, end = paper.body(node)
        if end - start >= shingles.LENGTH:
            issue = paper.issue_of[node.id]
            name = paper.name(paper.nodes[issue]) if issue is not None else ""
            yield Passage(document, node.id, -1 if issue is None else issue, name, start, folded[start:end])


def find_clusters(
    book: Codebook, groups: Sequence[int], rulebook: Rulebook, least: int, gap: int, chain: int
) -> Iterator[list[likeness.Segment]]:
    """The passages of ``least`` characters and more that different groups share; set phrases, masks and blanks are
    not counted. ``gap``: what a mask may stand for; ``chain``: as find_runs has it."""
    matches = likeness.grow_matches(book, find_runs(book, groups, least, chain), gap)
    stock: dict[str, int] = {}
    long = []
    for match in matches:
        if match.size < least:
            continue
        shared = book[match.first][match.low : match.high]
        if shared not in stock:
            stock[shared] = count_stock(shared, rulebook)
        if match.size - stock[shared] >= least:
            long.append(match)
    yield from likeness.cluster(long)


def count_stock(folded: str, rulebook: Rulebook) -> int:
    """How many characters of a shared passage are set phrases, masks or blanks: they make no copy."""
    own = strip_phrases(folded, rulebook)
    return len(folded) - sum(sign not in f"\n{shingles.HIDDEN}" for sign in own)


def find_repeated(paper: Paper, settings: Settings) -> Iterator[Finding]:
    """repeated-text within a document: one finding a cluster, at its first place."""
    passages = list(read_passages(paper))
    groups = [passage.issue if passage.issue >= 0 else -2 - passage.node for passage in passages]
    book = write_codes([passage.folded for passage in passages])
    least, gap = settings.repeated_characters, settings.repeated_gap
    for segments in find_clusters(book, groups, paper.rulebook, least, gap, shingles.LENGTH):
        places = [place_in(paper, passages[segment.passage], segment) for segment in segments]
        places.sort(key=lambda place: place.start)
        first = places[0]
        message = tell(paper.excerpt(first.start, first.end, 40), places, first.end - first.start)
        yield paper.find("repeated-text", message, (first.start, first.end), paper.nodes[first.node])


def place_in(paper: Paper, passage: Passage, segment: likeness.Segment) -> Place:
    """A place with the deepest node that holds it."""
    start, end = passage.start + segment.low, passage.start + segment.high
    node = holder(paper, start, end, paper.nodes[passage.node])
    low, high = paper.body(node)
    return Place(passage.document, node.id, start, end, (end - start) / max(1, high - low), passage.name)


def tell(words: str, places: Sequence[Place], characters: int) -> str:
    """The message: how long, where else, and which share of each."""
    shown = "；".join(f"“{p.name}”[{p.start}, {p.end})占{p.share:.0%}" for p in places[:5])
    more = f"等{len(places)}处" if len(places) > 5 else ""
    return f"{len(places)}处文字相同（{characters}字）：{shown}{more}。相同文字：{words}"


def find_across(
    documents: Iterable[Document], rulebook: Rulebook | None = None, settings: Settings = DEFAULTS
) -> tuple[Repetition, ...]:
    """The passages that different documents share; each document is let go once it is read.

    The same file a second time is passed over.
    """
    rules = rulebook or load_rules()
    seen: set[str] = set()
    with Shelf() as shelf:
        for number, document in enumerate(documents):
            if document.source.sha256 not in seen:
                seen.add(document.source.sha256)
                shelf.put(read_passages(Paper(document, rules), number))
        return find_shared(shelf, rules, settings)


def find_shared(shelf: Shelf, rulebook: Rulebook, settings: Settings = DEFAULTS) -> tuple[Repetition, ...]:
    """The same from passages that were read before (read_passages), a run's in the order of its documents."""
    if len(set(shelf.documents)) < _FEWEST:
        return ()
    found = []
    book, least = shelf.open_book(), settings.repeated_across
    for segments in find_clusters(book, shelf.documents, rulebook, least, settings.repeated_gap, _ACROSS_CHAIN):
        places = []
        for segment in segments:
            passage = shelf[segment.passage]
            start, end = passage.start + segment.low, passage.start + segment.high
            share = (end - start) / len(passage.folded)
            places.append(Place(passage.document, passage.node, start, end, share, passage.name))
        first = segments[0]
        words = book[first.passage][first.low : first.high].replace(shingles.HIDDEN, "*")
        found.append(Repetition(words, tuple(sorted(places, key=lambda p: (p.document, p.start)))))
    return tuple(sorted(found, key=lambda one: (one.places[0].document, one.places[0].start)))
