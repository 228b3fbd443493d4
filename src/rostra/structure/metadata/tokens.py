"""A phrase as the words in which persons are told: each with what stands behind it, and the offices among them."""

from __future__ import annotations

import re
from itertools import zip_longest

import msgspec

from rostra.structure.metadata.words import honorifics, offices

MAX_TEXT = 600
"""Characters of a phrase that are read."""


class Word(msgspec.Struct, frozen=True):
    text: str
    folded: str
    start: int
    end: int
    gap: str
    """What stands between this word and the next: spaces and punctuation."""


_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0dff]|['’.\-‑](?=[^\W_]))*\.?")
BREAK = re.compile(r"[,;:()\[\]|/\n\"“”«»–—،؛、，：。（）［］【】〔〕「」『』！？]|\s-\s")


_CLITICS = "لوب"  # "to", "and", "by", which Arabic writes together with the next word


def split_words(text: str) -> list[Word]:
    """The words of a phrase with what separates them. A full stop stays with an initial or an abbreviation."""
    matches = list(_TOKEN.finditer(text[:MAX_TEXT]))
    words = []
    following_starts = [match.start() for match in matches[1:]]
    for match, following in zip_longest(matches, following_starts):
        token, end = match[0], match.end()
        if token.endswith(".") and not _abbreviated(token):
            token, end = token[:-1], end - 1
        start = match.start()
        if token[0] in _CLITICS and token[1:] in offices():
            token, start = token[1:], start + 1
        gap = text[end : end + 1 if following is None else following]
        words.append(Word(token, token.casefold().rstrip("."), start, end, gap))
    return words


def _abbreviated(token: str) -> bool:
    bare = token.rstrip(".")
    return len(bare) <= 2 or "." in bare or bare.casefold() in honorifics()


def opens_with_office(text: str) -> bool:
    """Whether the first words of a phrase are an office."""
    words = split_words(text)
    return bool(words) and office_at(words, 0) > 0


def find_offices(text: str) -> list[str]:
    """Offices in `text` as printed, in order, whether or not a name stands beside them."""
    words = split_words(text)
    found, at = [], 0
    while at < len(words):
        length = office_at(words, at)
        if length:
            found.append(text[words[at].start : words[at + length - 1].end])
        at += length or 1
    return found


def office_at(words: list[Word], at: int) -> int:
    """How many words of an office begin there, 0 for none."""
    for phrase in offices().get(words[at].folded, ()):
        end = at + len(phrase)
        if end <= len(words) and all(words[at + k].folded == phrase[k] for k in range(len(phrase))):
            return len(phrase)
    return 0
