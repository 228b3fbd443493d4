"""Names of persons as printed: their words, their order, their shape. Knows no language; lists come from the caller."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(
    ("al", "ap", "ben", "bin", "bint", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du")
) | frozenset(("e", "el", "ibn", "la", "le", "los", "ter", "van", "von", "y", "zu"))
"""Small words that stand inside surnames of many languages; data of names, not of one language."""

_WORD = re.compile(r"[^\W_]+")
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
    """A name printed in capitals as one would write it; others are left as they are.

    >>> title_case("EDWIN McCARROW-LEE"), title_case("Edwin de Carrow")
    ('Edwin McCarrow-Lee', 'Edwin de Carrow')
    """
    words = [_word_case(word) if sum(c.isupper() for c in word) > 2 else word for word in name.split()]
    return " ".join(words)


def _word_case(word: str) -> str:
    if word.startswith("Mc") and word[2:].isupper():
        return "Mc" + word[2:].title()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) if word.isupper() else word


def is_name_word(word: str) -> bool:
    """Whether a word has the shape of part of a name: a capital (or caseless) first letter, or an initial."""
    first = word[:1]
    return bool(first) and (first.isupper() or (first.isalpha() and not first.islower()))


def same_person(first: str, second: str) -> bool:
    """Whether two printed names may be one person's: same surname, and given names or initials that do not contradict.

    >>> same_person("Carrow", "Edwin Carrow"), same_person("E. Carrow", "Edwin Carrow"), same_person("Ann Carrow", "Edwin Carrow")
    (True, True, False)
    """
    a, b = fold_words(first), fold_words(second)
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[-1] == b[-1]
    return a[-1] == b[-1] and a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1 or a[0] == b[0])
