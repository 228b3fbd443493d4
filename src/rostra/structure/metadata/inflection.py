"""Names back to the form in which one would list them: titles of many languages decline a name ("Выступление Ады Лунд")."""

from __future__ import annotations

from collections.abc import Mapping

from rostra.lexicon import load
from rostra.structure.metadata.words import offices

SHORTEST_STEM = 3
"""Letters of a surname that stay; shorter ones are changed by chance."""


def nominative(name: str, text: str, language: str | None, office: str | None = None) -> str:
    """The name in the nominative, when the language declines names and `text` has the surname in the nominative, or the `office`
    printed before it is declined; else as it is."""
    endings = load("inflection").get(language or "")
    words = name.split()
    if not endings or not words:
        return name
    forms = _forms(words[-1], endings["surname"])
    surname = next((form for form in forms if _stands_in(form, text)), None)
    if surname is None and forms and _is_declined(office, endings.get("office", {})):
        surname = forms[0]
    if surname is None:
        return name
    given = [_given(word, endings["given"]) for word in words[:-1]]
    return " ".join([*given, surname])


def _given(word: str, endings: Mapping[str, str]) -> str:
    """A given name or patronymic in the nominative; initials stay."""
    return next(iter(_forms(word, endings)), word) if len(word) > 2 and "." not in word else word


def _is_declined(office: str | None, endings: Mapping[str, str]) -> bool:
    """Whether the first word of an office is another one's in a case that names share."""
    first = (office or "").casefold().partition(" ")[0]
    return first in offices() and any(form in offices() for form in _forms(first, endings))


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
