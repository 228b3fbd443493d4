"""Words: one way to cut and fold text, for the index, for queries and for marking what matched.

A word is a run of letters, digits and their marks, folded so that case, accents and typographic variants do not matter. Scripts
that do not set words apart by spaces (Chinese, Japanese, Thai ...) or that glue particles to them (Korean) are cut into single
characters; a word of such a script is then found as a run of neighbours, wherever it stands.

Folding looks at one character at a time, without its context. That makes it a table, and the table makes it fast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Scripts cut into characters: Thai and Lao; Myanmar; Khmer; kana, bopomofo and Han with its extensions; Hangul.
CHARACTERWISE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3041-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
)
# Korean letters that join into syllables, and syllables that a last one may join.
_LETTERS = re.compile("[\u1100-\u11ff\uac00-\ud7a3]*[\u1100-\u11ff][\u1100-\u11ff\uac00-\ud7a3]*")
# Longer runs are no words of any language (base64, broken pages); their heads are enough to find them.
LONGEST_WORD = 64
# Characters looked at in one go, so that whoever wants the first words of a long speech does not pay for the rest.
_SLICE = 2_000

# Letters that Unicode does not decompose, and variants that typists do not tell apart.
PLAIN = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ґ": "г",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
# Marks that are accents: of Latin, Greek and Cyrillic; Hebrew points; Arabic vowels and hamza. In Indic scripts, marks are
# vowels and stay.
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
# Invisible signs inside words: soft hyphen, joiners.
INVISIBLE = frozenset("\u00ad\u200c\u200d\u2060")


def _kind(character: str) -> str:
    """What a character does: "w" goes on with a word, "c" is a word of its own, " " stands between words."""
    if not (character.isalnum() or character in INVISIBLE or unicodedata.category(character).startswith("M")):
        return " "
    return "c" if CHARACTERWISE.match(character) else "w"


def _fold(character: str) -> str:
    """What a letter, digit or mark becomes: nothing, one character, or a few."""
    kind = _kind(character)
    if kind == " " or character in INVISIBLE:
        return " " if kind == " " else ""
    plain = unicodedata.normalize("NFKD", character.casefold())
    bare = unicodedata.normalize("NFC", ACCENTS.sub("", plain)).casefold()
    folded = "".join(PLAIN.get(part, part) for part in bare if _kind(part) != " ")
    if kind == "w":
        return folded
    return (
        f" {folded if len(folded) == 1 else character} "  # one character is one word, also where Unicode sees two in it
    )


class _Kinds(dict[int, str]):
    """The kind of each character met so far, by its code point."""

    def __missing__(self, point: int) -> str:
        self[point] = _kind(chr(point))
        return self[point]


class _Folds(dict[int, str]):
    """What each character met so far becomes, by its code point."""

    def __missing__(self, point: int) -> str:
        self[point] = _fold(chr(point))
        return self[point]


class _Cuts(dict[int, str]):
    """What each character met so far is in a text of which only the words are left, as they are written."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kind = _kind(character)
        self[point] = " " if kind == " " else f" {character} " if kind == "c" else character
        return self[point]


_KINDS, _FOLDS, _CUTS = _Kinds(), _Folds(), _Cuts()
_RUN = re.compile("w+|c")


class Word(NamedTuple):
    """A word as found in a text: its folded form, and the half-open offsets of what stands there."""

    folded: str
    start: int
    end: int


def find_words(text: str) -> Iterator[Word]:
    """The words of `text` in order, never overlapping. Their folded forms are those of `fold_words`."""
    for left, right in find_written(text):
        if folded := text[left:right].translate(_FOLDS).strip():
            yield Word(folded[:LONGEST_WORD], left, right)


def find_written(text: str) -> Iterator[tuple[int, int]]:
    """The half-open offsets of the words of `text`, in order; now and then of one that folds to nothing (a lone accent)."""
    for start, end in cut_slices(text, _SLICE):
        for match in _RUN.finditer(text[start:end].translate(_KINDS)):
            left, right = match.span()
            yield start + left, start + right


def cut_slices(text: str, length: int) -> Iterator[tuple[int, int]]:
    """The half-open offsets of pieces of `text`, together the whole of it, that are `length` characters long and no word is cut by:
    each goes on to the end of its last one."""
    start = 0
    while start < len(text):
        end = min(start + length, len(text))
        while end < len(text) and _KINDS[ord(text[end])] == "w":
            end += 1
        yield start, end
        start = end


def fold_words(text: str) -> list[str]:
    """The folded words of `text` in order; empty when it has none.

    >>> fold_words("L'été à Zürich, 停戦!")
    ['l', 'ete', 'a', 'zurich', '停', '戦']
    """
    return [word[:LONGEST_WORD] for word in text.translate(_FOLDS).split()]


def cut_words(text: str) -> list[str]:
    """The words of `text` as they are written, in order; now and then one that folds to nothing (a lone accent).

    >>> cut_words("L'été à Zürich, 停戦!")
    ['L', 'été', 'à', 'Zürich', '停', '戦']
    """
    return text.translate(_CUTS).split()


def compose(text: str) -> str:
    """`text` with Korean letters that stand one by one (so file names of some systems have them) put together into syllables, as
    texts are written."""
    return _LETTERS.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def trim(text: str) -> str:
    """`text` from its first word to its last, what stands outside removed; "" when it has no word."""
    words = list(find_words(text))
    return text[words[0].start : words[-1].end] if words else ""


def is_characterwise(folded: str) -> bool:
    """Whether the word is of a script that is cut into characters."""
    return CHARACTERWISE.match(folded) is not None
