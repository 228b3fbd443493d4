"""Sentences of the rooms below, said again in the reader's language.

A library and a command have no other language than English, so what they say comes as finished text, with names and numbers in it.
A sentence is known again by its fixed words, and said anew; one that stands in no list is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from rostra.web.language import Language

_PLACE = re.compile(r"\{(\w+)\}")

Shown = Callable[[Language, str, str], str | int]
"""What stands in a place of a sentence, in a language: of the place's name and what stands there in English."""


class Sentences:
    """A list of sentences with ``{places}``."""

    def __init__(self, texts: Iterable[str], shown: Shown) -> None:
        self.texts = tuple(texts)
        self._whole = frozenset(self.texts)
        self._shown = shown

    def say(self, ui: Language, text: str) -> str:
        """One sentence in a language; as it is where it is not known."""
        if text in self._whole:
            return ui.t(text)
        for known, pattern in self._patterns:
            if match := pattern.fullmatch(text):
                shown: dict[str, Any] = {name: self._shown(ui, name, said) for name, said in match.groupdict().items()}
                return ui.t(known, **shown)
        return text

    def knows(self, text: str) -> bool:
        """Whether it is one of these."""
        return text in self._whole or any(pattern.fullmatch(text) for _, pattern in self._patterns)

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """The sentences with places, as what is said looks like. The one with most fixed words is the likeliest."""
        found = [(text, _pattern(text)) for text in self.texts if _PLACE.search(text)]
        return sorted(found, key=lambda each: -len(_PLACE.sub("", each[0])))


def _pattern(text: str) -> re.Pattern[str]:
    parts = _PLACE.split(text)
    return re.compile("".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.S)
