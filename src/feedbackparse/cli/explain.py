"""``feedbackparse explain``: which rule claimed each line, and which others matched it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackparse.cli.chinese import ChineseCommand
from feedbackparse.cli.options import FILE, with_encoding, with_rules
from feedbackparse.model import Block, Document, Mask, Node

if TYPE_CHECKING:
    from feedbackparse.outline.explain import Claim
    from feedbackparse.reading.category import Category

WIDTH = 60
"""A longer line is shown by its beginning."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of the text with all that was read in it."""

    block: Block
    claim: Claim | None
    nodes: Sequence[Node]
    masks: Sequence[Mask]


@click.command("explain", cls=ChineseCommand, short_help="逐段说明由哪条规则认定")
@click.argument("file", metavar="FILE", type=FILE)
@with_rules
@with_encoding
def explain(file: Path, rules: Path | None, encoding: str | None) -> None:
    """逐段说明：认定为什么、由哪条规则认定、还有哪些规则也匹配、依据是什么。

    规则写在 rules/*.toml 中，认错时按 docs/rules.zh-CN.md 补一条规则，用 --rules 叠加。
    """
    from feedbackparse import intake, outline, pipeline
    from feedbackparse.reading.category import classify_issues
    from feedbackparse.rulebook import load_rules

    rulebook = load_rules(rules)
    taken = intake.read_file(file, encoding=encoding)
    document = pipeline.parse_intake(taken, rulebook)
    claims = outline.grow(taken.blocks, rulebook).claims()
    categories = classify_issues(document.nodes, rulebook)
    click.echo(f"{document.source.name}：{len(document.blocks)} 段，规则版本 {document.versions.rules}")
    for line in explain_lines(document, claims):
        click.echo("\n".join(print_line(line, categories)))


def explain_lines(document: Document, claims: Sequence[Claim]) -> Iterator[Explained]:
    """One record a line that is not blank."""
    claimed = {claim.start: claim for claim in claims}
    for block in document.blocks:
        if block.text.strip():
            nodes = [node for node in document.nodes if block.start <= first_letter(document, node) < block.end]
            masks = [mask for mask in document.masks if block.start <= mask.start < block.end]
            yield Explained(block, claimed.get(block.start), nodes, masks)


def first_letter(document: Document, node: Node) -> int:
    """Where a node's own words begin; blank lines may stand before them."""
    text = document.text[node.start : node.end]
    return node.start + len(text) - len(text.lstrip())


def print_line(line: Explained, categories: Mapping[int, Category]) -> Iterator[str]:
    text = line.block.text.strip()
    yield ""
    yield f"{line.block.place}  {text[:WIDTH]}{'…' * (len(text) > WIDTH)}"
    if line.claim:
        yield f"    规则  {line.claim.winner}"
        if line.claim.others:
            yield f"    也匹配  {'、'.join(line.claim.others)}"
        if line.claim.evidence:
            yield f"    依据  {line.claim.evidence}"
    for node in line.nodes:
        label = f" {node.label}" if node.label else ""
        yield f"    节点  {node.kind}{label}（{node.rule}）"
        if node.id in categories:
            yield f"    类别  {print_category(categories[node.id])}"
    for mask in line.masks:
        value = mask.edtf or mask.unit or ""
        yield f"    遮蔽  {mask.raw}：{mask.type} {value}".rstrip() + f"（{mask.rule}）"


def print_category(category: Category) -> str:
    """The category with its score and the words that decided, and where they stand."""
    if not category.words:
        return f"{category.value}：没有词条认得的词"
    stand = {"heading": "标题", "issue": "问题"}[category.source or "issue"]
    return f"{category.value} {category.score}（{stand}中的{'、'.join(category.words)}）"
