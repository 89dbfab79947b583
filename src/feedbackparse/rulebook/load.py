"""rules/*.toml -> a Rulebook; a user's folder is laid over the shipped one."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path

import regex
from pydantic import ValidationError

from feedbackparse.errors import RuleProblem
from feedbackparse.rulebook.compiled import Rule, Rulebook
from feedbackparse.rulebook.schema import RuleFile, RuleSpec


def shipped_folder() -> Path:
    """Where the project's own rules lie: in the installed package, or at the top of a checkout."""
    inside = Path(__file__).parents[1] / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rules"


@lru_cache(maxsize=8)
def load_rules(user_folder: Path | None = None) -> Rulebook:
    """The shipped rules, with those of ``user_folder`` laid over them.

    A user's rule replaces the shipped one of the same id in its place; a new one wins over all shipped
    ones of its family; ``off`` switches shipped ones off; a list of the same id is joined to ours.

    Raises: RuleProblem with file and line.
    """
    folders = [shipped_folder()] + ([user_folder] if user_folder else [])
    files: list[tuple[Path, RuleFile]] = []
    digest = hashlib.sha256()
    for folder in folders:
        for path in rule_paths(folder):
            data = path.read_bytes()
            digest.update(path.name.encode() + b"\0" + data.replace(b"\r\n", b"\n"))
            files.append((path, read_rule_file(path, data)))
    return compile_rules(files, digest.hexdigest()[:12])


def rule_paths(folder: Path) -> list[Path]:
    """The rule files of a folder, in the order of their names."""
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not paths:
        raise RuleProblem("no-rules", str(folder), "此文件夹中没有规则文件（*.toml）", "请检查 --rules 的路径")
    return paths


def read_rule_file(path: Path, data: bytes) -> RuleFile:
    """One file, validated against the schema. Raises: RuleProblem."""
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleProblem("rules-encoding", str(path), "规则文件不是 UTF-8 编码", "请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"line (\d+)", str(error))
        line = found.group(1) if found else "1"
        raise RuleProblem(
            "rules-syntax", f"{path}:{line}", f"TOML 语法有误：{error}", "请按 TOML 语法改正此行"
        ) from error
    try:
        return RuleFile.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleProblem(
            "rules-schema",
            f"{path}:{line_of_location(data.decode('utf-8'), first['loc'])}",
            f"{where}：{first['msg']}",
            "请对照 docs/rules.md 中的字段说明改正",
        ) from error


def line_of_location(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of the ``[[rule]]`` (or list, macro) that a validation error speaks of."""
    if len(loc) < 2 or not isinstance(loc[1], int):
        return 1
    heads = [i for i, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{loc[0]}]]"]
    return heads[loc[1]] if loc[1] < len(heads) else 1


def compile_rules(files: list[tuple[Path, RuleFile]], version: str) -> Rulebook:
    """Join and compile what the files say."""
    lists: dict[str, tuple[str, ...]] = {}
    macros: dict[str, str] = {}
    for _, file in files:
        for words in file.lists:
            lists[words.id] = tuple(dict.fromkeys((*lists.get(words.id, ()), *words.words)))
        for macro in file.macros:
            macros[macro.id] = macro.pattern
    families: dict[str, list[Rule]] = {}
    owners: dict[str, str] = {}
    for path, file in files:
        rules = families.setdefault(file.family, [])
        rules[:] = [rule for rule in rules if rule.id not in file.off]
        fresh: list[Rule] = []
        for spec in file.rules:
            rule = compile_rule(path, file, spec, lists, macros)
            known = [i for i, other in enumerate(rules) if other.id == spec.id]
            if known:
                rules[known[0]] = rule
            elif owners.get(spec.id) or any(other.id == spec.id for other in fresh):
                raise RuleProblem(
                    "rule-double", rule.place, f"规则 {spec.id} 已在别处定义", "每条规则的 id 必须唯一，请改名"
                )
            else:
                fresh.append(rule)
                owners[spec.id] = rule.place
        rules[:0] = fresh
    return Rulebook({name: tuple(rules) for name, rules in families.items()}, lists, version)


def compile_rule(
    path: Path, file: RuleFile, spec: RuleSpec, lists: dict[str, tuple[str, ...]], macros: dict[str, str]
) -> Rule:
    """One rule. Raises: RuleProblem where its pattern is not a regular expression."""
    place = f"{path}:{lines_of_rules(path).get(spec.id, 1)}"
    pattern = expand(spec.pattern, macros, place)
    named = {name: list(lists[name]) for name in lists if f"\\L<{name}>" in pattern}
    try:
        compiled = regex.compile(pattern, **named)  # type: ignore[arg-type]
    except (regex.error, TypeError) as error:
        raise RuleProblem(
            "rule-pattern", place, f"规则 {spec.id} 的正则表达式有误：{error}", "请改正 pattern"
        ) from error
    return Rule(
        file.family,
        spec.id,
        spec.gives,
        compiled,
        file.match,
        spec.set,
        spec,
        place,
        file.compete,
        path.parent == shipped_folder(),
    )


def expand(pattern: str, macros: dict[str, str], place: str) -> str:
    """Put the macros that a pattern names as ``{{id}}`` in their places (macros may name others)."""
    for _ in range(5):
        names = set(regex.findall(r"\{\{(\w+)\}\}", pattern))
        if not names:
            return pattern
        for name in names:
            if name not in macros:
                raise RuleProblem("rule-macro", place, f"没有名为 {name} 的宏", "请在 [[macro]] 中定义，或改正名称")
            pattern = pattern.replace("{{" + name + "}}", f"(?:{macros[name]})")
    raise RuleProblem("rule-macro", place, "宏互相引用", "请去掉循环引用")


@lru_cache(maxsize=128)
def lines_of_rules(path: Path) -> dict[str, int]:
    """The line on which each id of a file stands."""
    lines: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        head, _, value = line.partition("=")
        if head.strip() == "id":
            lines.setdefault(value.strip().strip("\"'"), number)
    return lines
