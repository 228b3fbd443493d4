"""Dates as people print them, in any language whose months are known, in the calendars that people print.

A date is found by its shape and then its words are looked up, so that the expressions stay few and run in linear time whatever the
number of languages: dates in numbers here, those with the month in words in `worded_dates`. What month a word names is the
caller's to say (`MonthNames`): this room knows no language.

A numeric date such as "6-08-2014" may be read in two ways; both are kept (`FoundDate.other`) for the caller to decide.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from rostra.text.calendars import gregorian_year, hebrew_number, to_gregorian
from rostra.text.digits import plain_digits
from rostra.text.found_dates import DayOfMonth, FoundDate, MonthNames, iso_date
from rostra.text.worded_dates import find_worded

__all__ = ["DayOfMonth", "FoundDate", "MonthNames", "find_dates", "find_days", "full_year", "iso_date", "weekday_of"]

ERAS = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "民國": 1911, "民国": 1911, "단기": -2333, "檀紀": -2333,
}  # fmt: skip
"""Year before the first of each era."""

GREGORIAN_JAPAN = "1873"
"""Dates of the Meiji era before this year are of the lunar calendar."""

_ROMAN = {
    word: n for n, word in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}

_WORD = r"[^\W\d_][^\s\d.,;:/()\[\]|–—-]{1,22}"
_DAY = r"(?<![\d.,/])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?![\d/])"
_ORDINAL = r"\s{0,2}(?:st|nd|rd|th|er|[ºªo°]|-?[а-я]{1,2}|의)?(?!\w)"
_LINK = r"(?:(?:d[aeo]l?s?|of|o|den|the|an|tháng|ngày|m|ng)\.?\s+|d['’])?"

# "2014-08-06" · "2014/8/6" · "2014.08.06." · "2014-08-06T14:44"
_YEAR_FIRST = re.compile(
    r"(?<![\w./-])(?P<year>\d{4})\s?(?P<mark>[./-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?![\d/-]|\.\d)"
)
# "20140806", alone
_COMPACT = re.compile(r"(?<![\w./-])(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|[^\w./-]|\Z)")
# "6-08-2014" · "06/08/2014" · "6.8.2014" · "6.VIII.2014" · "08/ 09/ 96"
_YEAR_LAST = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2}|[ivxIVX]{1,4})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d{2})(?![\d/-]|\.\d)"
)
# "2014年8月6日" · "平成22年1月26日" · "2014년 8월 6일" · "주체103(2014)년 8월 6일" · "二〇一四年八月六日"
_EAST_ASIAN = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})?\s?(?P<year>\d{{1,4}}|[〇零一二三四五六七八九十百元]{{1,6}})\)?\s?[年년]\s?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월](?:\s?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日일號号])?"
)
# "ngày 6 tháng 8 năm 2014"
_VIETNAMESE = re.compile(rf"{_DAY}\s?tháng\s(?P<month>\d{{1,2}})\s?(?:năm\s|[,/-]\s?){_YEAR}", re.IGNORECASE)
# "2003 оны 11-р сарын 19": year, month and day in numbers, each with its word
_NUMBERED = re.compile(
    r"(?<![\w./-])(?P<year>\d{4})\s?(?P<of_year>[^\W\d_]{2,8})\s(?P<month>\d{1,2})\s?-?\s?(?P<of_month>[^\W\d_]{1,3}\s[^\W\d_]{2,8})\s(?P<day>\d{1,2})(?!\d)"
)
# "י׳ באב תשע״ד" · "כ״ג בתמוז ה׳תשע״ד"
_HEBREW = re.compile(
    r"(?<![א-ת])(?P<day>[א-ל][א-ט]?[׳״'\"][א-ט]?)\s(?P<word>[א-ת]{2,8}(?:\s[אב]׳?)?)\s(?P<year>(?:ה[׳'])?ת[קרש]?[א-ת]{0,3}[״\"][א-ת])(?![א-ת])"
)
# "19 July" · "19th of July" · "July 19"
_DAY_WORD = re.compile(rf"{_DAY}{_ORDINAL}[\s.]{{0,2}}{_LINK}(?P<word>{_WORD})", re.IGNORECASE)
_WORD_DAY = re.compile(rf"(?<!\w)(?P<word>{_WORD})\.?\s(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:])", re.IGNORECASE)

# No date without one of these: a year in full, a year's character, a year of two digits after a mark, a Hebrew year.
_MAYBE = re.compile(r"\d{4}|[年년]|[/.-]\s?\d\d(?!\d)|ת\S{0,4}[״\"]")


REMEMBERED = 1024
"""Texts whose dates are kept: a page's short lines are asked for theirs by each step that reads it."""


def find_dates(text: str, months: MonthNames) -> list[FoundDate]:
    """All dates in `text`, in order, without overlaps; the more precise reading wins where two meet."""
    if not _MAYBE.search(text):
        return []
    return list((_remembered if len(text) <= SHORT else _find)(text, months))


SHORT = 240
"""Characters of a text that is worth remembering."""


def _find(text: str, months: MonthNames) -> tuple[FoundDate, ...]:
    plain = plain_digits(text)
    found: list[FoundDate] = []
    taken: set[int] = set()
    for rule in _RULES:
        for hit in rule(plain, months):
            if taken.isdisjoint(range(hit.start, hit.end)):
                found.append(hit)
                taken.update(range(hit.start, hit.end))
    return tuple(sorted(found, key=lambda hit: hit.start))


_remembered = lru_cache(REMEMBERED)(_find)


def find_days(text: str, months: MonthNames) -> list[DayOfMonth]:
    """Days with their month but no year, in order of the text."""
    plain = plain_digits(text)
    found = []
    for shape in (_DAY_WORD, _WORD_DAY):
        for match in shape.finditer(plain):
            month = months.get(match["word"].casefold().rstrip("."))
            if month and 1 <= int(match["day"]) <= monthrange(2000, month)[1]:
                found.append(DayOfMonth(match.start(), match.end(), month, int(match["day"])))
    return sorted(found, key=lambda hit: hit.start)


def full_year(digits: str, month: int = 12) -> int:
    """A year of two digits as one of four: up to 40 in this century, later ones in the last; Buddhist years as Gregorian."""
    year = int(digits)
    return gregorian_year(year, month) if len(digits) > 2 else year + (2000 if year <= 40 else 1900)


def weekday_of(value: str) -> int | None:
    """0 for Monday to 6 for Sunday; ``None`` unless `value` has a day."""
    return date.fromisoformat(value).weekday() if len(value) == 10 else None


def _numbered(shape: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    """Dates of a shape with numbers for ``year``, ``month`` and ``day``."""
    for match in shape.finditer(text):
        month = int(match["month"])
        value = iso_date(full_year(match["year"], month), month, int(match["day"]))
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _year_first(text: str, months: MonthNames) -> Iterator[FoundDate]:
    yield from _numbered(_YEAR_FIRST, text)
    yield from _numbered(_VIETNAMESE, text)


def _with_words(text: str, months: MonthNames) -> Iterator[FoundDate]:
    """Year, month and day in numbers with words between them that are known to stand in dates."""
    for match in _NUMBERED.finditer(text):
        of_year, of_month = match["of_year"].casefold(), match["of_month"].casefold()
        value = iso_date(full_year(match["year"]), int(match["month"]), int(match["day"]))
        if value and of_year in months.glue and of_month in months.glue:
            yield FoundDate(match.start(), match.end(), value)


def _compact(text: str, months: MonthNames) -> Iterator[FoundDate]:
    return _numbered(_COMPACT, text)


def _year_last(text: str, months: MonthNames) -> Iterator[FoundDate]:
    for match in _YEAR_LAST.finditer(text):
        if len(match["year"]) == 2 and match["mark"] != "/" and match[0] != text.strip():
            continue  # in a sentence "3.4.12" and "6-08-14" are as often versions, clauses and scores
        first, second = int(match["first"]), match["second"]
        roman = _ROMAN.get(second.lower())
        day_first = _in_order(match["year"], roman or _number(second), first)
        month_first = None if roman else _in_order(match["year"], first, _number(second))
        value = day_first or month_first
        if value:
            other = month_first if day_first and month_first != day_first else None
            yield FoundDate(match.start(), match.end(), value, other)


def _of_other_calendar(text: str, months: MonthNames) -> Iterator[FoundDate]:
    """Dates in numbers with a year of the calendar of the page's language ("1398/05/15", "15/05/1398")."""
    if months.calendar is None:
        return
    for match in _YEAR_FIRST.finditer(text):
        yield from _converted(match, months.calendar, int(match["month"]), int(match["day"]))
    for match in _YEAR_LAST.finditer(text):
        if len(match["year"]) == 4 and match["second"].isdecimal():
            yield from _converted(match, months.calendar, int(match["second"]), int(match["first"]))


def _converted(match: re.Match[str], calendar: str, month: int, day: int) -> Iterator[FoundDate]:
    found = to_gregorian(calendar, int(match["year"]), month, day)
    if found:
        yield FoundDate(match.start(), match.end(), found.isoformat(), calendar=calendar)


def _in_order(year: str, month: int, day: int) -> str | None:
    return iso_date(full_year(year, month), month, day)


def _number(digits: str) -> int:
    """The number, 0 (no month) for what is none."""
    return int(digits) if digits.isdecimal() else 0


def _east_asian(text: str, months: MonthNames) -> Iterator[FoundDate]:
    for match in _EAST_ASIAN.finditer(text):
        year = _han_number(match["year"], positional=True)
        if match["era"]:
            year += ERAS[match["era"]]
        value = iso_date(year, _han_number(match["month"]), _han_number(match["day"]) if match["day"] else None)
        if value and not (match["era"] == "明治" and value < GREGORIAN_JAPAN):
            yield FoundDate(match.start(), match.end(), value)


def _han_number(digits: str, *, positional: bool = False) -> int:
    """A number up to 999 in Chinese characters, a year digit by digit, or ASCII digits.

    >>> _han_number("二十六"), _han_number("二〇一四", positional=True), _han_number("十"), _han_number("一百零三")
    (26, 2014, 10, 103)
    """
    if digits.isascii():
        return int(digits)
    if positional and not {"十", "百"} & set(digits):
        return int("".join(str(_HAN[c]) for c in digits))
    hundreds, hundred, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    below = (_HAN.get(tens.lstrip("零〇"), 1) * 10 if ten else 0) + _HAN.get(ones.lstrip("零〇"), 0)
    return (_HAN.get(hundreds, 1) * 100 if hundred else 0) + below


def _hebrew(text: str, months: MonthNames) -> Iterator[FoundDate]:
    """Dates of the Hebrew calendar in letters; the year without its thousands is of the sixth."""
    for match in _HEBREW.finditer(text):
        for calendar, month in months.others.get(match["word"], ()):
            year = 5000 + hebrew_number(match["year"].removeprefix("ה׳").removeprefix("ה'"))
            found = to_gregorian(calendar, year, month, hebrew_number(match["day"])) if calendar == "hebrew" else None
            if found:
                yield FoundDate(match.start(), match.end(), found.isoformat(), calendar="hebrew")


_RULES = (_east_asian, _year_first, find_worded, _with_words, _year_last, _of_other_calendar, _compact, _hebrew)
"""In order of trust: where two shapes overlap the earlier is right."""
