"""What month a word names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from rostra.lexicon import load


@cache
def month_names(language: str | None = None) -> Mapping[str, int]:
    """Every word for a month, case-folded and without full stop, to its month (1-12), languages together.

    Where they differ ("listopad" is October or November) the page's own `language` (BCP 47) wins, then English, then what most
    languages mean. A language that the lists do not have changes nothing.
    """
    tables = (load("months"), load("month_forms"))
    if language is not None:
        return {**month_names(), **_of(language)} if any(language in table for table in tables) else month_names()
    votes: dict[str, Counter[int]] = {}
    for tag in dict.fromkeys(tag for table in tables for tag in table):
        for word, month in _of(tag).items():
            votes.setdefault(word, Counter())[month] += 1
    return {word: count.most_common(1)[0][0] for word, count in votes.items()} | _of("en")


def _of(tag: str) -> dict[str, int]:
    """The month words of one language; empty for one without any."""
    return {
        word.casefold().rstrip("."): int(number)
        for table in (load("months"), load("month_forms"))
        for number, words in table.get(tag, {}).items()
        for word in words
        if len(word.rstrip(".")) > 1
    }
