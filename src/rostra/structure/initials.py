"""Initials as labels: "AI: ..." where the page tells of Ana Ilic in its title, in a list, in another label, or as "Ana Ilic (AI)".

Two letters are whoever the page names and nobody else: initials that two of its people share, or that are an office's or a
question's letters, stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from rostra.structure.candidates import Candidate
from rostra.structure.labels import Label

_SURNAME = 3  # letters: "E. O. E" is nobody
_HEAD = 6_000  # characters in which a name is given together with its initials
# "AI", "A.I.", "A. I."; a digit behind them is a machine's misreading of the colon
_LETTERS = re.compile(r"(?:[^\W\d_]\.?\s?){2,4}\d?")
_GIVEN = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’\-]{1,24}(?:\s[^\W\d_a-z][\w'’.\-]{0,24}){1,3})\s[(（](?P<letters>[^\W\d_]{2,4})[)）]"
)
_INNER_CAPITAL = re.compile(r"[^\W\d_]+")


def settle_initials(candidates: Sequence[Candidate], names: Iterable[str], text: str) -> list[Candidate]:
    """The candidates, with labels that are somebody's initials read as that name. `names` are people whom the page tells of."""
    if not any(_letters_of(c.label) for c in candidates):
        return list(candidates)
    printed = [c.label.name for c in candidates if " " in c.label.name and c.position != "middle"]
    given = [match["name"] for match in _GIVEN.finditer(text, 0, _HEAD)]
    people = _by_initials([*names, *printed, *given])
    return [_settled(c, people) for c in candidates]


def _settled(candidate: Candidate, people: dict[str, str]) -> Candidate:
    name = people.get(_letters_of(candidate.label)) if candidate.separator == ":" else None
    if not name:
        return candidate
    label = msgspec.structs.replace(candidate.label, kind="name", name=name, honorific="", office="")
    return msgspec.structs.replace(candidate, label=label)


def _letters_of(label: Label) -> str:
    """The label's letters when it is nothing but two to four capitals that neither ask nor answer nor name an office; else ""."""
    if label.kind not in ("name", "none") or len(label.core) > 12 or not _LETTERS.fullmatch(label.core):
        return ""
    letters = "".join(filter(str.isalpha, label.core))
    return letters if letters.isupper() else ""


def _by_initials(names: Iterable[str]) -> dict[str, str]:
    """Initials -> the one person who has them; the fullest of several printings of a name."""
    people: dict[str, str] = {}
    for name in dict.fromkeys(names):
        for letters in _initials(name):
            other = people.get(letters)
            if other is None or (other and _same(name, other)):
                people[letters] = max(name, other or "", key=len)
            else:
                people[letters] = ""
    return people


def _initials(name: str) -> set[str]:
    """The ways to shorten a name: "Ana Maria Ilic" is AMI or AI, "Jean-Luc Morel" JLM or JM, "Ana McKew" AM or AMK.

    >>> sorted(_initials("Ana McKew")), sorted(_initials("Jean-Luc Morel")), _initials("Ilic")
    (['AM', 'AMK'], ['JLM', 'JM'], set())
    """
    words = [word for word in name.split() if word[:1].isalpha()]
    if len(words) < 2 or len(words[-1]) < _SURNAME or ":" in name:
        return set()
    parts = [part for word in words for part in _INNER_CAPITAL.findall(word)]
    short = "".join(word[0] for word in words).upper()
    whole = "".join(c for part in parts for i, c in enumerate(part) if i == 0 or (c.isupper() and not part.isupper()))
    return {
        letters for letters in (short, words[0][0].upper() + words[-1][0].upper(), whole.upper()) if len(letters) < 5
    }


def _same(one: str, other: str) -> bool:
    """Both are printings of one name: equal first and last words."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    return mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0]
