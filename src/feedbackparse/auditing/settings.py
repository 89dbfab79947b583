"""Thresholds of the checks, and which findings are wanted: defaults, or a feedbackparse.toml.

Source: issue text of the audit (thresholds as settings, --select/--ignore, a settings file).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from feedbackparse.codes import CODES
from feedbackparse.errors import RuleProblem
from feedbackparse.model import Finding

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set under ``[audit]`` in feedbackparse.toml."""

    select: tuple[str, ...] = ()
    """Codes or severities that are wanted; empty for all."""
    ignore: tuple[str, ...] = ()
    """Codes or severities that are not wanted; they win over ``select``."""
    repeated_characters: int = 24
    """Least length of a repeated passage within a document, set phrases not counted."""
    repeated_across: int = 40
    """The same across documents."""
    repeated_gap: int = 12
    """How many characters a mask may stand for in the other passage."""
    echo_share: float = 0.75
    """From which share of an answer's own words on it only repeats its problem."""
    sum_notes: bool = True
    """Whether a note that holds for nearly every issue is told once for the document."""
    sum_share: float = 0.8
    """What nearly every issue means."""
    sum_least: int = 4
    """Below so many issues notes are always told singly."""
    pair_line: float = 0.4
    """From this score on two issues of two documents are a pair."""
    clear_line: float = 0.22
    """From this score on they are one where no other is half as likely."""
    spoken_line: float = 0.1
    """Which share of an asked issue must stand in an answer under an issue of other words, for the two to be a
    pair (marked doubtful)."""
    doubt_line: float = 0.15
    """From this score on, where they are no pair, they are shown as doubtful."""


DEFAULTS = Settings()


def read_settings(path: str | Path, base: Settings = DEFAULTS) -> Settings:
    """The settings of a feedbackparse.toml laid over ``base``.

    Raises: RuleProblem where the file cannot be read, is no TOML, or names what does not exist.
    """
    file = Path(path)
    try:
        said: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("audit", {})
    except OSError as error:
        message = f"设置文件无法读取：{error.strerror or error}"
        raise RuleProblem("settings-unreadable", str(file), message, "请检查路径和权限") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleProblem("settings-syntax", str(file), f"设置文件有误：{error}", "请按 TOML 语法改正") from error
    if not isinstance(said, dict):
        raise RuleProblem("settings-type", f"{file}:audit", "audit 应是一节：[audit]", "请对照 docs/audit.md")
    kinds = {field.name: type(getattr(DEFAULTS, field.name)) for field in fields(Settings)}
    for name, value in said.items():
        if name not in kinds:
            raise RuleProblem("settings-unknown", f"{file}:{name}", f"没有名为 {name} 的设置", "请对照 docs/audit.md")
        if not fits(value, kinds[name]):
            raise RuleProblem("settings-type", f"{file}:{name}", f"{name} 的值类型不对", "请对照 docs/audit.md")
    chosen: dict[str, Any] = {name: tuple(value) if kinds[name] is tuple else value for name, value in said.items()}
    for name in ("select", "ignore"):
        check_names(chosen.get(name, ()), f"{file}:{name}")
    return replace(base, **chosen)


def fits(value: object, kind: type) -> bool:
    if kind is tuple:
        return isinstance(value, list) and all(isinstance(name, str) for name in value)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def check_names(names: Iterable[str], place: str) -> None:
    """Every name is a code or a severity. Raises: RuleProblem."""
    for name in names:
        if name not in CODES and name not in SEVERITIES:
            raise RuleProblem("code-unknown", place, f"没有名为 {name} 的核查代码", "请对照 docs/codes.md")


def choose(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings that are wanted, in their order."""
    return tuple(found for found in findings if wanted(found.code, found.severity, settings))


def wanted(code: str, severity: str, settings: Settings) -> bool:
    names = {code, severity}
    return (not settings.select or bool(names & set(settings.select))) and not names & set(settings.ignore)
