"""The relationships of a part: what it points to, inside the package or outside.

Source: ECMA-376 part 2 §9 (relationships).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from feedbackparse.intake.markup import parse_markup
from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part."""

    id: str
    kind: str
    """The last word of its type: footnotes, header, hyperlink."""
    target: str
    """The name of the part pointed to; outside the package, the address as it stands."""
    outside: bool


def read_relations(package: Package, part: str) -> dict[str, Relation]:
    """The relationships of this part by id; ``part`` is empty for the package's own.

    Raises: Refusal where their part is damaged.
    """
    folder, name = posixpath.split(part)
    entry = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if entry is None:
        return {}
    root = parse_markup(package.read(entry), package.place, entry).root
    found = {}
    for element in root.iter("{*}Relationship"):
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
        key = element.get("Id", "")
        found[key] = Relation(key, kind, target if outside else _resolve(folder, target), outside)
    return found


def _resolve(folder: str, target: str) -> str:
    """The part name of a target; one that climbs out of the package keeps its dots."""
    target = target.replace("\\", "/").partition("#")[0]
    path = target if target.startswith("/") else f"{folder}/{target}"
    return posixpath.normpath(path.lstrip("/") or ".")


def find_part(package: Package, relation: Relation) -> str | None:
    """The entry that a relation inside the package points to, or None.

    Raises: Refusal where the target climbs out of the package.
    """
    if relation.outside:
        return None
    if relation.target.startswith(".."):
        raise refuse("unsafe-path", package.place, detail=relation.target[:80])
    return package.find(relation.target) or package.find(unquote(relation.target))
