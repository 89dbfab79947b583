"""The global assignment: the pairs whose scores together are greatest, each side at most once.

Source: the Hungarian method with potentials (Jonker, Volgenant 1987), one row at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def assign(scores: Sequence[Sequence[float]], floor: float) -> list[tuple[int, int]]:
    """Rows to columns, so that the sum is greatest; scores below ``floor`` are no pairs.

    Shape: ``(row, column)`` in the order of rows.
    """
    if not scores or not scores[0]:
        return []
    matrix = np.asarray(scores, float)
    worth = np.where(matrix >= floor, matrix, 0.0)
    flipped = worth.shape[0] > worth.shape[1]
    columns = solve(-(worth.T if flipped else worth))
    pairs = [(int(c), r) if flipped else (r, int(c)) for r, c in enumerate(columns)]
    return sorted((r, c) for r, c in pairs if matrix[r, c] >= floor)


def solve(cost: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[int]:
    """The column of each row at least cost; not more rows than columns."""
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, int)
        used = np.zeros(columns + 1, bool)
        while True:
            used[column] = True
            at = owner[column]
            price = cost[at - 1] - row_price[at] - column_price[1:]
            better = ~used[1:] & (price < least[1:])
            least[1:][better] = price[better]
            way[1:][better] = column
            following = int(np.argmin(np.where(used, np.inf, least)))
            step = least[following]
            row_price[owner[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column], column = owner[way[column]], int(way[column])
    found = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found
