"""Whether the model can read what is asked: by its script, its commonest words, and the words that are known.

The model makes a vector of anything, and everything is near to something: nothing in its numbers tells an unknown word from a known
one. So the words themselves are looked at before the model is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import msgspec
import Stemmer  # type: ignore[import-not-found]  # it has no stubs

from rostra.search.meaning.encoding import the_model
from rostra.search.meaning.model import reads
from rostra.structure.metadata.language import count_words, guess

OTHER = "und"
"""The tag (BCP 47) of a language that is not English, and of which nothing else is told."""

_SURE = 0.8  # below, the guess of a language is not relied upon
_ENOUGH = 2  # commonest words of one language, where there are none of English
_MOST_WORDS = 64  # a longer text tells its language by itself
_MOST_NAMED = 5
_WORD = re.compile(r"[^\W_]+")
_UNREAD = "The model reads English alone, which this does not seem to be: this is the search by words."
_UNKNOWN = (
    "Too few of these words are known to the model, or said here in English (not {words}): this is the search by words."
)
_SOME = "Neither known to the model nor said here in English: {words}. By meaning, that counts little."


class Reading(msgspec.Struct, frozen=True):
    """How a text is read. `language` is "" where the model can be asked, else that of the text (`OTHER` where it is not known which
    it is, or the words are of no language). `note` says so in plain words, or names a word that is not known; "" for nothing."""

    language: str = ""
    note: str = ""


def read_words(text: str, is_said: Callable[[str], bool]) -> Reading:
    """How a query or a text is read; `is_said` tells whether a word is said in English in the record."""
    language = tell_language(text)
    if not reads(language):
        return Reading(language, _UNREAD)
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if not word.isdigit()][:_MOST_WORDS]
    own = [word for word in words if _is_own(word)] or words
    unknown = [word for word in own if not knows(word) and not is_said(word)]
    named = ", ".join(f"“{word}”" for word in unknown[:_MOST_NAMED])
    if len(unknown) * 2 > len(own):
        return Reading(OTHER, _UNKNOWN.format(words=named))
    return Reading("", _SOME.format(words=named) if unknown else "")


def tell_language(text: str) -> str:
    """The language of a text (its primary tag) where it is told; `OTHER` where its letters are not Latin, "" where nothing is told.

    >>> tell_language("Why was the ferry late?"), tell_language("Почему опоздал паром?"), tell_language("ferry")
    ('en', 'und', '')
    """
    found = guess(text)
    if found and found[1] >= _SURE:
        return found[0]
    letters = [character for character in text[:2_000] if character.isalpha()]
    if sum(map(_is_latin, letters)) * 2 < len(letters):
        return OTHER
    counted = count_words(" ".join(_WORD.findall(text)))  # "est-il" are two
    (first, most), (_, next_most) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _ENOUGH and most > next_most and not counted["en"] else "en" if counted["en"] else ""


def knows(word: str) -> bool:
    """Whether the model knows a word, or another form of it, as a whole. One with accents it has never seen as it is written."""
    folded = word.casefold()
    return folded.isascii() and (the_model().knows(folded) or _STEMMER.stemWord(folded) in _stems())


_STEMMER = Stemmer.Stemmer("english")


@cache
def _stems() -> frozenset[str]:
    return frozenset(_STEMMER.stemWords(word for word in the_model().vocabulary() if word.isalpha() and len(word) > 2))


def _is_own(word: str) -> bool:
    """Whether a word is English for all we know: none of the commonest of other languages alone."""
    counted = count_words(word)
    return not counted or bool(counted["en"])


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
