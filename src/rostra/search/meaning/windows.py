"""What of a text is given to the model at a time: a few sentences, so that one vector stands for one thought."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rostra.model import Span

WINDOW_WORDS = 100
"""The model was trained on texts of this length, and cuts off what is nearly twice as long."""

MOST_WINDOWS = 400
"""Windows of one text that are read: a speech of five hours. Beyond, a page is no speech."""

# Where a sentence ends (with closing quotes and brackets), or a paragraph.
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")
_WORD = re.compile(r"\S+")


def cut_windows(text: str) -> list[Span]:
    """Spans of whole sentences, of up to `WINDOW_WORDS` words each and in order; a longer sentence is cut between words. Empty
    for a text without words.

    >>> cut_windows("It will stay open. We agreed so.")
    [(0, 32)]
    """
    spans: list[Span] = []
    words = 0
    for start, end, count in _pieces(text):
        if spans and words + count <= WINDOW_WORDS:
            spans[-1] = spans[-1][0], end
            words += count
        elif len(spans) == MOST_WINDOWS:
            return spans
        else:
            spans.append((start, end))
            words = count
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Sentences, and parts of those that are longer than a window: start, end, number of words."""
    for start, end in _sentences(text):
        words = list(_WORD.finditer(text, start, end))
        for first in range(0, len(words), WINDOW_WORDS):
            part = words[first : first + WINDOW_WORDS]
            yield part[0].start(), part[-1].end(), len(part)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)
