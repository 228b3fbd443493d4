"""Did you mean: words of the archive that are spelled nearly like those of a query that found little, as they are written there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rostra.search.lexis import Lexis
from rostra.search.query import NAME_FIELDS, And, Node, Not, Or, Phrase, Scope, Term, canonical
from rostra.search.results import Suggestion
from rostra.search.words import cut_words, fold_words, is_characterwise

FEW = 3
"""Up to so many turns are few enough to ask whether another word was meant."""
MOST = 3
"""Suggestions made at most."""
_SHORTEST = 4  # letters: shorter words have too many neighbours
_TWO_OFF = 8  # letters of a word that may be spelled wrongly twice
_SURE = 7  # letters from which a word that was said may still be spelled wrongly: a shorter one that was said is a word
_LIKELIER = 5  # times as many turns must have the other word
_CHOICES = 4  # other words of one word, of which the best that finds something is taken
_ODD = 20  # times as many turns have another form of the word: this one is a slip, or a word cut short
_RARE, _PLAINLY = (
    50,
    100,
)  # of a word said in up to so many turns, as often as this must another be said, one letter off
_FIELDS = NAME_FIELDS - {"role", "kind", "language", "person"}


def suggest(
    tree: Node | None,
    lexis: Lexis,
    count: Callable[[Node], int],
    total: int,
    near: Sequence[Node] = (),
    written: Callable[[str, str], str] = lambda _, word: word,
) -> tuple[Suggestion, ...]:
    """Queries with other spellings that find more than the `total` turns of `tree`, those that find most first; none where that
    is more than `FEW`.

    `count` tells how many turns match a tree; `near` are other queries to propose where no spelling helps; `written` how a folded
    word of a field is mostly written.
    """
    if tree is None or total > _RARE:
        return ()
    wrong: dict[Term | Phrase, list[str]] = {
        term: [written(term.field, other) for other in others]
        for term in _terms(tree)
        if (others := _others(term, lexis, plainly=total > FEW))
    }
    wrong |= _in_phrases(tree, lexis, written) if total <= FEW else {}
    trees = [_replaced(tree, {term: others[0] for term, others in wrong.items()})] if wrong else []
    trees += [_replaced(tree, {term: other}) for term, others in wrong.items() for other in others]
    found = _finding(trees, count, total) or _finding(near if total <= FEW else (), count, total)
    return tuple(sorted(found, key=lambda each: -each.total)[:MOST])


def _finding(trees: Sequence[Node], count: Callable[[Node], int], total: int) -> list[Suggestion]:
    """Those of the trees that find more."""
    counts = [(other, count(other)) for other in list(dict.fromkeys(trees))[: 1 + MOST * _CHOICES]]
    return [Suggestion(query=canonical(other), total=more) for other, more in counts if more > total]


def _in_phrases(tree: Node, lexis: Lexis, written: Callable[[str, str], str]) -> dict[Term | Phrase, list[str]]:
    """Phrases of several words of what was said, each with likelier spellings of the words that
    nobody said, and of slips."""
    wrong: dict[Term | Phrase, list[str]] = {}
    for phrase in _terms(tree):
        words = cut_words(phrase.text) if isinstance(phrase, Phrase) else []
        others = [_others(Term(word), lexis, plainly=lexis.said("".join(fold_words(word))) > 0) for word in words]
        if len(words) > 1 and any(others):
            rows = [
                [written("", other) for other in found] or [word] for word, found in zip(words, others, strict=True)
            ]
            ways = max(map(len, rows))
            wrong[phrase] = [" ".join(row[min(at, len(row) - 1)] for row in rows) for at in range(ways)]
    return wrong


def _terms(tree: Node) -> Iterator[Term | Phrase]:
    """Words and phrases in which something may be spelled wrongly: whole ones, not excluded."""
    match tree:
        case Phrase(_, "", False):
            yield tree
        case Term(_, field, False, False, 0, False):
            if not field or field in _FIELDS:
                yield tree
        case And(parts) | Or(parts):
            for part in parts:
                yield from _terms(part)
        case Scope(_, inner):
            yield from _terms(inner)
        case _:
            return


def _others(term: Term | Phrase, lexis: Lexis, *, plainly: bool = False) -> list[str]:
    """Words of the archive that are far commoner than this one and spelled nearly so, the likeliest first; of the forms of one
    word the likeliest. `plainly` takes only those that this one must be a slip of. None of a phrase."""
    if isinstance(term, Phrase):
        return []
    words = fold_words(term.text)
    if len(words) != 1 or len(words[0]) < _SHORTEST or is_characterwise(words[0]):
        return []
    word = words[0]
    vocabulary = lexis.words if not term.field else lexis.names(term.field.replace("-", "_"))
    own = lexis.frequency(term.text) if not term.field else vocabulary.get(word, 0)
    if (own and len(word) < _SURE) or (plainly and not 0 < own <= _RARE):
        return []
    most = 2 if len(word) >= _TWO_OFF and not plainly else 1
    near = process.extract_iter(word, list(vocabulary), scorer=OSA.distance, score_cutoff=most)
    found = [
        (edits, other[0] != word[0], -vocabulary[other], other)
        for other, edits, _ in near
        if other != word
        and vocabulary[other] > max(own * (_PLAINLY if plainly else _LIKELIER), 1)
        and not (own and (word.startswith(other) or other.startswith(word)))  # a form of it, or a word made of it
    ]
    likeliest = (other for *_, other in sorted(found))
    return list(islice(likeliest if term.field else _one_of_each(likeliest, lexis), _CHOICES))


def _one_of_each(words: Iterator[str], lexis: Lexis) -> Iterator[str]:
    """The first form of each word, which finds what its other forms find; forms that hardly anybody writes are left out."""
    known: set[str] = set()
    for word in words:
        stems = lexis.stems(word)
        if lexis.said(word) * _ODD >= lexis.frequency(word) and known.isdisjoint(stems):
            known.update(stems)
            yield word


def _replaced(tree: Node, others: Mapping[Term | Phrase, str]) -> Node:
    match tree:
        case Term() | Phrase():
            return msgspec.structs.replace(tree, text=others[tree]) if tree in others else tree
        case And(parts):
            return And(tuple(_replaced(part, others) for part in parts))
        case Or(parts):
            return Or(tuple(_replaced(part, others) for part in parts))
        case Scope(role, inner):
            return Scope(role, _replaced(inner, others))
        case Not() | _:
            return tree
