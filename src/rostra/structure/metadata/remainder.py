"""What a line says besides its date and time: "Palácio do Sol, 16 de dezembro de 2011" leaves "Palácio do Sol"."""

from __future__ import annotations

import re
from functools import cache

from rostra.lexicon import load, phrases
from rostra.text.dates import MonthNames, find_dates, find_days
from rostra.text.times import find_times

_EDGES = " \t\n,;:.|/·•–—-()[]<>"
_SPACES = re.compile(r"\s+")


@cache
def weekdays() -> dict[str, int]:
    """Names of the days of the week in all languages, case-folded, to 0 (Monday) to 6 (Sunday); English where two differ."""
    names: dict[str, int] = {}
    table = load("weekdays")
    for tag in ("en", *table):
        for number, words in table[tag].items():
            for word in words:
                names.setdefault(word, int(number))
    return names


@cache
def _zones() -> re.Pattern[str]:
    """A zone or word for the clock, right after a time."""
    words = sorted(phrases("places", "zones"), key=len, reverse=True)
    return re.compile(rf"[\s(]*\b(?:{'|'.join(map(re.escape, words))})\b[).]?", re.IGNORECASE)


def strip_when(text: str, months: MonthNames) -> tuple[str, bool]:
    """The line without dates, times, weekdays and zones, and whether it held a date or a time."""
    spans = [(d.start, d.end) for d in find_dates(text, months)]
    if not spans:
        spans = [(d.start, d.end) for d in find_days(text, months)]
    for time in find_times(text):
        zone = _zones().match(text, time.end)
        spans.append((time.start, zone.end() if zone else time.end))
    if not spans:
        return _tidy(text), False
    kept, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            kept.append(text[at:start])
            at = end
    kept.append(text[at:])
    return _tidy(" \x00 ".join(kept)), True


def _tidy(text: str) -> str:
    """The longest piece between the gaps that dates left, without weekdays and stray punctuation."""
    pieces = [_without_weekdays(piece) for piece in text.split("\x00")]
    return max(pieces, key=len)


def _without_weekdays(piece: str) -> str:
    words = [word for word in piece.split() if word.strip(_EDGES).casefold() not in weekdays()]
    return _SPACES.sub(" ", " ".join(words)).strip(_EDGES)
