"""Words with signs that stand for letters: a star for any number of them, a question mark for one."""

from __future__ import annotations

import re

from rostra.search.words import find_words, fold_words

_SIGNS = re.compile(r"([*?]+)")


def fold_pattern(text: str) -> list[str]:
    """The folded words of `text`, in which stars and question marks stay.

    >>> fold_pattern("Anti-W*r")
    ['anti', 'w*r']
    """
    words: list[str] = []
    joined = False  # whether what comes next goes on with the last word
    for number, piece in enumerate(_SIGNS.split(text)):
        if number % 2:
            signs = re.sub(r"\*+", "*", piece)
            words = [*words[:-1], words[-1] + signs] if joined else [*words, signs]
            joined = True
            continue
        found = list(find_words(piece))
        if not found:
            joined = joined and not piece
            continue
        folded = fold_words(piece)
        if joined and found[0].start == 0:
            words[-1] += folded.pop(0)
        words += folded
        joined = found[-1].end == len(piece)
    return words


def head_of(pattern: str) -> str:
    """What a folded pattern begins with before its first sign."""
    return _SIGNS.split(pattern, maxsplit=1)[0]


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """What matches the words that a folded pattern stands for, in time linear in the word: each star takes as little as it can, and
    gives nothing back."""
    first, *rest = [re.escape(part).replace(r"\?", ".") for part in re.split(r"\*+", pattern)]
    if not rest:
        return re.compile(first)
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return re.compile(f"{first}{middle}.*{rest[-1]}")
