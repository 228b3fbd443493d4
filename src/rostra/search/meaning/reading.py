"""Whether the model can read what is asked: by its script, its commonest words, and the words that are known.

The model makes a vector of anything, and everything is near to something: nothing in its numbers tells an unknown word from a known
one. So the words themselves are looked at before the model is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Protocol

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
_FEW = 6  # words of a query that is no sentence
# Commonest words of other languages that are words of English as well.
_ENGLISH_TOO = frozenset(
    re.findall(
        r"\w+",
        "a am an as at bat bet by care co con die do don go her i may me men met no non o per plus pour pre pro s see sin so son "
        "till u ve",
    )
)
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


class Heard(Protocol):
    """What is said in a record, by its languages."""

    def says(self, words: str) -> bool:
        """Whether a word, in one of its forms, or words next to one another are said in English."""
        ...

    def other_language(self, words: Sequence[str]) -> str:
        """The language of the record, other than English, that says all of these words far more than English does; "" for none."""
        ...


def read_words(text: str, heard: Heard) -> Reading:
    """How a query or a text is read, with what is said in the record."""
    language = tell_language(text) or _tell_few(text, heard)
    if not reads(language):
        return Reading(language, _UNREAD)
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if not word.isdigit()][:_MOST_WORDS]
    own = [word for word in words if _is_own(word)] or words
    unknown = [word for word in own if not knows(word) and not heard.says(word)]
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


def _tell_few(text: str, heard: Heard) -> str:
    """The language of a few words that tell none by themselves, `OTHER` where it is not known which; "" where they may be English.

    A commonest word of another language, or a letter that English does not have, tells ("prix du gaz") where it belongs to no name
    and to nothing that is said in English ("Rio de la Plata", "coup d'état"). So does a language of the record in which all of the
    words are far more at home.
    """
    words = _WORD.findall(text)
    if not 1 < len(words) <= _FEW:
        return ""
    marked = [at for at, word in enumerate(words) if not word.isascii() or not _is_own(word)]
    if any(not _is_explained(words, at, heard) for at in marked):
        return OTHER
    plain = [word for at, word in enumerate(words) if word[0].islower() and at not in marked]
    return heard.other_language(plain) if len(plain) > 1 and not heard.says(" ".join(words)) else ""


def _is_explained(words: Sequence[str], at: int, heard: Heard) -> bool:
    """Whether a word of another language stands in a name, or beside a word that English says with it."""
    before, after = words[:at][::-1], words[at + 1 :]
    named = [next((word[0].isupper() for word in side if _is_own(word)), True) for side in (before, after)]
    if all(named) and any(_is_own(word) for word in (*before, *after)):
        return True
    pairs = [words[left : left + 2] for left in (at - 1, at) if 0 <= left < len(words) - 1]
    return any(heard.says(" ".join(pair)) for pair in pairs)


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
    return not counted or bool(counted["en"]) or word.casefold() in _ENGLISH_TOO


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
