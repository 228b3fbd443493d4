"""Names back to the form in which one would list them: titles of many languages decline a name ("Выступление Ады Лунд")."""

from __future__ import annotations

from collections.abc import Mapping

from rostra.lexicon import load

SHORTEST_STEM = 3
"""Letters of a surname that stay; shorter ones are changed by chance."""


def nominative(name: str, text: str, language: str | None) -> str:
    """The name in the nominative, when the language declines names and `text` has the surname in the nominative; else as it is."""
    endings = load("inflection").get(language or "")
    words = name.split()
    if not endings or not words:
        return name
    surname = next((form for form in _forms(words[-1], endings["surname"]) if _stands_in(form, text)), None)
    if surname is None:
        return name
    given = [next(iter(_forms(word, endings["given"])), word) if len(word) > 2 else word for word in words[:-1]]
    return " ".join([*given, surname])


def _forms(word: str, endings: Mapping[str, str]) -> list[str]:
    """What the word may be in the nominative, the longest ending first."""
    fitting = sorted(
        (e for e in endings if word.endswith(e) and len(word) - len(e) >= SHORTEST_STEM - 1), key=len, reverse=True
    )
    return [word[: len(word) - len(ending)] + endings[ending] for ending in fitting]


def _stands_in(word: str, text: str) -> bool:
    """Whether the whole word stands in the text."""
    if len(word) < SHORTEST_STEM:
        return False
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            return True
        at = text.find(word, end)
    return False
