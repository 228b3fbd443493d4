"""Words and meaning together: one order for turns that a search by words ranks and for those that are near by meaning.

What the search by words would find for a few words comes first, whatever else is near. Otherwise a turn's rank is a weighted sum
of its nearness and of its BM25 score as a share of the best one. Nearness is the cosine of its nearest stretch, less something for
many stretches, of which one is near by chance; of an answer its opening counts beside, which mostly says what it is about. The
weights were chosen on one half of the statements of a collection and measured on the other (`benchmarks/known_items.py`); there the
sum does better than reciprocal ranks.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from rostra.search.index import Index
from rostra.search.meaning.wishes import any_of
from rostra.search.pointers import Key, read_pointer
from rostra.search.query import Node, join_all

if TYPE_CHECKING:
    from rostra.search.meaning.model import Vector
    from rostra.search.meaning.nearness import Nearness

MEANING = 0.75
"""The share of nearness in a rank; the rest is the share of words."""

OPENING = 0.4
"""The share of its first stretch in the nearness of an answer."""

CHANCE, MOST_STRETCHES = 0.04, 8
"""Nearness is less by this times the logarithm of the number of stretches, of so many at most."""

DEPTH = 200
"""Candidates by words, and as many by meaning: a reader goes no further, and what comes later hardly changes what stands first."""

FEW_WORDS = 6
"""Up to so many words are typed to be found, all of them; more are a sentence, of which long turns have all the words by chance."""

LEAST_FULL = 0.2
"""The best score by words counts in full if it is at least this share of what all words together could score: a match of "in"
alone is worth little."""

FLOOR = 0.25
"""Nearness below which a turn is no candidate by meaning: of pairs of stretches drawn at random seven in eight lie below it."""

# Documents that meet a condition are listed first, so that the nearest among them are found, if they are no more than this.
_MOST_LISTED = 5_000
# Turns of which it is asked whether they meet a condition that many meet.
_MOST_ASKED = 10_000


class Found(NamedTuple):
    """A document with its rank, its nearness (0 when it has no vectors), the share of the best score by words (0 to 1), and whether
    the words alone would find it."""

    rank: float
    near: float
    worded: float
    document: tantivy.Document
    whole: bool = False


Scored = dict[Key, tuple[float, tantivy.Document]]


def fuse(
    index: Index,
    nearness: Nearness,
    vectors: list[Vector],
    words: list[str],
    condition: Node | None,
    whole: Node | None = None,
    *,
    asks: bool,
) -> list[Found]:
    """The best turns by words and meaning together, best first: at most `DEPTH` by all words, by any, and by meaning.

    Args:
        vectors: those of the text that is looked for.
        words: any of them is looked for; empty looks by meaning alone.
        condition: what must hold; ``None`` for nothing.
        whole: what the words alone would find, which stands before all else if they are few; ``None`` for nothing.
        asks: whether the text asks for something, rather than is something of which the like is looked for.
    """
    near = nearness.measure(vectors)
    wish = any_of(words) if words else None
    documents: Scored = {}
    if wish:
        documents = _by_key(index.rank(join_all([wish, condition] if condition else [wish]), limit=DEPTH))
    if whole:
        for key, scored in _by_key(index.rank(whole, limit=DEPTH)).items():
            documents.setdefault(key, scored)
    best = max(LEAST_FULL * index.full_score(words), *(score for score, _ in documents.values()), 0.0)
    numbers = [number for number in _nearest(index, nearness, near, condition) if near[number] >= FLOOR]
    asked = _look_up(index, {nearness.keys[number] for number in numbers}, wish, condition)
    for number in [number for number in numbers if nearness.keys[number] in asked][:DEPTH]:
        documents.setdefault(nearness.keys[number], asked[nearness.keys[number]])
    exact = _look_up(index, set(documents), None, whole) if whole else {}
    ranked = []
    for key, (score, document) in documents.items():
        at = nearness.find(key)
        close = float(near[at]) if at is not None else 0.0
        weighed = _weigh(nearness, at, close, document, vectors) if asks and at is not None else close
        worded = min(score / best, 1.0) if best else 0.0
        ranked.append(Found(MEANING * weighed + (1 - MEANING) * worded, close, worded, document, key in exact))
    few = len(set(words)) <= FEW_WORDS
    return sorted(ranked, key=lambda found: (not (few and found.whole), -found.rank))


def _weigh(nearness: Nearness, number: int, close: float, document: tantivy.Document, vectors: list[Vector]) -> float:
    """How near a turn is that may tell what is asked for."""
    if read_pointer(document).role == "answer":
        close = (1 - OPENING) * close + OPENING * nearness.opening(number, vectors)
    return close - CHANCE * log(min(nearness.stretches(number), MOST_STRETCHES))


def _nearest(index: Index, nearness: Nearness, near: Vector, condition: Node | None) -> list[int]:
    """Numbers of the nearest turns, nearest first: so many that `DEPTH` of them meet the condition, as far as can be told."""
    if condition is None:
        return _top(near, DEPTH)
    count = index.count(condition)
    if count <= _MOST_LISTED:
        listed = (nearness.find(key) for key in _by_key(index.rank(condition, limit=count or 1)))
        numbers = [number for number in listed if number is not None]
        return sorted(numbers, key=lambda number: -near[number])[:DEPTH]
    share = count / max(len(nearness.keys), 1)
    return _top(near, min(int(2 * DEPTH / share), _MOST_ASKED))


def _top(near: Vector, most: int) -> list[int]:
    """Numbers of the `most` nearest, nearest first."""
    least = max(len(near) - most, 0)
    numbers = near.argpartition(least)[least:] if least else near.argsort()
    return sorted(map(int, numbers), key=lambda number: -near[number])


def _look_up(index: Index, keys: set[Key], wish: Node | None, condition: Node | None) -> Scored:
    """Those of the turns that are there today and meet the condition, with their scores by words."""
    if not keys:
        return {}
    statements = {key.statement for key in keys}
    found = _by_key(index.rank(condition, bonus=wish, statements=statements, limit=_MOST_ASKED))
    return {key: found[key] for key in keys if key in found}


def _by_key(scored: list[tuple[float, tantivy.Document]]) -> Scored:
    return {key_of(document): (score, document) for score, document in scored}


def key_of(document: tantivy.Document) -> Key:
    """The turn that a document of the index stands for."""
    return read_pointer(document).key
