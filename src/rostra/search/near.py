"""Words near one another, in either order. Tantivy counts the words between two only; longer sides are tried at each distance."""

from __future__ import annotations

import itertools

import tantivy

from rostra.search.lexis import split_words
from rostra.search.marks import Mark
from rostra.search.query import Near, Node, Or, Phrase, Term, canonical
from rostra.search.wording import Wording, any_of, pattern_of
from rostra.search.words import fold_words

# Ways to put both sides together that are tried, and forms of one word among them.
_MOST_WAYS = 128
_MOST_FORMS = 32
# Words between a phrase and what is near it.
_FARTHEST = 20

Way = tuple[str, ...]


def build_near(words: Wording, near: Near, families: tuple[str, ...]) -> tantivy.Query:
    """The query for `near` in one of `families`; marks each side where the other one is near."""
    sides = [_members(near.left), _members(near.right)]
    tests = [tuple(test for member in side if (test := words.tests(member))) for side in sides]
    for mine, others, side in ((0, 1, near.left), (1, 0, near.right)):
        for test in tests[mine]:
            words.marks.append(Mark(test, canonical(side), tests[others], near.distance))
    stemmed = all(_is_plain(member) for side in sides for member in side)
    queries = []
    for family in families:
        field = f"{family}_stem" if stemmed else family
        ways = [[way for member in side for way in _ways(words, member, field, stemmed=stemmed)] for side in sides]
        queries += _put_together(words, field, ways[0], ways[1], near.distance)
    return any_of(queries)


def _members(side: Node) -> list[Term | Phrase]:
    parts = side.parts if isinstance(side, Or) else (side,)
    return [part for part in parts if isinstance(part, Term | Phrase)]


def _is_plain(member: Term | Phrase) -> bool:
    """Whether it is a word that means all its forms."""
    return isinstance(member, Term) and not (member.fuzzy or pattern_of(member))


def _ways(words: Wording, member: Term | Phrase, field: str, *, stemmed: bool) -> list[Way]:
    """Rows of tokens of `field` that stand for a side: stems, or else all forms, the commonest first."""
    lexis = words.lexis
    typed = split_words(member.text)
    if stemmed:
        return list(
            itertools.islice(
                itertools.product(*(lexis.known(field, lexis.stems(word)) for word, _ in typed)), _MOST_FORMS
            )
        )
    if isinstance(member, Phrase):
        return [tuple(fold_words(member.text))]
    if member.fuzzy:
        return [(form,) for form in lexis.nearly(fold_words(member.text)[0], member.fuzzy)[:_MOST_FORMS]]
    if pattern := pattern_of(member):
        forms = [lexis.like(field, word).words if any(sign in word for sign in "*?") else (word,) for word in pattern]
    else:
        forms = [lexis.inflected(word) or (folded,) for word, folded in typed]
    if any(len(found) > _MOST_FORMS for found in forms):
        words.broad[f"“{canonical(member)}” stands for too many words near others: the commonest were looked for."] = (
            None
        )
    return list(itertools.islice(itertools.product(*(found[:_MOST_FORMS] for found in forms)), _MOST_FORMS))


def _put_together(words: Wording, field: str, left: list[Way], right: list[Way], distance: int) -> list[tantivy.Query]:
    """Queries for each pair of ways, the likeliest first, in both orders."""
    pairs = sorted(itertools.product(range(len(left)), range(len(right))), key=sum)
    queries: list[tantivy.Query] = []
    for i, j in pairs:
        ways = dict.fromkeys([(left[i], right[j]), (right[j], left[i])])
        for first, second in ways:
            queries += _in_order(words, field, first, second, distance)
        if len(queries) >= _MOST_WAYS:
            break
    return queries


def _in_order(words: Wording, field: str, first: Way, second: Way, distance: int) -> list[tantivy.Query]:
    if len(first) == len(second) == 1 and first != second:  # of the same word the engine takes one for both
        return [tantivy.Query.phrase_query(words.schema, field, [first[0], second[0]], slop=distance)]
    if distance > _FARTHEST:
        words.note(
            f"Beside words that belong together, and for a word twice, NEAR looks no farther than {_FARTHEST} words."
        )
    return [_at(words, field, first, second, gap) for gap in range(min(distance, _FARTHEST) + 1)]


def _at(words: Wording, field: str, first: Way, second: Way, gap: int) -> tantivy.Query:
    """`first` and, exactly `gap` words behind it, `second`."""
    placed: list[str | tuple[int, str]] = list(enumerate(first))
    placed += [(len(first) + gap + at, word) for at, word in enumerate(second)]
    return tantivy.Query.phrase_query(words.schema, field, placed)
