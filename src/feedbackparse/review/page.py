"""One document's page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from feedbackparse.coverages import cover, cover_sections
from feedbackparse.frames.tree import Tree
from feedbackparse.model import Document
from feedbackparse.review import overview, shell
from feedbackparse.review.branches import grow_branches
from feedbackparse.review.grids import lay_out
from feedbackparse.review.lines import cut_lines
from feedbackparse.review.notes import note_findings, note_masks
from feedbackparse.review.words import SEVERITIES, explain_rules, name_of, name_place, tell_fact, words
from feedbackparse.rulebook import load_rules

if TYPE_CHECKING:
    from feedbackparse.rulebook import Rulebook
    from feedbackparse.verdict import Verdict


def render_page(
    document: Document, rulebook: Rulebook | None = None, verdict: Verdict | None = None, index: str | None = None
) -> str:
    """A Document as one HTML page; node 12 has the anchor ``#n12``, finding 3 ``#f3``, mask 5 ``#m5``.

    ``rulebook``: the rules it was read with, for coverages; the shipped ones where none is given.
    ``verdict``: what became of the file, shown at the head where given. ``index``: address of the page that
    lists the run, to which a link leads back.
    """
    rules = rulebook or load_rules()
    tree = Tree(document)
    coverage = cover(document, rules)
    left = set(coverage.unclaimed)
    return shell.render(
        "page",
        document=document,
        title=document.meta.title or document.source.name,
        outcome=name_of("outcomes", verdict.status) if verdict else "",
        index=index,
        kinds=words()["kinds"],
        genre=words()["genres"].get(document.meta.genre, document.meta.genre),
        meta=list(overview.tell_meta(document)),
        severities=overview.count_severities(document),
        shares=(overview.share_text(coverage), overview.share_answers(coverage)),
        fields=overview.share_fields(coverage),
        sections=[
            (one.section or "标题、导语、落款等", overview.share_text(one), overview.share_answers(one))
            for one in cover_sections(document, rules)
        ],
        parts=lay_out(cut_lines(document)),
        branches=list(grow_branches(document)),
        unclaimed={node.id for node in document.nodes if not left.isdisjoint(node.own)},
        findings=list(note_findings(tree)),
        masks=list(note_masks(tree)),
        place=name_place,
        worst=lambda found: min((document.findings[at].severity for at in found), key=list(SEVERITIES).index),
        data={"rules": explain_rules(document, rules), "facts": gather_facts(document)},
    )


def gather_facts(document: Document) -> dict[int, list[str]]:
    """Of each node the facts that were read from it, a line each."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    for fact in document.facts:
        told[fact.node].append(tell_fact(fact))
    return dict(told)
