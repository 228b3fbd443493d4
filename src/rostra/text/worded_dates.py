"""Dates with the month in words: a year, and beside it a month and a day, in whatever order the language has them.

Theory: languages differ in the order of the three and in the little words between them; they agree that the three stand side by
side. So a date is looked for around each year: a month's name right before it ("6 August 2014") with a day on either side, or
right after it ("2014. augusztus 6."). Between the parts may stand punctuation, an ending written together with a number ("6th",
"31-го"), and words that are known to tie dates ("de", "of"); anything else ends the search, which keeps it linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from rostra.text.calendars import gregorian_year, julian_lag, to_gregorian
from rostra.text.found_dates import FoundDate, MonthNames, iso_date

REACH = 72
"""Characters before a year in which its day and month stand; the longest month's name has thirty."""

LONGEST_NAME = 6
"""Pieces of a month's name ("mwezi wa kumi na moja")."""

MOST_GLUE = 3
"""Words between two parts of a date ("del mes de")."""

GAP = 20
"""Characters between two parts."""

OLD_STYLE = 24
"""Characters after a date in which its style is said."""

_YEAR = re.compile(r"(?<!\d)(?<!\d[-/.])\d{4}(?!\d|[-/.]\d)")
_PIECE = re.compile(r"\d+|[^\s\d.,;:/()\[\]|«»\"“”–—،؛'’‘`·-]+")
_ENDING = re.compile(r"\s{0,2}(?:[ºªo°]|st|nd|rd|th|er)(?!\w)|[-(]?[^\W\d_]{1,3}\)?(?![^\W\d_])")
"""What is written together with a number: "6th", "31-го", "2014(e)ko"."""

_MARKS = " \t\n.,،、·/()°:'’‘`‐–—-"
_CLOCK = re.compile(r"[:.h]\d")


class _Piece(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def number(self) -> int:
        """Its number of at most two digits, 0 for a word."""
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 2 else 0


class _Name(NamedTuple):
    """A month's name in the text, by calendar: pieces `first` up to `last` of the window."""

    first: int
    last: int
    word: str


class _Window:
    """The pieces of `text[start:end]`, on one side of the year that stands at `text[year:]`."""

    def __init__(self, text: str, start: int, end: int, months: MonthNames, year: int) -> None:
        self.text, self.months, self.year = text, months, year
        self.year_text = text[year : year + 4]
        self.pieces = [_Piece(m[0], m.start(), m.end()) for m in _PIECE.finditer(text, start, end)]

    def name_ending(self, last: int) -> _Name | None:
        """The longest month's name whose last piece is that one."""
        for first in range(max(last - LONGEST_NAME + 1, 0), last + 1):
            if name := self._name(first, last):
                return name
        return None

    def name_starting(self, first: int) -> _Name | None:
        """The longest month's name whose first piece is that one."""
        for last in range(min(first + LONGEST_NAME, len(self.pieces)) - 1, first - 1, -1):
            if name := self._name(first, last):
                return name
        return None

    def _name(self, first: int, last: int) -> _Name | None:
        """The pieces as a month's name; a word that ties dates ("de") is none, though it be one's abbreviation somewhere."""
        word = self.text[self.pieces[first].start : self.pieces[last].end].casefold()
        if first != last:
            word = " ".join(word.split())
        if not word.isascii():
            word = unicodedata.normalize("NFC", word)
        known = (word in self.months or word in self.months.others) and word not in self.months.glue
        return _Name(first, last, word) if known else None

    def ties(self, start: int, end: int, *, to_year: bool = False) -> bool:
        """Whether what stands there may stand between two parts of a date; `to_year`: between month and year."""
        gap = self.text[start:end]
        if not gap or gap == " ":
            return True
        if len(gap) > GAP:
            return False
        if start and self.text[start - 1].isdigit():
            ending = _ENDING.match(gap)
            gap = gap[ending.end() :] if ending else gap
        words = " ".join(gap.casefold().split()).strip(_MARKS)
        return not words or words in self.months.glue or (to_year and words in self.months.year_glue)


def find_worded(text: str, months: MonthNames) -> Iterator[FoundDate]:
    """Dates with their month in words, in `text` with ASCII digits; those whose month stands before the year come first."""
    years = [match.start() for match in _YEAR.finditer(text)]
    for rule in (_before, _after):
        for year in years:
            found = rule(text, year, months)
            if found:
                yield found


def _before(text: str, year: int, months: MonthNames) -> FoundDate | None:
    """The date whose month stands before the year at `text[year:]`: "6 August 2014", "August 6, 2014", "August 2014"."""
    window = _Window(text, max(year - REACH, 0), year, months, year)
    for at in range(len(window.pieces) - 1, max(len(window.pieces) - 2 - MOST_GLUE, -1), -1):
        piece = window.pieces[at]
        if year - piece.end > GAP:
            return None
        if window.ties(piece.end, year, to_year=True):
            name = window.name_ending(at)
            if name:
                return _with_day_before(window, name)
            if 1 <= piece.number <= 31:
                return _day_then_year(window, at)
    return None


def _with_day_before(window: _Window, name: _Name) -> FoundDate | None:
    """The date of a month and year, with the day before them where there is one."""
    first = window.pieces[name.first].start
    for at in range(name.first - 1, max(name.first - 2 - MOST_GLUE, -1), -1):
        piece = window.pieces[at]
        if 1 <= piece.number <= 31 and window.ties(piece.end, first) and (day := _day_at(window, at)):
            found = _dated(window, name, day.number, window.pieces[day.first].start)
            return _with_twin(window, day.first, found) or found or _dated(window, name, 0, first)
        if piece.text.isdecimal() or first - piece.end > GAP:
            break
    return _dated(window, name, 0, first)


def _day_then_year(window: _Window, at: int) -> FoundDate | None:
    """ "August 6, 2014": the month before the day before the year."""
    day = _day_at(window, at)
    if day is None:
        return None
    start = window.pieces[day.first].start
    for before in range(day.first - 1, max(day.first - 2 - MOST_GLUE, -1), -1):
        piece = window.pieces[before]
        if start - piece.end > GAP or piece.text.isdecimal():
            return None
        name = window.name_ending(before) if window.ties(piece.end, start) else None
        if name:
            found = _dated(window, name, day.number, window.pieces[name.first].start)
            return _with_twin(window, name.first, found) or found
    return None


def _after(text: str, year: int, months: MonthNames) -> FoundDate | None:
    """The date whose month and day stand after the year: "2014 August 6", "2014. gada 6. augustā"."""
    end = year + 4
    window = _Window(text, end, min(end + REACH, len(text)), months, year)
    for at, piece in enumerate(window.pieces[: MOST_GLUE + 1]):
        if piece.start - end > GAP:
            return None
        if window.ties(end, piece.start):
            name = window.name_starting(at)
            if name:
                return _with_day_after(window, name)
            if 1 <= piece.number <= 31:
                return _day_then_month(window, at)
    return None


def _with_day_after(window: _Window, name: _Name) -> FoundDate | None:
    """ "2014 August 6"; a year and month alone are no date in this order."""
    end = window.pieces[name.last].end
    for piece in window.pieces[name.last + 1 : name.last + 2 + MOST_GLUE]:
        if piece.text.isdecimal():
            fits = (
                1 <= piece.number <= 31 and window.ties(end, piece.start) and not _CLOCK.match(window.text, piece.end)
            )
            return _dated(window, name, piece.number, window.year, piece.end) if fits else None
    return None


def _day_then_month(window: _Window, at: int) -> FoundDate | None:
    """ "2014. gada 6. augustā": only with a word after the year, or day and month joined, lest "in 2014, 6 May ..." be one."""
    day = window.pieces[at]
    tied = any(c.isalpha() for c in window.text[window.year + 4 : day.start])
    for following in range(at + 1, min(at + 2 + MOST_GLUE, len(window.pieces))):
        start = window.pieces[following].start
        name = window.name_starting(following) if window.ties(day.end, start) else None
        if name and (tied or window.text[day.end : start].strip() == "-"):
            return _dated(window, name, day.number, window.year, window.pieces[name.last].end)
    return None


class _Day(NamedTuple):
    """A day of the month; piece `first` of the window is where it begins."""

    number: int
    first: int


def _day_at(window: _Window, at: int) -> _Day | None:
    """The day that the number there names: of a range of days ("9–10 April") the first, of an old style day with the new one
    ("12/24 March 1821") the new. ``None`` for part of a longer number ("3.6", "12:30")."""
    piece = window.pieces[at]
    if at:
        before = window.pieces[at - 1]
        gap = window.text[before.end : piece.start].strip()
        apart = piece.number - before.number
        if 0 < before.number <= 31 and gap in ("/", "(") and apart == julian_lag(int(window.year_text), 12):
            return _Day(piece.number, at - 1)
        if 0 < before.number < piece.number and gap in ("-", "–", "—") and _is_free(window, at - 1):
            return _Day(before.number, at - 1)
    return _Day(piece.number, at) if _is_free(window, at) else None


def _is_free(window: _Window, at: int) -> bool:
    """Whether a number is no part of a longer one or of a word."""
    start = window.pieces[at].start
    before = window.text[max(start - 2, 0) : start]
    return not (before[-1:] in tuple(".,/:") and before[:1].isdigit()) and not before[-1:].isalnum()


def _with_twin(window: _Window, first: int, found: FoundDate | None) -> FoundDate | None:
    """The date with another day and month before it: a range ("30 April – 2 May 2014") is its first day, of old and new style
    ("25 October (7 November) 1917") the new one counts; ``None`` when there is none."""
    if not found or first < 2 or len(found.value) < 10:
        return None
    gap = window.text[window.pieces[first - 1].end : window.pieces[first].start].strip()
    twin = _twin(window, first - 1) if gap in ("-", "–", "—", "/", "(") else None
    if twin is None:
        return None
    earlier, later = date.fromisoformat(twin.value), date.fromisoformat(found.value)
    if gap in ("/", "("):
        apart = abs((later - earlier).days)
        fits = apart == julian_lag(later.year, min(later.month, earlier.month))
        return msgspec.structs.replace(found, start=twin.start, value=max(twin.value, found.value)) if fits else None
    return msgspec.structs.replace(found, start=twin.start, value=twin.value) if earlier < later else None


def _twin(window: _Window, last: int) -> FoundDate | None:
    """The day and month that end with that piece, in the window's year."""
    name = window.name_ending(last)
    if name and name.first:
        day = window.pieces[name.first - 1]
        fits = window.ties(day.end, window.pieces[name.first].start) and 1 <= day.number <= 31
        return _dated(window, name, day.number, day.start) if fits else None
    day = window.pieces[last]
    name = window.name_ending(last - 1) if 1 <= day.number <= 31 else None
    return _dated(window, name, day.number, window.pieces[name.first].start) if name else None


def _dated(window: _Window, name: _Name, day: int, edge: int, end: int = 0) -> FoundDate | None:
    """The date of a month's name with a day (0: none): it stands from `edge` to the year's end, or to `end` where that is given."""
    start, end = (edge, end) if end else (edge, window.year + 4)
    year, month = int(window.year_text), window.months.get(name.word)
    value = iso_date(gregorian_year(year, month), month, day or None) if month else None
    for calendar, number in window.months.others.get(name.word, ()):
        found = to_gregorian(calendar, year, number, day or 1)
        if found and value:
            return None  # which calendar is meant nothing tells
        if found and day:
            return FoundDate(start, end, found.isoformat(), calendar=calendar)
    return FoundDate(start, end, _new_style(window, value, end)) if value else None


def _new_style(window: _Window, value: str, end: int) -> str:
    """The Gregorian date where the text says that the one before it is of the old style."""
    said = window.text[end : end + OLD_STYLE].casefold().lstrip(_MARKS + "[")
    if len(value) < 10 or not said.startswith(tuple(window.months.old_style)):
        return value
    day = date.fromisoformat(value)
    return (day + timedelta(days=julian_lag(day.year, day.month))).isoformat()
