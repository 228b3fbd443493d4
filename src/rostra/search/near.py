"""Words near one another, in either order. Tantivy counts the words between two only; longer sides are tried at each distance."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import tantivy

from rostra.search.lexis import split_words
from rostra.search.marks import Mark
from rostra.search.query import Near, Node, Or, Phrase, Term, canonical
from rostra.search.wording import Wording, any_of, pattern_of
from rostra.search.words import fold_words

# Forms of one word that are tried, and ways to put two sides together.
_MOST_FORMS = 200
_MOST_WAYS = 400
# Words between a phrase and what is near it.
_FARTHEST = 20
# Forms beside words that belong together, times the distances at which each is tried.
_MOST_TRIED = 1_000
_MANY = "A word near others stands for too many words: the commonest were looked for."

Way = tuple[tuple[str, ...], ...]
"""What may stand at each place of a row of words: tokens of a field, the commonest first."""


def build_near(words: Wording, near: Near, families: tuple[str, ...]) -> tantivy.Query:
    """The query for `near` in one of `families`; marks each side where the other one is near."""
    sides = [_members(near.left), _members(near.right)]
    tests = [tuple(test for member in side if (test := words.tests(member))) for side in sides]
    for mine, others, side in ((0, 1, near.left), (1, 0, near.right)):
        for test in tests[mine]:
            words.mark(Mark(test, canonical(side), tests[others], near.distance), families)
    if all(_is_plain(member) for side in sides for member in side):
        return any_of(_in_families(words, sides, families, near.distance, _Reading(stemmed=True)))
    readings: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    plain = [word for side in sides for member in side if _is_plain(member) for word, _ in split_words(member.text)]
    for code in ("", *words.lexis.codes):
        readings.setdefault(tuple(words.lexis.inflected(word, code) for word in plain), []).append(code)
    queries = []
    for forms, codes in readings.items():
        reading = _Reading(dict(zip(plain, forms, strict=True)))
        found = any_of(_in_families(words, sides, families, near.distance, reading))
        queries.append(found if len(readings) == 1 else words.in_languages(found, codes))
    return any_of(queries)


class _Reading(NamedTuple):
    """How words that mean all their forms are looked for: by their stems, or by the forms that each has in some languages."""

    forms: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    stemmed: bool = False


def _in_families(
    words: Wording, sides: list[list[Term | Phrase]], families: tuple[str, ...], distance: int, reading: _Reading
) -> list[tantivy.Query]:
    queries = []
    for family in families:
        field = f"{family}_stem" if reading.stemmed else family
        left, right = ([_way(words, member, field, reading) for member in side] for side in sides)
        queries += _put_together(words, field, _joined(left), _joined(right), distance)
    return queries


def _members(side: Node) -> list[Term | Phrase]:
    parts = side.parts if isinstance(side, Or) else (side,)
    return [part for part in parts if isinstance(part, Term | Phrase)]


def _is_plain(member: Term | Phrase) -> bool:
    """Whether it is a word that means all its forms."""
    return isinstance(member, Term) and not (member.fuzzy or pattern_of(member))


def _way(words: Wording, member: Term | Phrase, field: str, reading: _Reading) -> Way:
    """The tokens of `field` that stand for a side: stems, or else all forms, the commonest of too many."""
    lexis = words.lexis
    typed = split_words(member.text)
    if reading.stemmed:
        return tuple(tuple(lexis.known(field, lexis.stems(word))) for word, _ in typed)
    if isinstance(member, Phrase):
        return tuple((word,) for word in fold_words(member.text))
    if member.fuzzy:
        rows = [lexis.nearly(fold_words(member.text)[0], member.fuzzy)]
    elif pattern := pattern_of(member):
        rows = [lexis.like(field, word).words if any(sign in word for sign in "*?") else (word,) for word in pattern]
    else:
        rows = [reading.forms[word] for word, _ in typed]
    if any(len(row) > _MOST_FORMS for row in rows):
        words.broad[_MANY] = None
    return tuple(row[:_MOST_FORMS] for row in rows)


def _joined(ways: list[Way]) -> list[Way]:
    """Ways of which those of a single word are one; ways that stand for nothing in the index are left out."""
    single = tuple(dict.fromkeys(token for way in ways if len(way) == 1 for token in way[0]))
    rows = [way for way in ways if len(way) > 1 and all(way)]
    return [(single,), *rows] if single else rows


def _put_together(words: Wording, field: str, left: list[Way], right: list[Way], distance: int) -> list[tantivy.Query]:
    """Queries for each pair of ways, in both orders."""
    queries: list[tantivy.Query] = []
    for one, other in itertools.product(left, right):
        for first, second in dict.fromkeys([(one, other), (other, one)]):
            queries += _in_order(words, field, first, second, distance)
        if len(queries) >= _MOST_WAYS:
            words.broad["NEAR has too many ways to put its sides together: the first were looked for."] = None
            break
    return queries


def _in_order(words: Wording, field: str, first: Way, second: Way, distance: int) -> list[tantivy.Query]:
    if len(first) == len(second) == 1:
        return _single(words, field, first[0], second[0], distance)
    if distance > _FARTHEST:
        words.note(f"Beside words that belong together NEAR looks no farther than {_FARTHEST} words.")
    gaps = range(min(distance, _FARTHEST) + 1)
    first, second = (_cheap(words, way, len(gaps)) for way in (first, second))
    return [_at(words, field, first, second, gap) for gap in gaps]


def _single(
    words: Wording, field: str, first: tuple[str, ...], second: tuple[str, ...], distance: int
) -> list[tantivy.Query]:
    """A word of `second` behind one of `first`.

    The engine takes a distance as one to either side of the place that a word should have, so that a word which is in both rows
    would do for both; with that place in the middle of the distance it does not.
    """
    half = distance // 2
    middles = [1 + half] if distance == 2 * half else [1 + half, 2 + half]
    return [_query(words, field, [(0, first), (middle, second)], slop=half) for middle in middles]


def _cheap(words: Wording, way: Way, gaps: int) -> Way:
    """`way` with no more forms than can be tried at so many distances."""
    most = max(1, _MOST_TRIED // gaps)
    if any(len(tokens) > most for tokens in way):
        words.broad[_MANY] = None
    return tuple(tokens[:most] for tokens in way)


def _at(words: Wording, field: str, first: Way, second: Way, gap: int) -> tantivy.Query:
    """`first` and, exactly `gap` words behind it, `second`."""
    placed = list(enumerate(first))
    placed += [(len(first) + gap + at, tokens) for at, tokens in enumerate(second)]
    return _query(words, field, placed)


def _query(words: Wording, field: str, placed: list[tuple[int, tuple[str, ...]]], slop: int = 0) -> tantivy.Query:
    """One of the tokens of each place at that place."""
    if all(len(tokens) == 1 for _, tokens in placed):
        row: list[str | tuple[int, str]] = [(at, tokens[0]) for at, tokens in placed]
        return tantivy.Query.phrase_query(words.schema, field, row, slop=slop)
    choices: list[str | tuple[int, str]] = [(at, "|".join(map(re.escape, tokens))) for at, tokens in placed]
    return tantivy.Query.regex_phrase_query(words.schema, field, choices, slop=slop)
