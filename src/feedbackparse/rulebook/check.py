"""The checks that a rule file must pass by itself: examples, rejects, winners, equals."""

from __future__ import annotations

from feedbackparse.errors import RuleProblem
from feedbackparse.rulebook.compiled import Rule, Rulebook


def check_rules(rulebook: Rulebook) -> list[RuleProblem]:
    """Every fault of the rules, in the order of the files.

    An example matches with exactly its groups; a reject does not; an example without context is won by
    its own rule when all rules are on; no two rules of a family have the same pattern (design.md §3).
    """
    faults: list[RuleProblem] = []
    for family, rules in rulebook.families.items():
        seen: dict[str, str] = {}
        for rule in rules:
            twin = seen.setdefault(rule.pattern.pattern, rule.id)
            if twin != rule.id:
                faults.append(
                    fault(rule, "rule-equal", f"规则 {rule.id} 与 {twin} 的 pattern 相同", "请合并或删去其一")
                )
            faults += check_examples(rule) + check_rejects(rule) + check_winners(rulebook, family, rule)
    return faults


def check_examples(rule: Rule) -> list[RuleProblem]:
    faults = []
    for example in rule.spec.examples:
        match = rule.match(example.text)
        if match is None:
            faults.append(
                fault(rule, "example-unmatched", f"例句“{example.text}”不匹配规则 {rule.id}", "请改正 pattern 或例句")
            )
            continue
        got = {name: value for name, value in match.groupdict().items() if value is not None}
        if got != example.groups:
            faults.append(
                fault(rule, "example-groups", f"例句“{example.text}”得到 {got}，应为 {example.groups}", "请改正分组")
            )
    return faults


def check_rejects(rule: Rule) -> list[RuleProblem]:
    return [
        fault(rule, "reject-matched", f"反例“{reject}”却匹配规则 {rule.id}", "请收紧 pattern")
        for reject in rule.spec.rejects
        if rule.match(reject)
    ]


def check_winners(rulebook: Rulebook, family: str, rule: Rule) -> list[RuleProblem]:
    faults = []
    for example in rule.spec.examples:
        rivals = [r for r, _ in rulebook.all(family, example.text) if rule.compete == "family" or r.gives == rule.gives]
        winner = rivals[0] if rivals else rule
        if winner.id != rule.id and not example.context:
            faults.append(
                fault(
                    rule,
                    "example-lost",
                    f"例句“{example.text}”被规则 {winner.id} 抢先匹配",
                    "请调整规则先后，或写明 context",
                )
            )
    return faults


def fault(rule: Rule, code: str, message: str, remedy: str) -> RuleProblem:
    return RuleProblem(code, rule.place, message, remedy)
