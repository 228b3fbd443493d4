"""Tongues: invented people, places and sentences of one language, from ``data/{language}.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "ru", "ar", "zh", "ja", "ko", "tr")

_GLUED = frozenset({"han", "kana"})  # scripts that put no space between sentences
_SURNAME_FIRST = frozenset({"han", "kana", "hangul"})
_SLOT = re.compile(r"\{(\w+)\}")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A principal. `of` is office and name as they stand behind "of" in the language's titles."""

    given: str
    surname: str
    office: str
    role: str
    country: str
    honorific: str
    of: str


class Journalist(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, for whom."""

    given: str
    surname: str
    outlet: str


class Tongue(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a language. ``data/en.toml`` explains the slots of its sentences. With `inflects`, titles that print
    `of` do not show the name as labels would. `unused` names schemes of the script that houses of the language do not use."""

    language: str
    script: str
    encodings: tuple[str, ...]
    inflects: bool = False
    unused: tuple[str, ...] = ()
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    dates: tuple[str, ...]
    places: tuple[str, ...]
    venues: tuple[str, ...]
    topics: tuple[str, ...]
    persons: tuple[Person, ...]
    journalists: tuple[Journalist, ...]
    words: dict[str, str]
    titles: dict[str, tuple[str, ...]]
    speech: dict[str, tuple[str, ...]]
    furniture: dict[str, Any]
    negative: dict[str, tuple[str, ...]]

    def name(self, person: Person | Journalist) -> str:
        """The full name, in the order of the language."""
        if self.script in _SURNAME_FIRST:
            return person.surname + person.given
        return f"{person.given} {person.surname}"

    def byline(self, person: Person) -> str:
        """Name and office on a line of their own."""
        if self.script in _SURNAME_FIRST:
            return person.office + (" " if self.spaced else "\u3000") + self.name(person)
        return f"{self.name(person)}{'،' if self.script == 'arabic' else ','} {person.office}"

    def join(self, sentences: Sequence[str]) -> str:
        """Sentences as one paragraph."""
        return ("" if self.script in _GLUED else " ").join(sentences)

    @property
    def spaced(self) -> bool:
        """Whether words stand apart."""
        return self.script not in _GLUED

    @property
    def has_case(self) -> bool:
        """Whether the script knows capitals."""
        return self.script in ("latin", "cyrillic")

    def capitals(self, text: str) -> str:
        """`text` in capitals, as the language writes them."""
        if self.language == "tr":
            text = text.replace("i", "İ").replace("ı", "I")
        return text.upper()


def fill(pattern: str, values: Mapping[str, str], rng: random.Random, lists: Mapping[str, Sequence[str]]) -> str:
    """`pattern` with its slots filled: from `values`, else at random from `lists` (the same slot twice differs)."""

    def choose(slot: re.Match[str]) -> str:
        return values[slot[1]] if slot[1] in values else rng.choice(lists[slot[1]])

    return _SLOT.sub(choose, pattern)


@cache
def load_tongue(language: str) -> Tongue:
    """The language's data. Raises `FileNotFoundError` for one that has none."""
    text = (files("rostra.quality.press") / "data" / f"{language}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Tongue)
