"""One document, the stages in the order of the data: read this first.

    file -> Blocks -> labelled lines -> genre and parts -> Tree -> masks, metadata, facts -> findings -> Document

Source: design.md §1. Every stage is pure: (input, rules) -> output with findings.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from feedbackparse import auditing, intake, outline, promises, reading
from feedbackparse.model import Document, Versions
from feedbackparse.reading.facts.read import read_facts
from feedbackparse.reading.metadata import read_meta
from feedbackparse.rulebook import Rulebook, load_rules
from feedbackparse.version import VERSION


def parse(file: str | Path, *, rules: str | Path | None = None, encoding: str | None = None) -> Document:
    """Read one file and return its Document.

    ``rules`` is a folder laid over the shipped rules; ``encoding`` that of a text file whose own cannot
    be found.

    Raises: Refusal where the file cannot be read, RuleProblem where a rule file is wrong.
    """
    rulebook = load_rules(Path(rules) if rules else None)
    return parse_intake(intake.read_file(Path(file), encoding=encoding), rulebook)


@contextmanager
def pause_collector() -> Iterator[None]:
    """No search for unreachable cycles meanwhile: it costs a tenth of a parse (measured), and finds none yet."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@pause_collector()
def parse_intake(taken: intake.Intake, rulebook: Rulebook) -> Document:
    """From the Blocks of one file to its Document; asserts the four promises (design.md §2)."""
    text = "\n".join(block.text for block in taken.blocks)
    grown = outline.grow(taken.blocks, rulebook)
    cells = frozenset(block.start for block in taken.blocks if block.cell)
    found = reading.find_masks(text, rulebook, cells)
    masks = reading.place_masks(reading.type_labelled(text, found, grown.nodes, rulebook), grown.nodes)
    meta = read_meta(text, grown.nodes, grown.meta, rulebook)
    document = Document(
        source=taken.source,
        meta=meta,
        text=text,
        nodes=grown.nodes,
        masks=masks,
        facts=read_facts(text, grown.nodes, masks, meta, rulebook),
        findings=taken.findings,
        versions=Versions(VERSION, rulebook.version),
        blocks=taken.blocks,
    )
    promises.hold(document)
    findings = (*taken.findings, *auditing.inspect_document(document, rulebook))
    return replace(document, findings=tuple(sorted(findings, key=lambda found: (found.start, found.end, found.code))))
