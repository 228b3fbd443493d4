"""Where a turn may be cut: at the beginning of each sentence and paragraph, as offsets into the turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rostra.model import Span, Transcript, Turn

# The end of a sentence in the scripts that mark one, with what closes after it, and the space before the next; or a new line.
_END = re.compile(r"[.!?…؟؛。！？]+[\"'”’»)\]]{0,3}\s+|(?<=[。！？])|\n\s*")
MOST = 400
"""Sentences of a turn that are marked; a longer one is cut at words that are typed."""
_QUOTED = 60


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, and where it begins in its turn (characters)."""

    at: int
    text: str


def sentences(transcript: Transcript, turn: Turn) -> tuple[tuple[Sentence, ...], ...]:
    """The turn's paragraphs, each as its sentences."""
    spans = turn.segments or ((turn.start, turn.end),)
    return tuple(tuple(_sentences(transcript.text, span, turn.start)) for span in spans)


def _sentences(text: str, span: Span, origin: int) -> Iterator[Sentence]:
    start, end = span
    for count, match in enumerate(_END.finditer(text, start, end), 1):
        if count == MOST:
            break
        if text[start : match.end()].strip():
            yield Sentence(start - origin, text[start : match.end()])
            start = match.end()
    if text[start:end].strip():
        yield Sentence(start - origin, text[start:end])


def words_at(transcript: Transcript, turn: Turn, offset: int) -> str:
    """The words of the turn from `offset` on, as many as it takes for them to stand there first; "" where there are none."""
    said = transcript.turn_text(turn)
    if not 0 < offset < len(said):
        return ""
    length = _QUOTED
    while said.find(said[offset : offset + length]) != offset and offset + length < len(said):
        length *= 2
    return said[offset : offset + length]
