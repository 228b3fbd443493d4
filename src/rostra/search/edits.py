"""Words nearly so spelled: how many letters must be changed, added, left out or swapped with their neighbour."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def within_edits(one: str, other: str, most: int) -> bool:
    """Whether `other` is at most `most` changes away from `one`.

    >>> within_edits("harvest", "havrest", 1), within_edits("harvest", "haste", 2)
    (True, False)
    """
    return count_edits(one, other, most) <= most


def count_edits(one: str, other: str, most: int) -> int:
    """How many changes make `one` into `other`; ``most + 1`` when there are more than `most`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return _distance(one, other, most)


def _distance(one: str, other: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        fresh = [i]
        for j, against in enumerate(other, start=1):
            cost = min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            fresh.append(cost)
        if min(fresh) > most and (not before or min(row) > most):
            return most + 1
        before, row = row, fresh
    return min(row[-1], most + 1)
