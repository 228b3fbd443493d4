"""Dates as people print them, in any language whose months are known.

A date is found by its shape (numbers, separators, a word between numbers) and then its words are looked up, so that the
expressions stay few and run in linear time whatever the number of languages. What month a word names is the caller's
to say (`MonthNames`): this room knows no language.

A numeric date such as "6-08-2014" may be read in two ways; both are kept (`FoundDate.other`) for the caller to decide.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

MonthNames = Mapping[str, int]
"""A case-folded word, without final full stop, to its month (1-12)."""

YEARS = range(1500, 2100)
"""Gregorian years that a printed date may have; others are numbers of something else."""

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""Year before the first of each era."""

BUDDHIST_OFFSET = 543

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}


class FoundDate(msgspec.Struct, frozen=True):
    """A date at `text[start:end]`. `value` is ISO 8601 as precise as printed ("2014", "2014-08", "2014-08-06").

    `other` is the second reading of a numeric date whose day and month could be exchanged ("2014-06-08"), else ``None``.
    """

    start: int
    end: int
    value: str
    other: str | None = None


class DayOfMonth(msgspec.Struct, frozen=True):
    """A day and month without a year ("19 July") at `text[start:end]`."""

    start: int
    end: int
    month: int
    day: int


_WORD = r"[^\W\d_][^\s\d.,;:/()\[\]|–—-]{1,22}"
_DAY = r"(?<![\d.,/])(?P<day>\d{1,2})"
_TO = r"(?:\s?[-–—]\s?(?P<last>\d{1,2}))?"  # "9–10 April": the first day counts
_YEAR = r"(?P<year>\d{4})(?![\d/])"
_ORDINAL = r"\s{0,2}(?:st|nd|rd|th|er|[ºªo°]|-?[а-я]{1,2}|의)?(?!\w)"
_LINK = r"(?:(?:d[aeo]l?s?|of|o|den|the|an|tháng|ngày|m|ng)\.?\s+|d['’])?"
_YEAR_LINK = r"(?:(?:de|del|do|of|năm|in)\s+)?"

# "6 August 2014" · "8th October, 1992" · "6. elokuuta 2014" · "6 de agosto de 2014" · "6-Aug-2014" · "1er août 2014"
_DAY_WORD_YEAR = re.compile(
    rf"{_DAY}{_TO}{_ORDINAL}[\s.,·-]{{0,3}}{_LINK}(?P<word>{_WORD}(?:\s[^\W\d_]{{2,8}})?)\.?[\s.,-]{{0,3}}{_YEAR_LINK}{_YEAR}",
    re.IGNORECASE,
)
# "August 6, 2014" · "Nov. 20th, 2019" · "August 6 2014"
_WORD_DAY_YEAR = re.compile(
    rf"(?<!\w)(?P<word>{_WORD})\.?\s{{1,2}}(?:the\s)?(?P<day>\d{{1,2}}){_TO}{_ORDINAL}\s?[,.]?\s{{0,2}}(?:of\s)?{_YEAR}",
    re.IGNORECASE,
)
# "2014. augusztus 6." · "2014 m. rugpjūčio 6 d." · "2014. gada 6. augustā" · "2014ko abuztuaren 6a"
_YEAR_WORD_DAY = re.compile(
    rf"(?<![\d/-])(?P<year>\d{{4}})(?:ko|eko)?\.?\s{{0,2}}(?:m\.\s?)?(?P<word>{_WORD})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?!\d)"
)
_YEAR_DAY_WORD = re.compile(
    rf"(?<![\d/-])(?P<year>\d{{4}})\.?\s{{0,2}}gada\s{{1,2}}(?P<day>\d{{1,2}})\.\s{{0,2}}(?P<word>{_WORD})"
)
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
# "2014年8月6日" · "平成22年1月26日" · "2014년 8월 6일" · "二〇一四年八月六日"
_EAST_ASIAN = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|民國|民国)?\s?(?P<year>\d{1,4}|[〇零一二三四五六七八九元]{1,4})\s?[年년]\s?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월](?:\s?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日일號号])?"
)
# "ngày 6 tháng 8 năm 2014"
_VIETNAMESE = re.compile(rf"{_DAY}\s?tháng\s(?P<month>\d{{1,2}})\s?(?:năm\s|[,/-]\s?){_YEAR}", re.IGNORECASE)
# "August 2014" · "agosto de 2014" · "AUGUST, 1992"
_WORD_YEAR = re.compile(rf"(?<!\w)(?P<word>{_WORD})\.?,?\s{{1,2}}{_YEAR_LINK}{_YEAR}", re.IGNORECASE)
# "19 July" · "19th of July" · "July 19"
_DAY_WORD = re.compile(rf"{_DAY}{_ORDINAL}[\s.]{{0,2}}{_LINK}(?P<word>{_WORD})", re.IGNORECASE)
_WORD_DAY = re.compile(rf"(?<!\w)(?P<word>{_WORD})\.?\s(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:])", re.IGNORECASE)


# No date without one of these: a year in full, a year's character, a year of two digits after a slash.
_MAYBE = re.compile(r"\d{4}|[年년]|/\s?\d\d(?!\d)")


def find_dates(text: str, months: MonthNames) -> list[FoundDate]:
    """All dates in `text`, in order, without overlaps; the more precise reading wins where two meet."""
    plain = _plain_digits(text)
    found: list[FoundDate] = []
    taken: set[int] = set()
    if not _MAYBE.search(plain):
        return found
    for rule in _RULES:
        for hit in rule(plain, months):
            if taken.isdisjoint(range(hit.start, hit.end)):
                found.append(hit)
                taken.update(range(hit.start, hit.end))
    return sorted(found, key=lambda hit: hit.start)


def find_days(text: str, months: MonthNames) -> list[DayOfMonth]:
    """Days with their month but no year, in order of the text."""
    plain = _plain_digits(text)
    found = []
    for shape in (_DAY_WORD, _WORD_DAY):
        for match in shape.finditer(plain):
            month = _month(match["word"], months)
            if month and 1 <= int(match["day"]) <= monthrange(2000, month)[1]:
                found.append(DayOfMonth(match.start(), match.end(), month, int(match["day"])))
    return sorted(found, key=lambda hit: hit.start)


def iso_date(year: int, month: int, day: int | None = None) -> str | None:
    """ISO 8601 for a date that exists, else ``None``.

    >>> iso_date(2014, 8, 6), iso_date(2014, 8), iso_date(2014, 2, 30)
    ('2014-08-06', '2014-08', None)
    """
    if year not in YEARS or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def full_year(digits: str) -> int:
    """A year of two digits as one of four: up to 40 in this century, later ones in the last; Buddhist years as Gregorian."""
    year = int(digits)
    if len(digits) <= 2:
        return year + (2000 if year <= 40 else 1900)
    return year - BUDDHIST_OFFSET if 2400 < year < 2643 else year


def weekday_of(value: str) -> int | None:
    """0 for Monday to 6 for Sunday; ``None`` unless `value` has a day."""
    return date.fromisoformat(value).weekday() if len(value) == 10 else None


def _plain_digits(text: str) -> str:
    """The same text, as long, with ASCII digits in place of all others."""
    if text.isascii():
        return text
    return text.translate(_digit_table())


@cache
def _digit_table() -> dict[int, str]:
    """Every decimal digit of Unicode beyond ASCII, as its ASCII counterpart; the non-breaking spaces as spaces."""
    table = {c: str(unicodedata.decimal(chr(c))) for c in range(0x80, 0x1FBFA) if chr(c).isdecimal()}
    return table | {
        0xA0: " ",
        0x202F: " ",
        0x2009: " ",
        0x2010: "-",
        0x2011: "-",
        0x2212: "-",
        0xFF0F: "/",
        0xFF0E: ".",
    }


def _month(word: str, months: MonthNames) -> int | None:
    """The month that `word` names; a second word ("August at") is let go if only the first is a month."""
    folded = word.casefold().rstrip(".")
    return months.get(folded) or months.get(folded.split()[0])


def _worded(shape: re.Pattern[str], text: str, months: MonthNames) -> Iterator[FoundDate]:
    """Dates of a shape with groups ``word``, ``year`` and perhaps ``day``."""
    for match in shape.finditer(text):
        month = _month(match["word"], months)
        if month is None:
            continue
        groups = match.groupdict()
        day, last = groups.get("day"), groups.get("last")
        if day and last and int(last) <= int(day):
            day = last  # "12:30-14 May": no range of days
        value = iso_date(full_year(match["year"]), month, int(day) if day else None)
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _day_word_year(text: str, months: MonthNames) -> Iterator[FoundDate]:
    return _worded(_DAY_WORD_YEAR, text, months)


def _word_day_year(text: str, months: MonthNames) -> Iterator[FoundDate]:
    return _worded(_WORD_DAY_YEAR, text, months)


def _year_word_day(text: str, months: MonthNames) -> Iterator[FoundDate]:
    yield from _worded(_YEAR_WORD_DAY, text, months)
    yield from _worded(_YEAR_DAY_WORD, text, months)


def _word_year(text: str, months: MonthNames) -> Iterator[FoundDate]:
    return _worded(_WORD_YEAR, text, months)


def _numbered(shape: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    """Dates of a shape with numbers for ``year``, ``month`` and ``day``."""
    for match in shape.finditer(text):
        value = iso_date(full_year(match["year"]), int(match["month"]), int(match["day"]))
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _year_first(text: str, months: MonthNames) -> Iterator[FoundDate]:
    yield from _numbered(_YEAR_FIRST, text)
    yield from _numbered(_VIETNAMESE, text)


def _compact(text: str, months: MonthNames) -> Iterator[FoundDate]:
    return _numbered(_COMPACT, text)


def _year_last(text: str, months: MonthNames) -> Iterator[FoundDate]:
    for match in _YEAR_LAST.finditer(text):
        if len(match["year"]) == 2 and match["mark"] != "/":
            continue  # "3.4.12" and "6-08-14" are as often versions, clauses and scores
        year, first, second = full_year(match["year"]), int(match["first"]), match["second"]
        roman = _ROMAN.get(second.lower())
        day_first = iso_date(year, roman or _number(second), first)
        month_first = None if roman else iso_date(year, first, _number(second))
        value = day_first or month_first
        if value:
            other = month_first if day_first and month_first != day_first else None
            yield FoundDate(match.start(), match.end(), value, other)


def _number(digits: str) -> int:
    """The number, 0 (no month) for what is none."""
    return int(digits) if digits.isdecimal() else 0


def _east_asian(text: str, months: MonthNames) -> Iterator[FoundDate]:
    for match in _EAST_ASIAN.finditer(text):
        year = _han_number(match["year"], positional=True)
        if match["era"]:
            year += ERAS[match["era"]]
        month = _han_number(match["month"])
        value = iso_date(year, month, _han_number(match["day"]) if match["day"] else None)
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _han_number(digits: str, *, positional: bool = False) -> int:
    """A number up to 99 in Chinese characters, a year digit by digit, or ASCII digits.

    >>> _han_number("二十六"), _han_number("二〇一四", positional=True), _han_number("十")
    (26, 2014, 10)
    """
    if digits.isascii():
        return int(digits)
    if positional and "十" not in digits:
        return int("".join(str(_HAN[c]) for c in digits))
    tens, ten, ones = digits.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)


_RULES = (
    _east_asian,
    _year_first,
    _day_word_year,
    _word_day_year,
    _year_word_day,
    _year_last,
    _compact,
    _word_year,
)
"""In order of trust: where two shapes overlap the earlier is right."""
