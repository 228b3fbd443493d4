"""The rules by which words are cut and folded, written down for the browser.

The browser folds a character by the general rule (`_general`); the data lists where `rostra.search.words` does otherwise.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

from rostra.search.words import ACCENTS, CHARACTERWISE, INVISIBLE, LONGEST_WORD, PLAIN, fold_words


def folding_data() -> dict[str, Any]:
    """`accents` and `characterwise` are classes of characters for a regular expression; `plain` and `folds` map characters;
    `invisible` are the signs inside words that are passed over, and `kept` those that stay as they are; a word is cut at `longest`
    characters."""
    exceptions = _exceptions()
    return {
        "accents": ACCENTS.pattern,
        "characterwise": CHARACTERWISE.pattern,
        "plain": PLAIN,
        "invisible": "".join(sorted(INVISIBLE)),
        "longest": LONGEST_WORD,
        "kept": "".join(character for character, folded in exceptions.items() if folded == character),
        "folds": {character: folded for character, folded in exceptions.items() if folded != character},
    }


def _exceptions() -> dict[str, str]:
    found = {}
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if unicodedata.category(character)[0] not in "LNM" or CHARACTERWISE.match(character):
            continue
        folded = "".join(fold_words(f"a{character}"))[1:]
        if folded != _general(character):
            found[character] = folded
    return found


def _general(character: str) -> str:
    """What the browser makes of a letter, digit or mark by itself."""
    bare = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", character.lower()))).lower()
    return "".join(PLAIN.get(part, part) for part in bare if unicodedata.category(part)[0] in "LNM")
