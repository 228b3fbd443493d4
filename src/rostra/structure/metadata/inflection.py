"""Names back to the form in which one would list them: titles of many languages decline a name ("Выступление Ады Лунд")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rostra.lexicon import load, phrases
from rostra.structure.metadata.words import joining, offices

SHORTEST_STEM = 3
"""Letters of a surname that stay; shorter ones are changed by chance."""


MOST_BETWEEN = 5
"""Words of what an office is of ("труда и социальной защиты"), and one more."""

_GENITIVE = re.compile(r"(?:[аяыи]|ой|ей|ого|его|их|ых)$")


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


def in_genitive(words: Sequence[str], at: int, end: int) -> int:
    """Where the name begins behind an office in the genitive (``words[at:end]``) and what it is of, in languages that need no word
    between them ("министра портов и дорог Ивана Лунда"); `end` when it does not go on so. No verb can stand there."""
    if not any(_is_declined(words[at], table.get("office", {})) for table in load("inflection").values()):
        return end
    for start in range(end, min(end + MOST_BETWEEN, len(words) - 1)):
        word = words[start]
        if word[:1].isupper():
            return (
                start if start > end and words[start + 1][:1].isupper() and _GENITIVE.search(words[start + 1]) else end
            )
        if not word.isalpha() or word.isascii() or word in phrases("labels", "particle") - joining():
            return end
    return end


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
