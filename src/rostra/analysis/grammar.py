"""Words of grammar, of the languages that an archive speaks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import tantivy

from rostra.lexicon import load
from rostra.search.index import Look
from rostra.search.words import fold_words


def grammar_of(look: Look, query: tantivy.Query) -> frozenset[str]:
    """The folded words of grammar of the languages in which the turns of `query` are written; of all known, where none is told."""
    told = (code for code, _ in look.view.searcher.terms_with_prefix("language", "", filter_query=query))
    return _words_of(frozenset(told) & frozenset(load("grammar_words")))


@cache
def _words_of(languages: frozenset[str]) -> frozenset[str]:
    lists = load("grammar_words")
    return frozenset(_folded(word for code in languages or lists for word in lists[code]["words"]))


def _folded(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from fold_words(word)
