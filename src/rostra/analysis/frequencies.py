"""How often each word was said, in all or in the turns that a query finds: told by the index, without reading a turn."""

from __future__ import annotations

from typing import NamedTuple

import tantivy

from rostra.search.index import Look
from rostra.search.query import Node, canonical
from rostra.search.schema import REPEATED


class Frequencies(NamedTuple):
    """Of every folded word how often it occurs and in how many turns; `words` and `turns` in all."""

    counts: dict[str, int]
    spread: dict[str, int]
    words: int
    turns: int


def count_words(look: Look, query: tantivy.Query) -> Frequencies:
    """The frequencies in the turns that match `query`."""
    searcher = look.view.searcher
    spread = dict(searcher.terms_with_prefix("text", "", filter_query=query))
    counts = dict(spread)
    for token, turns in searcher.terms_with_prefix("repeats", "", filter_query=query):
        word, _, power = token.partition(REPEATED)
        counts[word] += turns << int(power)
    found = searcher.search(query, limit=1)
    return Frequencies(counts, spread, sum(counts.values()), found.count or 0)  # type: ignore[attr-defined]


def count_words_of(look: Look, tree: Node | None) -> Frequencies:
    """The frequencies in the turns that match `tree`, kept for the next order or bound; ``None`` is everything that was said."""
    query = look.build(tree)
    return look.view.keep(("frequencies", canonical(tree)), lambda: count_words(look, query))
