"""How the documents of a run are read, and what makes two readings the same."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path

from feedbackparse.auditing import DEFAULTS, Settings
from feedbackparse.errors import OutputProblem
from feedbackparse.rulebook import Rulebook, load_rules
from feedbackparse.version import VERSION

SECONDS = 120.0
"""Default limit of time a document; intake's own limits keep every sound file under 20 s."""
MEMORY = 2 * 1024**3
"""Default limit of memory a document, in bytes; intake's own limits keep every sound file under 600 MiB."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a worker must know, apart from the file. It goes to other machines: paths and plain values."""

    store: Path
    """Where results are kept."""
    program: str
    """Fingerprint of the program that planned the run; a worker with another one refuses to work."""
    rules_version: str
    rules: Path | None = None
    settings: Settings = DEFAULTS
    encoding: str | None = None
    seconds: float = SECONDS
    memory: int = MEMORY
    force: bool = False
    """Whether files are read again that were read before."""

    @property
    def key(self) -> str:
        """Of readings with the same key the same bytes give the same Document."""
        told = repr((self.program, self.rules_version, astuple(self.settings), self.encoding))
        return f"{self.program}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    def open_rules(self) -> Rulebook:
        """The rules, read again where they have changed since this process read them. Raises: OutputProblem."""
        if fingerprint() != self.program:
            message = "工作节点上的 feedbackparse 与本机不是同一版本"
            raise OutputProblem("cluster-version", self.program, message, "请在各节点安装同一版本后重新运行")
        rulebook = load_rules(self.rules)
        if rulebook.version != self.rules_version:
            load_rules.cache_clear()
            rulebook = load_rules(self.rules)
        if rulebook.version != self.rules_version:
            message = "规则文件在运行中有改动，或工作节点上的规则不同"
            raise OutputProblem("rules-changed", str(self.rules or "rules"), message, "请重新运行")
        return rulebook


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """12 hex digits that change whenever the program does: its version and every file of its code."""
    digest = hashlib.sha256(VERSION.encode())
    home = Path(__file__).parents[1]
    for path in sorted(path for path in home.rglob("*") if path.suffix in (".py", ".toml") and path.is_file()):
        if "rules" not in path.relative_to(home).parts[:1]:
            digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def keep_in(recipe: Recipe, folder: Path) -> Recipe:
    """The same recipe with its own folder of the store."""
    return replace(recipe, store=folder)
