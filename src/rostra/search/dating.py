"""Dates in a query: a day, month or year in plain figures, and spans in every form that people write."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII
)  # "2014", "2014-08", "2014-08-06"
_LOOSE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)  # "2014/8/6"
_DAY_FIRST = re.compile(r"(\d{1,2})\.(?:(\d{1,2})\.)?(\d{4})", re.ASCII)  # "6.8.2014", "08.2014"
_DOTTED = re.compile(r"(?P<first>[\d/.-]*?\d)?(?:\.{2,}|…)(?P<last>\d[\d/.-]*)?", re.ASCII)
_DASHED = re.compile(r"(?P<first>\d[\d/.-]*)[–—−](?P<last>\d[\d/.-]*)|(?P<from>\d{4})-(?P<to>\d{4})", re.ASCII)
_COMPARED = re.compile(r"(?P<sign>[<>]=?)(?P<date>\d[\d/.-]*)", re.ASCII)
_LIMITED = re.compile(  # ">=2014..", ">2014..2015", "2014..<2016"
    r"(?:(?P<over>>=?)?(?P<first>\d[\d/.-]{0,9}?))?(?:\.{2,}|…)(?:(?P<under><=?)?(?P<last>\d[\d/.-]{0,9}))?", re.ASCII
)
_MUDDLED = re.compile(r"(?=[^<>]*[<>])(?=\D*\d)(?=.*(?:\.\.|…))[<>=\d/.…-]+", re.ASCII | re.DOTALL)  # "<2014.."
_YEAR = re.compile(r"(?:1[89]|20)\d\d", re.ASCII)  # a number that means a year where no field says so


def read_date(text: str) -> str | None:
    """A date in plain figures as ISO 8601, as precise as typed; ``None`` for anything else.

    >>> [read_date(text) for text in ("2014", "2014/8/6", "6.8.2014", "2014-13")]
    ['2014', '2014-08-06', '2014-08-06', None]
    """
    if loose := _LOOSE.fullmatch(text):
        year, month, day = loose.group(1), loose.group(3), loose.group(4)
    elif turned := _DAY_FIRST.fullmatch(text):
        day, month, year = turned.groups()
        month, day = (month, day) if month else (day, None)
    else:
        return None
    iso = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return iso if _ISO.fullmatch(iso) else None


def read_span(text: str, *, named: bool = False) -> tuple[str, str] | None:
    """The first and last date of a span, both included, "" for an open side; ``None`` for anything else.

    Where no field says that dates are meant (`named`), two plain numbers with a dash between them, and one behind a sign, are
    years from 1800 on: "1500-2000" is no span. What runs backwards is not turned.

    >>> read_span("2014..2015"), read_span("2014-08–2014-10"), read_span("2014-2015"), read_span("1500-2000")
    (('2014', '2015'), ('2014-08', '2014-10'), ('2014', '2015'), None)
    >>> read_span(">2014"), read_span("<=6.8.2014"), read_span("..")
    (('2015', ''), ('', '2014-08-06'), None)
    >>> read_span(">=2014.."), read_span(">2014..2015"), read_span("2014..<2016-03"), read_span("<2014..")
    (('2014', ''), ('2015', '2015'), ('2014', '2016-02'), None)
    """
    if dotted := _DOTTED.fullmatch(text):
        first, last = (read_date(side) if side else "" for side in dotted.group("first", "last"))
        return None if first is None or last is None or not (first or last) else (first, last)
    if dashed := _DASHED.fullmatch(text):
        sides = [side for side in dashed.groups() if side]
        if not (named or all(map(_YEAR.fullmatch, filter(str.isdigit, sides)))):
            return None
        first, last = map(read_date, sides)
        return (first, last) if first and last else None
    return _read_limited(text, named=named) or _read_compared(text, named=named)


def is_day(date_: str) -> bool:
    """Whether the calendar has a date as `read_date` writes it; it has every month and year.

    >>> is_day("2014-02-28"), is_day("2014-02-30"), is_day("2014-02")
    (True, False, True)
    """
    if len(date_) < len("2014-08-06"):
        return True
    try:
        date.fromisoformat(date_)
    except ValueError:
        return False
    return True


def is_dotted(text: str) -> bool:
    """Whether it is two dots with nothing but figures and signs beside them, dates or not."""
    return _DOTTED.fullmatch(text) is not None or _MUDDLED.fullmatch(text) is not None


def is_dashed(text: str) -> bool:
    """Whether its sides are parted by a dash."""
    return _DASHED.fullmatch(text) is not None


def _read_limited(text: str, *, named: bool) -> tuple[str, str] | None:
    """The span whose dots stand beside a sign as well; ``None`` where the two say different things."""
    found = _LIMITED.fullmatch(text)
    if not found or not (found.group("over") or found.group("under")):
        return None
    sides = []
    for sign, figures, at in (("over", "first", 0), ("under", "last", 1)):
        day = read_date(found.group(figures)) if found.group(figures) else ""
        if day and (compared := found.group(sign)):
            span = _read_compared(f"{compared}{day}", named=named)
            day = span[at] if span else None
        if day is None:
            return None
        sides.append(day)
    first, last = sides
    shared = min(len(first), len(last))
    return (first, last) if first[:shared] <= last[:shared] else None


def _read_compared(text: str, *, named: bool) -> tuple[str, str] | None:
    """The span that a sign in front of a date means."""
    found = _COMPARED.fullmatch(text)
    day = read_date(found.group("date")) if found else None
    if not found or not day or not (named or "-" in day or _YEAR.fullmatch(day)):
        return None
    match found.group("sign"):
        case ">":
            return _beside(day, 1), ""
        case ">=":
            return day, ""
        case "<":
            return "", _beside(day, -1)
        case _:
            return "", day


def _beside(day: str, step: int) -> str:
    """The year, month or day after (1) or before (-1) this one; itself at the ends of the calendar."""
    parts = [int(part) for part in day.split("-")]
    try:
        if len(parts) == 1:
            return f"{date(parts[0] + step, 1, 1).year:04}"
        if len(parts) == 2:
            months = parts[0] * 12 + parts[1] - 1 + step
            return date(months // 12, months % 12 + 1, 1).isoformat()[: len(day)]
        return (date(*parts) + timedelta(days=step)).isoformat()
    except (ValueError, OverflowError):
        return day
