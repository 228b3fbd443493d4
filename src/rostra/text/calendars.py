"""Dates of other calendars as Gregorian ones, exactly: what cannot be told to the day is ``None``.

Each calendar counts days in its own way and meets the others in the day's number (`datetime.date.toordinal`). Months are numbered
as CLDR numbers them. Years outside the range in which a calendar's rule is the one people used give ``None``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

_Rule = Callable[[int, int, int], "int | None"]

_PERSIAN_EPOCH = 226_895  # 22 March 622, Gregorian
_HEBREW_EPOCH = -1_373_427  # 1 Tishri of the year 1
_ETHIOPIC_EPOCH = 2_796  # 29 August 8, Julian
_UMM_AL_QURA_EPOCH = date(1882, 11, 12).toordinal()  # 1 Muharram 1300
_UMM_AL_QURA = (
    "5552ab9372b657636cb55aaa95649e95d2ba5b53aab4ba9652e2ad56db5a752f25e8ad16a56ab56b4da9b92b2564ba9b35a6d95d4da5"
    "d4aa955369752f46e96d46a953525d4bd9ba3b4b69b2aa554ada5d2da6d9eaae94d2ac564aea6d56ad55d4aa9352ba5b53a6b5ea9d52"
    "d29a554ad56daea6e4ed1da2aaa95a2da5b9bb27646c95552ab4dbaba5b4da9d52aa592d26d8ed2daad5aa5a4b4979372b6975d69d52"
    "c9592b25b4db9d55d2da5d4aa9554daad3aabd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aad55"
    "a9a92e26e55dada6d46a5b27a4d4ad56db5a754f49e92d26a563566b5baab92b2568ba9b55aada5b4da9b52a9a536276575af26d46a9"
    "5552ad4bd9ba574b69b52a9552da5d4daad96b2e95e2ac9692eaad56ad65d4a"
)
"""Three hexadecimal digits a year from 1300 on; the lowest bit is Muharram, a bit that is set a month of thirty days."""


def to_gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date in `calendar` (a key of `CALENDARS`); ``None`` for one that does not exist or lies outside the
    years in which the calendar is told exactly.

    >>> to_gregorian("persian", 1393, 5, 15), to_gregorian("hebrew", 5774, 12, 10)
    (datetime.date(2014, 8, 6), datetime.date(2014, 8, 6))
    """
    years, rule = CALENDARS[calendar]
    number = rule(year, month, day) if year in years and day >= 1 and month >= 1 else None
    return None if number is None else date.fromordinal(number)


def _persian(year: int, month: int, day: int) -> int | None:
    """Solar Hijri: six months of 31 days, five of 30, and one of 29 or 30; leap years by the cycle of 33 years, which is the
    astronomical calendar's own for all years of the range."""
    leap = (25 * year + 11) % 33 < 8
    length = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if month > 12 or day > length:
        return None
    before = 31 * (month - 1) - max(month - 7, 0)
    return _PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + before + day - 1


def _islamic(year: int, month: int, day: int) -> int | None:
    """Umm al-Qura, the civil calendar of Saudi Arabia; where the moon is sighted a month may begin a day later."""
    at, number = 3 * (year - 1300), _UMM_AL_QURA_EPOCH
    lengths = [29 + (int(_UMM_AL_QURA[at : at + 3], 16) >> k & 1) for k in range(12)]
    if month > 12 or day > lengths[month - 1]:
        return None
    for first in range(0, at, 3):
        number += 12 * 29 + int(_UMM_AL_QURA[first : first + 3], 16).bit_count()
    return number + sum(lengths[: month - 1]) + day - 1


def _hebrew_new_year(year: int) -> int:
    """Days from the epoch to 1 Tishri: the mean new moon, put off by the four rules of postponement."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    days = 29 * months + parts // 25_920
    return days + (3 * (days + 1) % 7 < 3)


def _hebrew_year_starts(year: int) -> int:
    before, this, following = (_hebrew_new_year(y) for y in (year - 1, year, year + 1))
    delay = 2 if following - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew(year: int, month: int, day: int) -> int | None:
    """Months from Tishri (1) to Elul (13); the sixth, first Adar, only in leap years."""
    start, end = _hebrew_year_starts(year), _hebrew_year_starts(year + 1)
    leap, kind = end - start > 380, (end - start) % 10  # 353, 354, 355 days, or 30 more
    lengths = [30, 29 + (kind == 5), 30 - (kind == 3), 29, 30, 30 * leap, 29, 30, 29, 30, 29, 30, 29]
    if month > 13 or day > lengths[month - 1]:
        return None
    return start + sum(lengths[: month - 1]) + day - 1


_LETTERS = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)), strict=True))


def hebrew_number(letters: str) -> int:
    """The value of Hebrew letters, marks passed over.

    >>> hebrew_number("תשע״ד")
    774
    """
    return sum(_LETTERS.get(letter, 0) for letter in letters)


def _ethiopic(year: int, month: int, day: int) -> int | None:
    """Twelve months of 30 days and a thirteenth of five or, in the year before a leap year, six."""
    if day > (30 if month <= 12 else 5 + (year % 4 == 3) if month == 13 else 0):
        return None
    return _ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1


def _indian(year: int, month: int, day: int) -> int | None:
    """The national calendar of India (Saka): its year begins on 22 March, in leap years on the 21st."""
    gregorian = year + 78
    leap = gregorian % 4 == 0 and (gregorian % 100 != 0 or gregorian % 400 == 0)
    lengths = [30 + leap, *[31] * 5, *[30] * 6]
    if month > 12 or day > lengths[month - 1]:
        return None
    return date(gregorian, 3, 22 - leap).toordinal() + sum(lengths[: month - 1]) + day - 1


CALENDARS: dict[str, tuple[range, _Rule]] = {
    "persian": (range(1280, 1450), _persian),
    "islamic": (range(1318, 1500), _islamic),
    "hebrew": (range(5400, 5900), _hebrew),
    "ethiopic": (range(1850, 2090), _ethiopic),
    "indian": (range(1879, 1975), _indian),
}
"""Calendars by name: the years in which a rule is the one in use, and the rule. India's was introduced in 1879; later years than
the last are those of a neighbour's calendar with the same months."""


def julian_lag(year: int, month: int) -> int:
    """Days by which the Julian calendar is behind in that month (thirteen from March 1900 on).

    >>> julian_lag(1917, 10), julian_lag(1821, 3)
    (13, 12)
    """
    century = (year - (month <= 2)) // 100
    return century - century // 4 - 2


BUDDHIST_OFFSET = 543
_THAI_YEAR_FROM_JANUARY = 2484
"""Before it the year began in April (and the one before it had nine months)."""


def gregorian_year(year: int, month: int = 12) -> int:
    """A year of four digits, Buddhist ones as Gregorian.

    >>> gregorian_year(2557), gregorian_year(2014), gregorian_year(2475, 2)
    (2014, 2014, 1933)
    """
    if not 2400 < year < 2643:
        return year
    return year - BUDDHIST_OFFSET + (year < _THAI_YEAR_FROM_JANUARY and month <= 3)
