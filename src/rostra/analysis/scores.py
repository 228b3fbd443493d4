"""Scores of words: how surprising a frequency is, and how large the difference.

All are of a table of four: a word and the other words, in a part of what was said and in the rest of it.
"""

from __future__ import annotations

import math


def log_likelihood(inside: int, inside_all: int, outside: int, outside_all: int) -> float:
    """How much the evidence speaks against the word being as frequent inside as outside; 0 when it is.

    G2 = 2 x the sum over the four cells of observed x ln(observed / expected). Above 15.13 chance alone would bring it about less
    than once in 10,000 words (chi square, one degree of freedom). It grows with the amount of text, so it tells that there is a
    difference, not how large one.

    Source: T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1), 1993.

    Args:
        inside: how often the word occurs in the part.
        inside_all: all words of the part.
        outside: how often it occurs in the rest.
        outside_all: all words of the rest.

    >>> round(log_likelihood(10, 100, 10, 1000), 2)
    22.91
    """
    total, word = inside_all + outside_all, inside + outside
    cells = (
        (inside, inside_all, word),
        (outside, outside_all, word),
        (inside_all - inside, inside_all, total - word),
        (outside_all - outside, outside_all, total - word),
    )
    return 2 * sum(seen * math.log(seen * total / (row * column)) for seen, row, column in cells if seen > 0)


def log_dice(together: float, first: float, second: float) -> float:
    """How close two words keep together, at most 14; each point less is half as close. It does not depend on the amount of text.

    14 + log2(2 x together / (first + second)). -inf when they never meet.

    Source: P. Rychly, A Lexicographer-Friendly Association Score, RASLAN 2008.

    >>> log_dice(5, 5, 5), log_dice(5, 10, 10)
    (14.0, 13.0)
    """
    return 14 + math.log2(2 * together / (first + second)) if together > 0 else -math.inf


def log_ratio(inside: float, inside_all: int, outside: float, outside_all: int) -> float:
    """How many times the share inside must be halved to become that outside: 1 is twice as frequent, -1 half as frequent.

    A word that one side lacks counts as half a word there. 0 where either side is empty.

    Source: A. Hardie, Log Ratio: an informal introduction, CASS Lancaster, 2014.

    >>> log_ratio(20, 1000, 10, 1000), log_ratio(4, 1000, 0, 1000)
    (1.0, 3.0)
    """
    if not inside_all or not outside_all:
        return 0.0
    return math.log2(((inside or 0.5) / inside_all) / ((outside or 0.5) / outside_all))


def per_million(count: int, words: int) -> float | None:
    """How often in a million words; ``None`` where there are none to speak of."""
    return count * 1_000_000 / words if words else None
