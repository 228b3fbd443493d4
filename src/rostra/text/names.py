"""Names of persons as printed: their words, their order, their shape. Knows no language; lists come from the caller."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

PARTICLES = frozenset(
    ("al", "ap", "ben", "bin", "bint", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du")
) | frozenset(("e", "el", "ibn", "la", "le", "los", "ter", "van", "von", "y", "zu"))
"""Small words that stand inside surnames of many languages; data of names, not of one language."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2}")  # no word of two letters is without a vowel
_SCOTTISH = re.compile(r"M[Cc][A-Z]{3}")
_INVERTED = re.compile(r"\s*(?P<last>[^,;:()\d]{2,60}),\s+(?P<first>[^,;:()\d]{1,60})\s*")


def fold_words(text: str) -> list[str]:
    """The words of `text` for comparison: case-folded, accents and punctuation gone.

    >>> fold_words("José-Manuel O’Hara")
    ['jose', 'manuel', 'o', 'hara']
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    bare = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


def uninvert(name: str) -> str:
    """A name in reading order.

    >>> uninvert("Carrow, Edwin"), uninvert("Edwin Carrow")
    ('Edwin Carrow', 'Edwin Carrow')
    """
    match = _INVERTED.fullmatch(name)
    return f"{match['first'].strip()} {match['last'].strip()}" if match else " ".join(name.split())


def title_case(name: str) -> str:
    """A name with its words in capitals as one would write them: particles inside it small, initials as they are.

    >>> title_case("EDWIN McCARROW-LEE"), title_case("Edwin de Carrow"), title_case("PJ MCCARROW")
    ('Edwin McCarrow-Lee', 'Edwin de Carrow', 'PJ McCarrow')
    >>> title_case("Ana DE LA CRUZ"), title_case("DE LA CRUZ"), title_case("ANA O’HARA"), title_case("LI WEI")
    ('Ana de la Cruz', 'De la Cruz', 'Ana O’Hara', 'Li Wei')
    """
    words = name.split()
    return " ".join(_word_case(word, inside=0 < i < len(words) - 1) for i, word in enumerate(words))


def _word_case(word: str, *, inside: bool) -> str:
    bare = word.strip(".")
    if _SCOTTISH.match(word):
        return "Mc" + word[2:].title()
    if len(bare) < 2 or not word.isupper() or ("." in bare or _INITIALS.fullmatch(bare)):
        return word
    if inside and bare.lower() in PARTICLES:
        return word.lower()
    return _LETTERS.sub(lambda part: part[0].capitalize(), word)


def is_name_word(word: str) -> bool:
    """Whether a word has the shape of part of a name: a capital (or caseless) first letter, or an initial."""
    first = word[:1]
    return bool(first) and (first.isupper() or (first.isalpha() and not first.islower()))


def same_person(first: str, second: str) -> bool:
    """Whether two printed names may be one person's: same surname, and given names or initials that do not contradict.

    >>> same_person("Carrow", "Edwin Carrow"), same_person("E. Carrow", "Edwin Carrow"), same_person("Ann Carrow", "Edwin Carrow")
    (True, True, False)
    """
    return _same(_parts(first), _parts(second))


def _parts(name: str) -> list[str]:
    """The folded words of a name, two or three capitals in front of other letters as the initials that they are ("PJ Carrow")."""
    words = fold_words(name)
    if len(words) > 1 and len(words[0]) in (2, 3) and name[: len(words[0])].isupper() and not name.isupper():
        return [*words[0], *words[1:]]
    return words


def _same(a: list[str], b: list[str]) -> bool:
    """`same_person` of names as folded words."""
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[-1] == b[-1]
    return a[-1] == b[-1] and a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1 or a[0] == b[0])


_Key = tuple[str, ...]


class Register:
    """Names numbered from 0 in the order in which they were added, to find the first that may be a person's.

    Finds what comparing with each name by `same_person` would, but folds each once and looks only at those that have one of its
    keys: a record of a long sitting has a thousand names, and all may share a surname.

    >>> met = Register(["Edwin Carrow"])
    >>> met.find("E. Carrow"), met.find("Ann Carrow")
    (0, None)
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._keys: list[frozenset[_Key]] = []
        self._near: dict[
            _Key, list[int]
        ] = {}  # heaps; a number stays under the keys of a name that was replaced until it is met
        for name in names:
            self.add(name)

    def find(self, name: str) -> int | None:
        """The lowest number of a name that may be the same person's; ``None`` when there is none."""
        firsts = (self._first(key) for key in _keys_sought(_parts(name)))
        return min((first for first in firsts if first is not None), default=None)

    def _first(self, key: _Key) -> int | None:
        near = self._near.get(key, [])
        while near and key not in self._keys[near[0]]:
            heappop(near)
        return near[0] if near else None

    def add(self, name: str) -> None:
        """Give the name the next number."""
        self._keys.append(frozenset())
        self.replace(len(self._keys) - 1, name)

    def replace(self, number: int, name: str) -> None:
        """Let another form of the name stand for that number."""
        before, self._keys[number] = self._keys[number], frozenset(_keys_held(_parts(name)))
        for key in self._keys[number] - before:
            heappush(self._near.setdefault(key, []), number)


def _keys_held(words: list[str]) -> Iterator[_Key]:
    """What a name is found by; the counterpart of `_keys_sought`."""
    if not words:
        return
    yield "words", *sorted(words)
    yield "last", words[-1]
    if len(words) == 1:
        yield "lone", words[0]
    else:
        yield "given", words[0], words[-1]
        yield "initial", words[0][0], words[-1]


def _keys_sought(words: list[str]) -> Iterator[_Key]:
    """What a name has one of that may be the same person's, by `same_person`."""
    if not words:
        return
    yield "words", *sorted(words)
    if len(words) == 1:
        yield "last", words[0]
        return
    yield "lone", words[-1]
    yield "given", words[0], words[-1]
    yield "given", words[0][0], words[-1]  # an initial, for the given name
    if len(words[0]) == 1:
        yield "initial", words[0], words[-1]
