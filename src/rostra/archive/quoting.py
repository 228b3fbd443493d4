"""Words found again: where a judgement was made, told by the words themselves rather than by a number.

Theory. Offsets shift with the first edit of a page, so words are kept as the Web Annotation model keeps them: exactly, with what
stands before and behind. They are looked for where they stood; else their exact occurrences are weighed by their surroundings
and by how near they are; else the comparison leaves spaces, punctuation and case out of account.

Source: W3C Web Annotation Data Model, 4.2.4 Text Quote Selector.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import msgspec

from rostra.model import Span

OPENING = 160
"""Characters of a turn by which it is known again. Later edits of a long turn then leave a judgement of it alone."""
_AROUND = 32
"""Characters kept on either side, as most tools for annotations keep."""
_TELLING = 24
"""Words of fewer characters ("Yes.", "Thank you, Minister") stand on a page many times: they also need their surroundings."""
_OCCURRENCES = 1_000
"""As many are weighed, which bounds the work on hostile pages."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text: `exact` stood at `start`, between `prefix` and `suffix` (up to 32 characters each)."""

    exact: str
    start: int = 0
    prefix: str = ""
    suffix: str = ""

    @property
    def end(self) -> int:
        """Where the words ended when they were quoted."""
        return self.start + len(self.exact)


def quote(text: str, start: int, end: int) -> Quote:
    """The words `text[start:end]`, with what stands around them."""
    return Quote(
        exact=text[start:end],
        start=start,
        prefix=text[max(0, start - _AROUND) : start],
        suffix=text[end : end + _AROUND],
    )


def opening(text: str, start: int, end: int) -> Quote:
    """The first words of `text[start:end]`, by which the whole is known."""
    if end - start > OPENING:
        cut = text.rfind(" ", start + OPENING // 2, start + OPENING)
        end = cut if cut > 0 else start + OPENING
    return quote(text, start, end)


def find_words(text: str, wanted: Quote) -> Span | None:
    """Where the quoted words stand today; ``None`` when they are gone, or too short to be told from others like them."""
    if not wanted.exact.strip():
        return None
    if text.startswith(wanted.exact, wanted.start) and _fits(text, wanted.start, wanted.end, wanted):
        return wanted.start, wanted.end
    found = [(at, at + len(wanted.exact)) for at in islice(_occurrences(text, wanted.exact), _OCCURRENCES)]
    return _best(text, found, wanted) or _best(text, _loosely(text, wanted.exact), wanted)


def find_first(text: str, words: str, start: int, end: int) -> Span | None:
    """The first place of the words in `text[start:end]`, spaces, punctuation and case left out of account where need be."""
    at = text.find(words, start, end)
    if at >= 0:
        return at, at + len(words)
    found = _loosely(text[start:end], words)
    return (found[0][0] + start, found[0][1] + start) if found else None


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _best(text: str, found: list[Span], wanted: Quote) -> Span | None:
    """The occurrence with most of the surroundings, then the nearest."""
    if len(_plain(wanted.exact)) < _TELLING:
        found = [span for span in found if _fits(text, *span, wanted)]
    scored = [(-_sides(text, *span, wanted), abs(span[0] - wanted.start), span) for span in found]
    return min(scored)[2] if scored else None


def _fits(text: str, start: int, end: int, wanted: Quote) -> bool:
    """Whether the place can be meant at all: one side at least is as it was, where anything stood there."""
    return not (wanted.prefix or wanted.suffix) or _sides(text, start, end, wanted) > 0


def _sides(text: str, start: int, end: int, wanted: Quote) -> int:
    """How many of the two sides are as they were; the edge of a text is a side as well."""
    before, behind = text[max(0, start - 2 * _AROUND) : start], text[end : end + 2 * _AROUND]
    prefix, suffix = _plain(wanted.prefix), _plain(wanted.suffix)
    left = _plain(before).endswith(prefix) if prefix else not _plain(before)
    right = _plain(behind).startswith(suffix) if suffix else not _plain(behind)
    return left + right


def _loosely(text: str, words: str) -> list[Span]:
    """Places of the words with other spaces, punctuation or case, in order; none for words without a letter or digit."""
    plain, places = _page(text)
    wanted = _plain(words)
    if not wanted:
        return []
    starts = islice((match.start() for match in re.finditer(re.escape(wanted), plain)), _OCCURRENCES)
    return [(places[at], places[at + len(wanted) - 1] + 1) for at in starts]


@lru_cache(maxsize=1)
def _page(text: str) -> tuple[str, array[int]]:
    """`_plain_with_places` of a whole page, once for all that is looked for on it one after another."""
    return _plain_with_places(text)


def _plain(text: str) -> str:
    return _plain_with_places(text)[0]


def _plain_with_places(text: str) -> tuple[str, array[int]]:
    """Letters, marks and digits alone, in lower case, each with its place in `text`."""
    pieces: list[str] = []
    places = array("L")
    for at, char in enumerate(text):
        if char.isalnum() or unicodedata.category(char)[0] == "M":
            lower = char.casefold()
            pieces.append(lower)
            places.extend([at] * len(lower))
    return "".join(pieces), places
