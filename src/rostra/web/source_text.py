"""The text of a saved page, and a place in it: what stands between the tags is found although they interrupt it."""

from __future__ import annotations

import re

import msgspec

from rostra.model import Capture

WINDOW = 30_000
"""Characters of a source shown at a time: half a page's weight, twenty screens."""

WORDS_SOUGHT = 12
"""Words of a quotation that are looked for: enough to be the only place."""

# What a page's source may put between two words: white space, a tag, a character reference. Bounded, so that hostile sources
# cost no more than their length.
_GAP = r"(?:\s|<[^<>]{0,200}>|&[#\w]{1,8};){1,12}"
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


def decode(capture: Capture) -> str:
    """The capture as text, for reading with the eyes: UTF-8, else what the page declares, else Windows-1252; never fails."""
    declared = _CHARSET.search(capture.content[:4096])
    for name in ("utf-8", declared.group(1).decode("ascii") if declared else "cp1252"):
        try:
            return _UNUSUAL.sub("\N{REPLACEMENT CHARACTER}", capture.content.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _UNUSUAL.sub("\N{REPLACEMENT CHARACTER}", capture.content.decode("cp1252", "replace"))


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


def find_place(text: str, sought: str) -> tuple[int, int] | None:
    """Where the first words of `sought` stand in `text`; ``None`` when they do not."""
    words = [re.escape(word) for word in sought.split()[:WORDS_SOUGHT]]
    match = re.search(_GAP.join(words), text) if words else None
    return match.span() if match else None
