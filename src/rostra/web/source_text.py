"""The text of a saved page, and a place in it: what stands between the tags is found although they interrupt it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from rostra.api import decode
from rostra.model import Capture, ReadError

WINDOW = 30_000
"""Characters of a source shown at a time: half a page's weight, twenty screens."""

WORDS_SOUGHT = 12
"""First words of a quotation that are looked for: enough to be the only place but for the page's own head."""

PLACES = 40
"""So many places of these words are looked at for one that a reader sees."""

LONGEST_TAG = 2_000
"""Characters in which a tag's beginning is looked for."""

# What a page's source may put between two words: white space, a tag, a character reference. Bounded, so that hostile sources
# cost no more than their length.
_GAP = r"(?:\s|<[^<>]{0,200}>|&[#\w]{1,8};){1,12}"
_TAG = re.compile(r"(<[^<>]*>)")
_REFERENCE = r"&#?\w{1,8};"
_UNSEEN = re.compile(r"<(head|title|script|style|template)\b|<!--", re.I)
_CHARSET = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?([\w-]{2,24})""", re.I)
_UNUSUAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class SourceText(msgspec.Struct, frozen=True):
    """A window of a source: what stands before, at and after the place that was sought (`found` is "" when there is none).

    `start` is the window's first character, `total` the source's length. `later` is where the next window starts, -1 at the end.
    """

    before: str
    found: str
    after: str
    start: int
    total: int
    later: int


def read_source(capture: Capture, encoding: str | None) -> str:
    """The capture as text, for reading with the eyes, as the parser decoded it; never fails.

    `encoding` is the one that its transcript names; ``None`` where that is not known.
    """
    try:
        text = decode(capture.content, encoding or _declared(capture.content)).text
    except ReadError:  # binary: kept all the same, and shown as what it is
        text = capture.content.decode("utf-8", "replace")
    return _UNUSUAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _declared(content: bytes) -> str | None:
    found = _CHARSET.search(content[:4096])
    return found.group(1).decode("ascii") if found else None


def show(text: str, *, sought: str, start: int) -> SourceText:
    """The window of `text` around `sought`, or from `start` when it is "" or not there."""
    place = find_place(text, sought)
    if place is None:
        first = min(max(start, 0), max(len(text) - 1, 0))
        end = first + WINDOW
        return SourceText(text[first:end], "", "", first, len(text), end if end < len(text) else -1)
    first = max(0, place[0] - WINDOW // 2)
    end = min(len(text), max(place[1], first + WINDOW))
    later = end if end < len(text) else -1
    return SourceText(text[first : place[0]], text[slice(*place)], text[place[1] : end], first, len(text), later)


def mark_place(text: str, sought: str) -> str:
    """A page's source with what a reader sees of `sought` in ``<mark>``, the first of them under the id "found"; the source as it
    is where it is not found. Tags between the words stay where they are."""
    place = find_place(text, sought)
    if place is None:
        return text
    start, end = place
    first = True
    marked = []
    for piece in _TAG.split(text[start:end]):
        if piece.strip() and not piece.startswith("<"):
            marked.append(f"<mark{' id=found' if first else ''}>{piece}</mark>")
            first = False
        else:
            marked.append(piece)
    return f"{text[:start]}{''.join(marked)}{text[end:]}"


def find_place(text: str, sought: str) -> tuple[int, int] | None:
    """Where `sought` stands in `text`, in what a reader of the page sees if it stands there at all; ``None`` when it does not.

    The first words decide the place; it then goes on for as long as the words do.
    """
    words = [_spelt(word) for word in sought.split()]
    if not words:
        return None
    hidden = list(_hidden(text))
    first: tuple[int, int] | None = None
    for match in islice(re.finditer(_GAP.join(words[:WORDS_SOUGHT]), text), PLACES):
        first = first or match.span()
        if not _is_hidden(text, match.start(), hidden):
            return match.start(), _extend(text, match.end(), words[WORDS_SOUGHT:])
    return (first[0], _extend(text, first[1], words[WORDS_SOUGHT:])) if first else None


def _spelt(word: str) -> str:
    """A pattern for a word; what is no letter or digit of ASCII may stand as a character reference ("&rsquo;")."""
    return "".join(
        char if char.isascii() and char.isalnum() else rf"(?:{re.escape(char)}|{_REFERENCE})" for char in word
    )


def _extend(text: str, end: int, words: list[str]) -> int:
    """Where the last of `words` ends that follow `end` one after another."""
    for word in words:
        match = re.compile(_GAP + word).match(text, end)
        if match is None:
            break
        end = match.end()
    return end


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the source that a reader of the page does not see: its head, scripts, comments. Each is looked for once."""
    place, unclosed = 0, set[str]()
    while opening := _UNSEEN.search(text, place):
        name = (opening.group(1) or "").lower()
        closing = (
            None
            if name in unclosed
            else re.compile(rf"</{name}\b" if name else "-->", re.I).search(text, opening.end())
        )
        if closing:
            yield opening.start(), closing.end()
        else:
            unclosed.add(name)
        place = (closing or opening).end()


def _is_hidden(text: str, place: int, hidden: list[tuple[int, int]]) -> bool:
    """Whether `place` is in one of `hidden`, or within a tag."""
    near = max(0, place - LONGEST_TAG)
    in_tag = text.rfind("<", near, place) > text.rfind(">", near, place)
    return in_tag or any(start <= place < end for start, end in hidden)
