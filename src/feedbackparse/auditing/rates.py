"""Stated rates against the stated numbers: 19 of 25 is 76%.

Source: design.md §7 (rate-disagrees: not the quotient of the stated totals).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

import regex

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.totals import PARTS, Stated, adds_up, asked_of, read_stated
from feedbackparse.model import Finding

UNITS = {"亿元": 1e8, "万元": 1e4, "元": 1.0}
_NUMBER = regex.compile(r"\d+(?:\.\d+)?")


def find_wrong_rates(paper: Paper) -> Iterator[Finding]:
    """rate-disagrees: a stated rate that is no quotient of the stated numbers, rounded or cut."""
    stated = read_stated(paper)
    asked = asked_of(stated)
    if asked is None or not asked.value:
        return
    shares = possible_shares(stated, asked.value)
    money = money_shares(paper) if shares else []
    for rate in stated:
        if rate.kind == "rate" and rate.value is not None and shares:
            unit = 10.0 ** -decimals(rate.words)
            over = [(100 * share - rate.value) / unit for share in (*shares, *money)]
            if not any(-0.5001 <= rest < 1 for rest in over):
                told = "、".join(f"{100 * share:.1f}%" for share in shares)
                message = f"文中称“{rate.words}”，按所列数目应为{told}"
                yield paper.find("rate-disagrees", message, rate.span, None)


def find_wrong_money_rates(paper: Paper) -> Iterator[Finding]:
    """rate-disagrees: 追缴率 and the like that is no quotient of two sums of its own sentence, rounded or cut."""
    for start, end in paper.hits("audit-rate", "rate"):
        words = paper.text[start:end]
        sums = sums_of(paper, *_sentence_round(paper.text, start, end))
        value = _NUMBER.findall(words)[-1]
        unit = 10.0 ** -decimals(value)
        shares = [low / high for low, high in combinations(sorted(sums), 2) if high]
        if shares and not any(-0.5001 <= (100 * share - float(value)) / unit < 1 for share in shares):
            told = "、".join(f"{100 * share:.1f}%" for share in shares[:3])
            message = f"文中称“{words}”，按同句所列金额应为{told}"
            yield paper.find("rate-disagrees", message, (start, end), None)


def sums_of(paper: Paper, start: int, end: int) -> list[float]:
    """The sums of money that stand in a passage, in yuan."""
    found = []
    for low, high in paper.hits("audit-rate", "sum"):
        if start <= low and high <= end:
            words = unicodedata.normalize("NFKC", paper.text[low:high]).replace(",", "")
            scale = next(factor for unit, factor in UNITS.items() if words.endswith(unit))
            found.append(float(_NUMBER.findall(words)[0]) * scale)
    return found


def _sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a place."""
    low = max(text.rfind(sign, 0, start) for sign in "。；\n") + 1
    stops = [at for sign in "。；\n" if (at := text.find(sign, end)) >= 0]
    return low, min(stops, default=len(text))


def money_shares(paper: Paper) -> list[float]:
    """Quotients of the other totals: a rate may speak of the money (应整改4316万元，已整改3980万元，整改率92.2%)."""
    kinds = ((total, paper.rulebook.first("audit-total", total.what)) for total in paper.document.meta.totals)
    values = [total.value for total, hit in kinds if hit is None and total.value]
    return [low / high for low, high in combinations(sorted(values), 2)]


def possible_shares(stated: Sequence[Stated], whole: float) -> list[float]:
    """The quotients that a rate may be: what is done of what was told, or of all parts where these do not add
    up to it (that is another finding, told by totals-disagree)."""
    done, staged, left = ([t.value for t in stated if t.kind == kind and t.value is not None] for kind in PARTS)
    if not done:
        return [1 - sum(left) / whole] if left else []
    wholes = {whole: None, sum((*done, *staged, *left)): None} if left else {whole: None}
    shares = [(d + s) / w for w in wholes for d in done for s in (0.0, *staged) if w]
    return shares + ([1 - sum(left) / whole] if left and not adds_up((*done, *staged, *left), whole) else [])


def decimals(words: str) -> int:
    """How many decimals a printed rate has."""
    digits = unicodedata.normalize("NFKC", words).rstrip("% ")
    return len(digits.rsplit(".", 1)[1]) if "." in digits else 0
