"""How often the words of a query are said in the turns that it finds, told by the index without reading a turn.

Of each word the index has the turns that say it, and by powers of two how often a turn says it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple, TypeVar

import tantivy
from tantivy import Occur

from rostra.search.index import Look
from rostra.search.lexis import Lexis
from rostra.search.query import And, Dates, Near, Node, Not, Or, Phrase, Scope, Term
from rostra.search.schema import REPEATED
from rostra.search.words import fold_words

MOST_ASKED = 100
"""Tokens of all forms of a query that the index is asked for, those of the commonest forms first: at a million turns some 3 ms
each, where months and speakers are told apart."""
_MOST_POWERS = 16

K = TypeVar("K", bound=Hashable)


class Forms(NamedTuple):
    """Folded words as they were said, each with the languages in which it is one of the forms (empty for all); `whole` is false
    where there are more than are counted."""

    words: dict[str, frozenset[str]]
    whole: bool


def find_forms(look: Look) -> Forms | None:
    """The forms of all words that the query asks for; ``None`` where it asks for anything else that was said (phrases, words near
    one another, beginnings, accents), or for no word."""
    asked = list(_asked(look.asked.tree))
    lexis = look.view.lexis
    forms = [_forms(node, lexis) for node in asked]
    if not forms or any(not form for form in forms):
        return None
    together: dict[str, frozenset[str]] = {}
    for each in forms:
        for word, codes in each.items():
            known = together.get(word, codes)
            together[word] = known | codes if known and codes else frozenset()
    words = sorted(filter(lexis.said, together), key=lambda word: (-lexis.said(word), word))
    asked_for = accumulate(1 + len(_repeats(look, word)) for word in words)
    most = max(sum(1 for tokens in asked_for if tokens <= MOST_ASKED), 1)
    return Forms({word: together[word] for word in words[:most]}, len(words) <= most)


def _repeats(look: Look, word: str) -> list[tuple[str, int]]:
    """The tokens of turns that say `word` again, each with how often."""
    tokens = [(f"{word}{REPEATED}{power}", 1 << power) for power in range(_MOST_POWERS)]
    return [(token, times) for token, times in tokens if look.view.searcher.doc_freq("repeats", token)]


def _asked(tree: Node | None, *, pair: bool = False) -> Iterator[Node]:
    """What must be said. Of a pair the turns are the answers, so words of the question do not count."""
    match tree:
        case And(parts) | Or(parts):
            pair = pair or (
                isinstance(tree, And) and any(isinstance(part, Scope) and part.role == "answer" for part in parts)
            )
            for part in parts:
                yield from _asked(part, pair=pair)
        case Scope(role, inner):
            if not (pair and role == "question"):
                yield from _asked(inner, pair=pair)
        case Term() | Phrase() if not tree.field or tree.field == "about":
            yield tree
        case Near():
            yield tree
        case None | Dates() | Not() | _:
            return


def _forms(node: Node, lexis: Lexis) -> dict[str, frozenset[str]]:
    """The forms of one word; empty for anything else."""
    if not isinstance(node, Term | Phrase) or node.field or node.accents or len(fold_words(node.text)) != 1:
        return {}
    (folded,) = fold_words(node.text)
    own: dict[str, frozenset[str]] = {folded: frozenset()}
    if isinstance(node, Phrase):
        return own
    return {} if node.prefix or node.wild or node.fuzzy else own | lexis.inflected_in(node.text)


def count_occurrences(look: Look, forms: Forms, count: Callable[[tantivy.Query], Mapping[K, int]]) -> Counter[K]:
    """How often `forms` are said, wherever `count` tells how many turns match a query."""
    totals: Counter[K] = Counter()
    for word, codes in forms.words.items():
        totals.update(count(_both(look, "text", word, codes)))
        for token, times in _repeats(look, word):
            again = count(_both(look, "repeats", token, codes))
            totals.update({place: turns * times for place, turns in again.items()})
    return totals


def _both(look: Look, field: str, token: str, codes: frozenset[str]) -> tantivy.Query:
    """What the query finds and has the token, in one of these languages."""
    wanted = [look.query, tantivy.Query.term_query(look.schema, field, token)]
    if codes:
        wanted.append(tantivy.Query.term_set_query(look.schema, "language", sorted(codes)))
    return tantivy.Query.boolean_query([(Occur.Must, query) for query in wanted])
