"""Distinctive words: what the turns that a query finds say more often than the rest, or than the turns of another query.

Frequencies come from the index, of every word and every turn; nothing is sampled.
"""

from __future__ import annotations

import msgspec
import tantivy
from tantivy import Occur

from rostra.analysis.frequencies import Frequencies, count_words, count_words_of
from rostra.analysis.grammar import grammar_of
from rostra.analysis.scores import log_likelihood, log_ratio, per_million
from rostra.search.drawing import count_passages
from rostra.search.index import Look
from rostra.search.query import Phrase, canonical, conditions, join_all

ORDERS = ("g2", "ratio", "count", "turns")
MOST_WORDS = 10_000


class DistinctiveWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word with how often it was said in the part (`count`, in `turns` turns) and in the other (`other_count`, `other_turns`).

    `g2` is the log-likelihood of the difference, `ratio` its size (log ratio: 1 is twice as often). `refined` leads to the turns
    (and, as any search for a word, to the first turns of statements whose title has it)."""

    word: str
    count: int
    turns: int
    per_million: float
    other_count: int
    other_turns: int
    other_per_million: float
    g2: float
    ratio: float
    refined: str


class Distinctive(msgspec.Struct, frozen=True, kw_only=True):
    """Words with what was compared: `words` said in `turns` turns of `query`, against `other_words` in `other_turns` of `against`
    ("" for all the rest); `passages` of all these turns are passages of pages without turns. `total` counts the words that pass the
    bounds, of which `found` is the head."""

    query: str
    against: str
    words: int
    turns: int
    other_words: int
    other_turns: int
    total: int
    found: tuple[DistinctiveWord, ...]
    notes: tuple[str, ...]
    passages: int = 0


def find_distinctive(
    look: Look,
    against: Look | None = None,
    *,
    order: str = "g2",
    lacking: bool = False,
    grammar: bool = True,
    minimum: int = 5,
    turns: int = 3,
    limit: int = 50,
) -> Distinctive:
    """The words that mark what `look` finds (see `Archive.distinctive`)."""
    part = count_words_of(look, look.asked.tree)
    rest = _count_other(look, against, part)
    dull = frozenset() if grammar else grammar_of(look, look.query)
    side = rest if lacking else part
    often = (word for word, count in side.counts.items() if count >= minimum and side.spread[word] >= turns)
    compared = (_compare(word, part, rest) for word in often if word not in dull)
    found = [word for word in compared if word.ratio and (word.ratio < 0) == lacking]
    keys = {"ratio": lambda w: abs(w.ratio), "count": lambda w: w.count, "turns": lambda w: w.turns}
    found.sort(key=lambda w: (-keys.get(order, lambda w: w.g2)(w), w.word))
    return Distinctive(
        query=canonical(look.asked.tree),
        against=canonical(against.asked.tree) if against else "",
        words=part.words,
        turns=part.turns,
        other_words=rest.words,
        other_turns=rest.turns,
        total=len(found),
        found=tuple(_refined(look, word) for word in found[: min(max(limit, 0), MOST_WORDS)]),
        notes=tuple(dict.fromkeys((*look.notes, *(against.notes if against else ())))),
        passages=count_passages(look, _all_compared(look, against)),
    )


def _count_other(look: Look, against: Look | None, part: Frequencies) -> Frequencies:
    """What the part is compared with: the turns of `against` that are not in it, or all that are not."""
    if against:
        clauses = [(Occur.Must, against.query), (Occur.MustNot, look.query)]
        return count_words(look, tantivy.Query.boolean_query(clauses))
    whole = count_words_of(look, None)
    counts = {word: left for word, count in whole.counts.items() if (left := count - part.counts.get(word, 0))}
    spread = {word: whole.spread[word] - part.spread.get(word, 0) for word in counts}
    return Frequencies(counts, spread, whole.words - part.words, whole.turns - part.turns)


def _all_compared(look: Look, against: Look | None) -> tantivy.Query:
    """What finds the turns of both sides."""
    if against is None:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(Occur.Should, look.query), (Occur.Should, against.query)])


def _compare(word: str, part: Frequencies, rest: Frequencies) -> DistinctiveWord:
    inside, outside = part.counts.get(word, 0), rest.counts.get(word, 0)
    return DistinctiveWord(
        word=word,
        count=inside,
        turns=part.spread.get(word, 0),
        per_million=per_million(inside, part.words) or 0.0,
        other_count=outside,
        other_turns=rest.spread.get(word, 0),
        other_per_million=per_million(outside, rest.words) or 0.0,
        g2=log_likelihood(inside, part.words, outside, rest.words),
        ratio=log_ratio(inside, part.words, outside, rest.words),
        refined="",
    )


def _refined(look: Look, word: DistinctiveWord) -> DistinctiveWord:
    refined = join_all([*conditions(look.asked.tree), Phrase(word.word)])
    return msgspec.structs.replace(word, refined=canonical(refined))
