"""Sayings: what furniture says to the reader, told by how a line begins ("Share this", "See also: ...", "Minister: ...")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rostra.lexicon import phrases

PHRASES = (
    "share",
    "related",
    "comments",
    "subscribe",
    "navigation",
    "legal",
    "caption",
    "category",
    "tags",
    "views",
    "print",
)
CAPTION = PHRASES.index("caption") + 1 + len(PHRASES)
"""What `phrase_of` says of a line that starts as captions do."""

_HEAD = re.compile(r"^[^\n:：]{1,80}[:：](?!\d)")


@cache
def _openers() -> dict[str, int]:
    """Furniture phrase to its class, from 1."""
    return {phrase: i for i, key in reversed(list(enumerate(PHRASES, 1))) for phrase in phrases("furniture", key)}


@lru_cache(maxsize=8192)  # the layout asks, and the furniture again
def phrase_of(text: str) -> int:
    """Which class of furniture phrase the block consists of (1-11) or, if short, starts with (12-22); 0 for none."""
    if len(text) > 120:  # longer blocks are sentences, even when they start like a phrase
        return 0
    folded = text.casefold().strip(" .:>»›|→-–—\n•")
    known = _openers()
    if folded in known:
        return known[folded]
    words = folded.split(None, 4)[:4]
    for count in range(len(words), 0, -1):
        phrase = known.get(" ".join(words[:count]).rstrip(":.,!"))
        if phrase:
            return phrase + len(PHRASES)
    return 0


def head_of(text: str) -> str:
    """The words before the colon of a line, folded; empty where it has none, or a figure behind it (a clock time)."""
    head = _HEAD.match(text)
    return head[0].casefold() if head else ""
