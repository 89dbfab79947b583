"""What a date that a text names makes of the day it means: from the document's own date, or from the date before it.

今年, 上半年 and a bare 6月 go by the document's own date; 同年, 次月, 当月 and what follows in the same
sentence by the date that was named last. The clock is never asked.

Source: issue 5 item 2; EDTF (ISO 8601-2).
"""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.reading.edtf import compose_date, read_part
from feedbackparse.rulebook import Rule

UNKNOWN_YEAR = "XXXX"
HALVES = {"上半年": ("01", "06"), "下半年": ("07", "12")}
QUARTERS = {"一": ("01", "03"), "二": ("04", "06"), "三": ("07", "09"), "四": ("10", "12")}
YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "次年": 1, "后年": 2}
"""Years from the document's own."""
FOLLOWING = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
"""Years from the one that was named last."""
NEAR_YEARS = {"当年"}
"""Those that mean so only in the same sentence."""
MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
"""Months from the document's own."""
NEXT_MONTHS = {"同月": 0, "当月": 0, "次月": 1}
"""Months from the one that was named last."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The dates from which another is resolved."""

    own: str | None
    """The document's own date."""
    said: str | None
    """The date that was named last in the same sentence; None where none was."""
    above: str | None
    """The one named last in the same paragraph."""
    after: bool = False
    """What is told came after the document's own date: that is the feedback's, and this an answer."""

    def lacks(self, parts: dict[str, str]) -> bool:
        """Whether no date was named from which 同年, 当月, 次月 could be told."""
        word = parts["relative"]
        if word in NEXT_MONTHS or word in NEAR_YEARS:
            return not self.said
        return word in FOLLOWING and word not in YEARS and not self.above


def resolve_mention(
    rule: Rule, parts: dict[str, str], edtf: str | None, ground: Ground, sense: str, past: bool
) -> str | None:
    """The EDTF of a mention with the year that its ground gives; None where that gives none.

    ``past``: the words say that it is over (已于…前), so that it is no day to come.
    """
    if rule.gives == "relative":
        return resolve_relative(parts, ground)
    if rule.gives == "during":
        return resolve_plan(rule, parts)
    if edtf and "half" in parts and edtf.startswith(UNKNOWN_YEAR):
        return edtf.replace(UNKNOWN_YEAR, find_half_year(edtf, ground))
    ahead = ground.after or (sense == "before" and not past)
    return "/".join(give_year(end, ground, ahead) for end in edtf.split("/")) if edtf else edtf


def resolve_relative(parts: dict[str, str], ground: Ground) -> str | None:
    """今年, 同年, 次月 and the like."""
    word = parts["relative"].removesuffix("度")
    if word in MONTHS:
        month = shift_month(ground.own, MONTHS[word])
    elif word in NEXT_MONTHS:
        month = shift_month(ground.said, NEXT_MONTHS[word])
    else:
        return resolve_relative_year(word, parts, ground)
    return f"{month}-{read_part(parts['d1'], 2)}" if month and "d1" in parts else month


def resolve_relative_year(word: str, parts: dict[str, str], ground: Ground) -> str | None:
    """A year from the one named last where the word asks for it and there is one, else from the document's own."""
    base, shift = (
        (ground.above, FOLLOWING[word]) if word in FOLLOWING and ground.above else (ground.own, YEARS.get(word))
    )
    if shift is None or not base or not base[:4].isdecimal():
        return None
    year = str(int(base[:4]) + shift)
    if "half" in parts:
        return read_half(year, parts["half"])
    if "m1" in parts:
        return compose_date(year, parts["m1"], parts.get("d1"))
    return year


def shift_month(edtf: str | None, months: int) -> str | None:
    """The month so many later than that of a date; None where the date has no known one."""
    if not edtf or len(edtf) < 7 or not (edtf[:4] + edtf[5:7]).isdecimal():
        return None
    year, month = divmod(int(edtf[:4]) * 12 + int(edtf[5:7]) - 1 + months, 12)
    return f"{year}-{month + 1:02}"


def find_half_year(edtf: str, ground: Ground) -> str:
    """Of which year a half or quarter without one is: of the year named in the sentence, else of the document's own,
    where it had begun by then."""
    for base in (ground.said, ground.own):
        if base and base[:4].isdecimal():
            begun = base is ground.said or len(base) == len("2024") or edtf[4:7] <= base[4:7]
            return base[:4] if begun else UNKNOWN_YEAR
    return UNKNOWN_YEAR


def read_half(year: str, half: str) -> str:
    """Half years and quarters as a period of months, the ends of a year as a month."""
    if half in HALVES:
        first, last = HALVES[half]
        return f"{year}-{first}/{year}-{last}"
    if half.endswith("季度"):
        named = [sign for sign in half if sign in QUARTERS]
        begin = "一" if half.startswith("前") else named[0]
        end = {"二": "二", "两": "二", "三": "三"}[half[1]] if half.startswith("前") else named[-1]
        return f"{year}-{QUARTERS[begin][0]}/{year}-{QUARTERS[end][1]}"
    return f"{year}-01" if half.endswith("初") else f"{year}-12"


def give_year(edtf: str, ground: Ground, ahead: bool) -> str:
    """A date without year goes on from the one before it; else it is the last such day up to the document's own date,
    a deadline (``ahead``) the next one."""
    if not edtf.startswith("XXXX-"):
        return edtf
    follows = follow_date(edtf, ground.said, ahead)
    if follows or "X" in edtf[5:7] or not ground.own or not ground.own[:4].isdecimal():
        return follows or edtf
    year, rest = int(ground.own[:4]), edtf[4:]
    now = ground.own[4 : 4 + len(rest)]
    year += rest < now if ahead else -(rest > now)
    return f"{year}{rest}"


def follow_date(edtf: str, said: str | None, ahead: bool) -> str | None:
    """The day with year, and month, of the date before it in the sentence, where it is not earlier than that.

    A deadline does not follow a bare year: 2020年修订办法，6月底前完成.
    """
    if not said or not said[:4].isdecimal() or (ahead and len(said) == 4):
        return None
    rest = edtf[5:]
    if rest.startswith("XX-") and len(said) >= 7:
        rest = said[5:7] + rest[2:]
    known = said[5 : 5 + len(rest)]
    return f"{said[:4]}-{rest}" if "X" not in rest + known and rest >= known else None


def resolve_plan(rule: Rule, parts: dict[str, str]) -> str | None:
    """“十四五”期间 is 2021/2025; the rule knows when the eleventh plan began, and how long one lasts."""
    if "plan" not in parts:
        return None
    length = int(rule.set["length"])
    first = int(rule.set["eleventh"]) + length * (int(read_part(parts["plan"], 2)) - 11)
    return f"{first}/{first + length - 1}"
