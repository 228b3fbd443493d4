"""Words: one way to cut and fold text, for the index, for queries and for marking what matched.

A word is a run of letters, digits and their marks, folded so that case, accents and typographic variants do not matter. Scripts
that do not set words apart by spaces (Chinese, Japanese, Thai ...) or that glue particles to them (Korean) are cut into single
characters; a word of such a script is then found as a run of neighbours, wherever it stands.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Scripts cut into characters: Thai, Lao, Myanmar, Khmer; kana, bopomofo, Han and its extensions; Hangul.
CHARACTERWISE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3041-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
)
# Longer runs are no words of any language (base64, broken pages); their heads are enough to find them.
LONGEST_WORD = 64


def _marks() -> str:
    """All combining marks (and the soft hyphen and joiners, which stand inside words) as ranges of a character class."""
    points = [
        point
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)).startswith("M") or point in (0xAD, 0x200C, 0x200D)
    ]
    return "".join(re.escape(chr(point)) for point in points)


_MARK = f"[{_marks()}]"
_LETTER = rf"[^\W_{CHARACTERWISE}]"
# Examples: "résumé" | "停" "戦" | "नमस्ते" (vowel signs are marks, not letters, to `re`).
_WORD = re.compile(rf"{_LETTER}+(?:{_MARK}+{_LETTER}*)*|[{CHARACTERWISE}]{_MARK}*")
_CHARACTER = re.compile(f"[{CHARACTERWISE}]")

# Letters that Unicode does not decompose, and variants that typists do not tell apart.
_PLAIN = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ё": "е", "ґ": "г",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "\u00ad": None, "\u200c": None, "\u200d": None,
    }
)  # fmt: skip
# Marks that are accents: Latin, Greek and stress marks; Hebrew points; Arabic vowels. In Cyrillic, breve and diaeresis make
# letters of their own (й, ї), and in Indic, Thai and Japanese scripts marks are letters, so those stay.
_ACCENTS = re.compile(
    "(?<![\u0400-\u052f])[\u0300-\u036f]|(?<=[\u0400-\u052f])[\u0300\u0301]|[\u0591-\u05c7\u064b-\u065f\u0670]"
)


class Word(NamedTuple):
    """A word as found in a text: its folded form, and the half-open offsets of what stands there."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(_PLAIN).casefold()
    return "".join(folded.split())[:LONGEST_WORD]


def find_words(text: str) -> Iterator[Word]:
    """The words of `text` in order, never overlapping."""
    for match in _WORD.finditer(text):
        folded = _fold(match.group()[:LONGEST_WORD])
        if folded:
            yield Word(folded, match.start(), match.end())


def fold_words(text: str) -> list[str]:
    """The folded words of `text` in order; empty when it has none.

    >>> fold_words("L'été à Zürich, 停戦!")
    ['l', 'ete', 'a', 'zurich', '停', '戦']
    """
    return [folded for word in _WORD.findall(text) if (folded := _fold(word[:LONGEST_WORD]))]


def trim(text: str) -> str:
    """`text` from its first word to its last, what stands outside removed; "" when it has no word."""
    matches = list(_WORD.finditer(text))
    return text[matches[0].start() : matches[-1].end()] if matches else ""


def is_characterwise(folded: str) -> bool:
    """Whether the word is of a script that is cut into characters."""
    return _CHARACTER.match(folded) is not None
