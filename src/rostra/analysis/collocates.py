"""Collocates: the words that stand near what a query finds more often than chance would have it.

The turns are read (all, or a number drawn by lot), since only their text tells what stands near; how often a word is said at all is
told by the index, of every turn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from rostra.analysis.bases import find_base
from rostra.analysis.frequencies import Frequencies, count_words_of
from rostra.analysis.grammar import grammar_of
from rostra.analysis.scores import log_dice, log_likelihood
from rostra.search.drawing import count_passages, count_turns, draw_turns
from rostra.search.index import Look
from rostra.search.marks import Mark
from rostra.search.passages import find_spans
from rostra.search.query import canonical
from rostra.search.stems import find_tongue
from rostra.search.view import Said
from rostra.search.words import find_words

ORDERS = ("g2", "dice", "count", "turns")
SPAN, MOST_SPAN = 5, 25
WINDOW, MOST_TURNS, MOST_WORDS = 1_000, 20_000, 10_000


class Collocate(msgspec.Struct, frozen=True, kw_only=True):
    """A word near the matches: `count` times, `left` of these before and `right` behind a match, in `turns` turns; `expected` times
    if it stood there no more often than elsewhere. `form` is its commonest spelling; `everywhere` how often it was said at all."""

    word: str
    form: str
    count: int
    left: int
    right: int
    turns: int
    everywhere: int
    expected: float
    g2: float
    dice: float


class Collocates(msgspec.Struct, frozen=True, kw_only=True):
    """Collocates with what they were made of: `matches` in `turns_read` turns, and `words` near them, of `turns` turns that match.

    `base` is the query of the turns in which words were counted ("" for everything), with `base_words` words; `passages` of these
    turns are passages of pages without turns. `total` counts the collocates that pass the bounds, of which `found` is the head.
    """

    query: str
    base: str
    base_words: int
    span: int
    matches: int
    words: int
    turns_read: int
    turns: int
    basis: str
    total: int
    found: tuple[Collocate, ...]
    notes: tuple[str, ...]
    passages: int = 0


class _Near(NamedTuple):
    """What stands near the matches of the turns that were read."""

    left: Counter[str]
    right: Counter[str]
    turns: Counter[str]
    forms: dict[str, Counter[str]]
    matches: int
    turns_read: int


def find_collocates(
    look: Look,
    *,
    span: int = SPAN,
    order: str = "g2",
    grammar: bool = True,
    minimum: int = 3,
    seed: int = 1,
    window: int = WINDOW,
    limit: int = 50,
) -> Collocates:
    """The words near what `look` finds (see `Archive.collocates`)."""
    span, window = min(max(span, 1), MOST_SPAN), min(max(window, 1), MOST_TURNS)
    marks, turns = look.marks, count_turns(look)
    name = ("collocates", canonical(look.asked.tree), span, seed, window)
    near = look.view.keep(name, lambda: _read(islice(draw_turns(look, seed), window if marks else 0), marks, span))
    base = find_base(look.asked.tree)
    whole = count_words_of(look, base)
    dull = frozenset() if grammar else grammar_of(look, look.query)
    words = near.left.total() + near.right.total()
    counted = near.left + near.right
    read = near.turns_read / turns if turns else 1.0
    found = [
        _score(word, near, whole, words, read)
        for word, count in counted.items()
        if count >= max(minimum, 1) and word not in dull
    ]
    keys = {"dice": lambda c: c.dice, "count": lambda c: c.count, "turns": lambda c: c.turns}
    found = [each for each in found if each.count > each.expected]
    found.sort(key=lambda each: (-keys.get(order, lambda c: c.g2)(each), each.word))
    note = () if marks else ("The query names no words of a speech, so nothing stands near them.",)
    return Collocates(
        query=canonical(look.asked.tree),
        base=canonical(base),
        base_words=whole.words,
        span=span,
        matches=near.matches,
        words=words,
        turns_read=near.turns_read,
        turns=turns,
        basis=_basis(near, turns, seed),
        total=len(found),
        found=tuple(found[: min(max(limit, 0), MOST_WORDS)]),
        notes=(*look.notes, *note),
        passages=count_passages(look, look.build(base)),
    )


def _basis(near: _Near, turns: int, seed: int) -> str:
    if near.turns_read >= turns:
        return f"All {turns:,} matching turns, with {near.matches:,} matches."
    return f"{near.turns_read:,} turns drawn by lot (seed {seed}) from {turns:,} matching turns, with {near.matches:,} matches."


def _read(turns: Iterator[Said], marks: tuple[Mark, ...], span: int) -> _Near:
    near = _Near(Counter(), Counter(), Counter(), {}, 0, 0)
    matches = read = 0
    for said in turns:
        read += 1
        matches += _read_turn(said, marks, span, near)
    return near._replace(matches=matches, turns_read=read)


def _read_turn(said: Said, marks: tuple[Mark, ...], span: int, near: _Near) -> int:
    """Count the words near each match; a word between two matches counts once, with the one that comes first."""
    text = said.text
    spans = find_spans(text, marks, find_tongue(said.card.language))
    if not spans:
        return 0
    words = list(find_words(text))
    starts = [word.start for word in words]
    places = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]
    taken = {at for first, last in places for at in range(first, last)}
    met: set[str] = set()
    for first, last in places:
        for side, around in (
            (near.left, range(max(0, first - span), first)),
            (near.right, range(last, min(len(words), last + span))),
        ):
            for at in around:
                if at in taken:
                    continue
                taken.add(at)
                word = words[at]
                side[word.folded] += 1
                met.add(word.folded)
                near.forms.setdefault(word.folded, Counter())[text[word.start : word.end]] += 1
    near.turns.update(met)
    return len(spans)


def _score(word: str, near: _Near, whole: Frequencies, words: int, read: float) -> Collocate:
    """Observed beside expected. The rest is all that was said elsewhere; where turns were drawn, log Dice is of what was drawn and
    of as large a share of the word's own frequency."""
    count = near.left[word] + near.right[word]
    everywhere = max(whole.counts.get(word, 0), count)
    elsewhere, other_words = everywhere - count, max(whole.words - words, everywhere - count)
    return Collocate(
        word=word,
        form=near.forms[word].most_common(1)[0][0],
        count=count,
        left=near.left[word],
        right=near.right[word],
        turns=near.turns[word],
        everywhere=everywhere,
        expected=round(words * everywhere / max(whole.words, words), 3),
        g2=log_likelihood(count, words, elsewhere, other_words),
        dice=log_dice(count, near.matches, max(everywhere * read, count)),
    )
