"""When two readings of a page mean the same: the same words at a turn's edges, the same person under two spellings."""

from __future__ import annotations

import re
import unicodedata

from rostra.quality.gold import GoldTurn
from rostra.quality.prediction import PredictedTurn

EDGE_WORDS = 5
"""Words that must agree at a turn's edge: enough to tell turns apart, few enough to forgive a stray mark."""

EDGE_CHARS = 400
"""How far into a turn its edge is looked for: five words of any language, without reading long turns to the end."""

GENERIC_SPEAKERS = frozenset({"journalist", "moderator"})

# A word is one kana, Chinese character or Hangul syllable, or a run of letters and digits of other scripts.
_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+")


def words(text: str | None) -> list[str]:
    """The words of `text`, case and width folded; empty for ``None``.

    >>> words("Ｔhe  Ferry, No. 7")
    ['the', 'ferry', 'no', '7']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text or "").casefold())


def word_places(text: str) -> list[tuple[str, int]]:
    """The words of `text` as `words` gives them, each with where it stands.

    >>> word_places("The ferry")
    [('the', 0), ('ferry', 4)]
    """
    return [(word, match.start()) for match in _WORD.finditer(text) for word in words(match[0])]


def fold(text: str | None) -> list[str]:
    """The words of `text` without their accents.

    >>> fold("Émile Tarvó")
    ['emile', 'tarvo']
    """
    decomposed = unicodedata.normalize("NFKD", text or "").casefold()
    return _WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


def starts_alike(gold: GoldTurn, predicted: PredictedTurn) -> bool:
    """Whether the turns open with the same words (with the same marks, where gold has no words: "* * *")."""
    want = words(gold.first_words)[:EDGE_WORDS]
    if not want:
        return predicted.text.split() == gold.first_words.split()
    return words(predicted.text[:EDGE_CHARS])[: len(want)] == want


def ends_alike(gold: GoldTurn, predicted: PredictedTurn) -> bool:
    """Whether the turns close with the same words."""
    want = words(gold.last_words)[-EDGE_WORDS:]
    return words(predicted.text[-EDGE_CHARS:])[-len(want) :] == want


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two spellings can be of one person: surname and initial agree, or one is part of the other.

    >>> same_name("M. Tarvo", "Milena Tarvo"), same_name("Tarvo", "Milena Tarvo"), same_name("Ana Tarvo", "Milena Tarvo")
    (True, True, False)
    """
    x, y = fold(one), fold(other)
    if not x or not y:
        return False
    if sorted(x) == sorted(y):
        return True
    if len(x) == 1 or len(y) == 1:  # a surname alone; Chinese and Hungarian names put it first
        return x[-1] == y[-1] or x[0] == y[-1] or x[-1] == y[0]
    surname_and_initial = x[-1] == y[-1] and x[0][0] == y[0][0]
    return surname_and_initial or set(x) <= set(y) or set(y) <= set(x)


def same_speaker(gold: GoldTurn, predicted: PredictedTurn) -> bool:
    """Whether the speaker is right. Where gold knows none, naming nobody or a generic speaker is right."""
    want, got = gold.speaker, predicted.speaker
    if want is None:
        return got is None or got in GENERIC_SPEAKERS
    if want in GENERIC_SPEAKERS:
        return got == want or (gold.journalist_name is not None and same_name(gold.journalist_name, got))
    return got not in GENERIC_SPEAKERS and same_name(want, got)
