"""Stated rates against the stated numbers: 19 of 25 is 76%.

Source: design.md §7 (rate-disagrees: not the quotient of the stated totals).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from feedbackparse.auditing.paper import Paper
from feedbackparse.auditing.totals import PARTS, Stated, adds_up, asked_of, read_stated
from feedbackparse.model import Finding


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
