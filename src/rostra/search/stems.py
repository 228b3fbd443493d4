"""Stems: what the forms of a word have in common, by the language of the statement.

A word is stemmed as it is written (accents tell forms apart: "résumé", "resume"), then folded. The token of a stem names its
language ("en/harvest"), so that a French stem never meets an English word. Languages without a stemmer have the folded word itself.

One types a word without its accents, and its stem may then be another one ("presidents" for "présidents"). A bridge leads from the
folded word to the stem that the written one has ("presidents/fr/presid"); it exists only where the two differ.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import msgspec
import Stemmer  # type: ignore[import-not-found]  # it has no stubs

from rostra.search.words import LONGEST_WORD, fold_words, is_characterwise

# The languages that have a stemmer, by the first part of their tag.
_ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "eo": "esperanto", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek",
    "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "fa": "persian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "es": "spanish", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Languages in which small I is "ı", and small İ is "i".
_DOTTED = frozenset({"tr", "az"})
_DOTS = str.maketrans({"I": "ı", "İ": "i"})
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200c\u200d\u2060"))
# Words of one language kept at hand; an archive of a million turns has more, but the rest are rare.
_KEPT = 150_000


class Forms(msgspec.Struct, frozen=True, gc=False):  # hundreds of thousands are kept: no work for the collector
    """What one written word becomes: `folded` ("" when it is no word), `stem` and `form` (accents kept, case not) are tokens of the
    index; `bridge` is one too, "" where none is needed."""

    folded: str
    stem: str
    form: str
    bridge: str


class Tongue(dict[str, Forms]):
    """The forms of each word met so far in texts of one language (a tag; ``None`` for unknown). Threads may share it."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self.code = (language or "").lower().replace("_", "-").split("-")[0]
        algorithm = _ALGORITHMS.get(self.code)
        self._name = algorithm or ""

    def __missing__(self, word: str) -> Forms:
        made = self._make(word)
        if len(self) >= _KEPT:
            self.clear()
        self[word] = made
        return made

    def lower(self, word: str) -> str:
        """`word` in small letters as the language has them."""
        return (word.translate(_DOTS) if self.code in _DOTTED else word).lower()

    def stem(self, word: str) -> str:
        """The token of a word's stem; "" when it is no word."""
        folded = _fold(word)
        if not folded or not self._name or is_characterwise(folded):
            return folded
        written = unicodedata.normalize("NFC", self.lower(word.translate(_INVISIBLE)))
        written = _definite(written) if self.code == "ar" else written
        stem = _fold(_stemmer(self._name).stemWord(written[:LONGEST_WORD]))
        return f"{self.code}/{stem or folded}"

    def form(self, word: str) -> str:
        """The token of a word with its accents, case put away; "" when it is no word."""
        small = unicodedata.normalize("NFKC", self.lower(word.translate(_INVISIBLE)).casefold())
        kept = "".join(character for character in small if not character.isspace())
        return kept[:LONGEST_WORD] if _fold(word) else ""

    def _make(self, word: str) -> Forms:
        folded, stem = _fold(word), self.stem(word)
        bridge = f"{folded}/{stem}" if stem != folded and stem != self.stem(folded) else ""
        return Forms(folded, stem, self.form(word), bridge)


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name, 0)  # words are kept by `Tongue`


@cache
def get_tongue(code: str) -> Tongue:
    """The one tongue of a language's code ("" for unknown)."""
    return Tongue(code)


def _definite(word: str) -> str:
    """An Arabic word with the article and without "and" before it: the stemmer takes fewer endings off words without the
    article."""
    bare = word[1:] if word[1:3] == "ال" and word[0] in "وف" else word
    return bare if bare.startswith(("ال", "بال", "كال", "لل")) else f"ال{bare}"


def has_stemmer(code: str) -> bool:
    """Whether the language of this code has a stemmer."""
    return code in _ALGORITHMS


def find_tongue(language: str | None) -> Tongue:
    """The tongue of a language's tag: those without stemmer and without casing of their own are one."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    return get_tongue(code if code in _ALGORITHMS or code in _DOTTED else "")


def _fold(word: str) -> str:
    return "".join(fold_words(word))[:LONGEST_WORD]
