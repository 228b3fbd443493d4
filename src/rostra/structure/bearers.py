"""Bearers: which of the people of a page a printed name may stand for.

Each name is folded once and found again by its words: a record of a long sitting has thousands of names and as many labels.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from rostra.structure.names import Known, fold_name, initials_of, may_be_one
from rostra.structure.naming import CJK, LONGEST_CJK

_MOST_ALIKE = 300  # people of one surname or with one word in common: a page that names more is no transcript of talk


class _Person(msgspec.Struct, frozen=True):
    """A name with what it is compared by."""

    name: str
    words: list[str]
    initials: str


class Bearers:
    """The people of one page, by the words of their names and by their first characters."""

    def __init__(self, people: list[Known]) -> None:
        self.by_surname: dict[str, list[_Person]] = defaultdict(list)
        self._by_word: dict[str, list[_Person]] = defaultdict(list)
        self._by_opening: dict[str, list[str]] = defaultdict(list)
        for name in (person.name for person in people):
            words = fold_name(name).split()
            person = _Person(name, words, initials_of(name))
            self.by_surname[words[-1]].append(person)
            for word in dict.fromkeys(words):
                self._by_word[word].append(person)
            for length in range(1, min(len(name), LONGEST_CJK) + 1) if CJK.match(name) else ():
                self._by_opening[name[:length]].append(name)

    def of(self, name: str) -> list[str]:
        """The distinct full names that a printed name may stand for, each as long as the page has it."""
        words = fold_name(name).split()
        alike = self.by_surname.get(words[-1], [])[:_MOST_ALIKE]
        same = [person for person in alike if may_be_one(words, person.words)]
        if not same and len(words) == 1:  # a given name alone, or a family name that stands first
            same = self._by_word.get(words[0], [])[:_MOST_ALIKE]
        distinct: dict[str, str] = {}
        for person in same:
            if len(person.name) > len(distinct.get(person.initials, "")):
                distinct[person.initials] = person.name
        return [full for full in distinct.values() if " " in full] or list(distinct.values())[:1]

    def opening_with(self, name: str) -> list[str]:
        """The names that begin with a family name of Chinese, Japanese or Korean."""
        return self._by_opening.get(name, [])
