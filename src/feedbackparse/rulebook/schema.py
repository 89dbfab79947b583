"""What a rule file may say: pydantic models of ``rules/*.toml``.

Source: design.md §3; docs/rules.md is the manual.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Value = str | int | bool


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A text that the rule matches, and exactly what its named groups must then hold."""

    text: str
    groups: dict[str, str] = {}
    context: str = ""
    """Where the winner depends on the part of the document: its name."""


class RuleSpec(Strict):
    """One ``[[rule]]``."""

    id: Identifier
    gives: str
    """What a match means, in the words of the family: a role, a mask type, a part, a numbering style …"""
    pattern: str
    why: str
    examples: list[Example] = Field(min_length=1)
    rejects: list[str] = Field(min_length=1)
    set: dict[str, Value] = {}
    """Further values of the family: the rank of a style, the unit of a count …"""


class ListSpec(Strict):
    """One ``[[list]]``: words that patterns name as ``\\L<id>``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    why: str
    words: list[str] = Field(min_length=1)


class MacroSpec(Strict):
    """One ``[[macro]]``: a piece of pattern that others name as ``{{id}}``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    why: str
    pattern: str


class RuleFile(Strict):
    """A whole file."""

    family: Identifier
    match: Literal["start", "search", "full"] = "start"
    """How a pattern is laid on a text: from its start, anywhere in it, or over all of it."""
    compete: Literal["family", "gives"] = "family"
    """Which rules vie for a text: all of the family, or only those that give the same."""
    about: str
    off: list[Identifier] = []
    """Rules of the shipped file of this family that a user's file switches off."""
    rules: list[RuleSpec] = Field(default=[], alias="rule")
    lists: list[ListSpec] = Field(default=[], alias="list")
    macros: list[MacroSpec] = Field(default=[], alias="macro")
