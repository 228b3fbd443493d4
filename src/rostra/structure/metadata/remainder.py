"""What a line says besides its date and time: "Palácio do Sol, 16 de dezembro de 2011" leaves "Palácio do Sol"."""

from __future__ import annotations

import re
from functools import cache

from rostra.lexicon import load, phrases
from rostra.text.dates import MonthNames, find_dates, find_days
from rostra.text.times import find_times

_EDGES = " \t\n,;:.|/·•–—-()[]<>"
_DISTANCE = r"(?:GMT|UTC)\s?[+−-]\s?\d{1,2}(?::?\d{2})?"
"""How far a zone is from Greenwich."""
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
    """A zone or word for the clock right after a time; a zone that no list has is two to five capitals before a mark or the end."""
    words = sorted(phrases("places", "zones"), key=len, reverse=True)
    named = "|".join(map(re.escape, words))
    return re.compile(rf"[\s(]*(?:(?i:{_DISTANCE})|\b(?i:{named})\b|[A-Z]{{2,5}}(?=\s*(?:[),;|]|$)))[).]?")


@cache
def _named_zone() -> re.Pattern[str]:
    """A zone right after a time: the distance from Greenwich, or a name that says which zone it is."""
    words = sorted(phrases("places", "named_zones"), key=len, reverse=True)
    return re.compile(rf"[\s(,]{{0,3}}(?P<zone>{_DISTANCE}|(?:{'|'.join(map(re.escape, words))})\b)", re.IGNORECASE)


def zone_of(text: str, start: int, end: int) -> str | None:
    """The zone of the time at `text[start:end]`, at its end or right behind it, as printed; ``None`` where none is said."""
    match = _named_zone().search(text, start)
    return " ".join(match["zone"].split()) if match and match.start() <= end else None


@cache
def _lead_in() -> re.Pattern[str]:
    """What stands between a date and a place or before a date ("delivered on", "à") and belongs to neither."""
    before = "|".join(re.escape(word) for word in sorted(phrases("places", "before_date"), key=len, reverse=True))
    after = "|".join(re.escape(word) for word in sorted(phrases("places", "in"), key=len, reverse=True))
    return re.compile(rf"^(?:{after})\s+|(?:^|\s+)(?:{before})\s*$", re.IGNORECASE)


def strip_when(text: str, months: MonthNames) -> tuple[tuple[str, ...], bool]:
    """What is left of the line without dates, times, weekdays and zones, longest piece first, and whether it held any of these."""
    spans = [(d.start, d.end) for d in find_dates(text, months)]
    if not spans:
        spans = [(d.start, d.end) for d in find_days(text, months)]
    for time in find_times(text):
        zone = _zones().match(text, time.end) or _named_zone().search(text, time.start)
        spans.append((time.start, max(zone.end(), time.end) if zone and zone.start() <= time.end else time.end))
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            piece = text[at:start]
            pieces.append("" if piece.rstrip().endswith((":", "：")) else piece)  # "Date:" is a label in any language
            at = end
    pieces.append(text[at:])
    tidy = [_tidy(piece) for piece in pieces]
    return tuple(sorted((piece for piece in tidy if piece), key=len, reverse=True)), bool(spans)


def _tidy(piece: str) -> str:
    """A piece without weekdays, stray punctuation, and the words that tied it to its date."""
    return _lead_in().sub("", _without_weekdays(piece)).strip(_EDGES)


def _without_weekdays(piece: str) -> str:
    words = [word for word in piece.split() if word.strip(_EDGES).casefold() not in weekdays()]
    return _SPACES.sub(" ", " ".join(words)).strip(_EDGES)
