"""What reading dates gives: a date with its place in the text; and what it needs: the words of dates, which the caller brings."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from typing import Protocol

import msgspec

YEARS = range(1500, 2100)
"""Gregorian years that a printed date may have; others are numbers of something else."""


class MonthNames(Protocol):
    """The words of dates: a mapping from a case-folded word, without final full stop, to its Gregorian month (1-12).

    `others` are words for months of other calendars, to (calendar, month). `glue` are words between day, month and year,
    `year_glue` those between month and year alone; `old_style` follow a date of the Julian calendar. `calendar` is that of a date
    in numbers whose year is no Gregorian one; ``None`` where nothing tells.
    """

    @property
    def others(self) -> Mapping[str, tuple[tuple[str, int], ...]]: ...
    @property
    def glue(self) -> Collection[str]: ...
    @property
    def year_glue(self) -> Collection[str]: ...
    @property
    def old_style(self) -> Collection[str]: ...
    @property
    def calendar(self) -> str | None: ...
    def __hash__(self) -> int: ...
    def get(self, word: str, /) -> int | None: ...

    def __contains__(self, word: object, /) -> bool: ...


class FoundDate(msgspec.Struct, frozen=True):
    """A date at `text[start:end]`. `value` is ISO 8601 as precise as printed ("2014", "2014-08", "2014-08-06").

    `other` is the second reading of a numeric date whose day and month could be exchanged ("2014-06-08"), else ``None``. `calendar`
    is the one in which it is printed; in "islamic" the day of a country that sights the moon may be the next one.
    """

    start: int
    end: int
    value: str
    other: str | None = None
    calendar: str = "gregorian"


class DayOfMonth(msgspec.Struct, frozen=True):
    """A day and month without a year ("19 July") at `text[start:end]`."""

    start: int
    end: int
    month: int
    day: int


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
