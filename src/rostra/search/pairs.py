"""Pairs: two words of grammar next to one another, as one token, so that a phrase of words that stand everywhere is not looked
for in all their places.

"that have" stands in few of the turns that have both words, and the engine reads the places of both in all of these. The token of
the pair leads to the right ones at once. Which words have pairs does not depend on the language of a text, for a query
has none; other words are rarer, and their pairs would be too many.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from rostra.lexicon import load
from rostra.search.words import fold_words

JOINT = "\u0005"
"""Stands between the two words of a pair, and in no word."""
LIST = "grammar_words"
"""The list of the words that have pairs; an index made by another one finds other pairs."""


def pair_words(words: list[str]) -> list[str]:
    """The pairs among neighbours of these folded words, in order, one as often as it stands there; empty where none does.

    >>> pair_words(["one", "of", "the", "bridges", "of", "the"]) == [f"one{JOINT}of", f"of{JOINT}the", f"of{JOINT}the"]
    True
    """
    common = _common()
    return [f"{left}{JOINT}{right}" for left, right in pairwise(words) if left in common and right in common]


@cache
def _common() -> frozenset[str]:
    """The folded words of grammar of all languages that are known."""
    return frozenset(part for table in load(LIST).values() for word in table["words"] for part in fold_words(word))
