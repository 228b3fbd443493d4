"""Dates of other calendars, against days that are known, and of every language of CLDR as ICU prints them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.lexicon.months import month_names
from rostra.text.calendars import CALENDARS, gregorian_year, hebrew_number, julian_lag, to_gregorian
from rostra.text.dates import find_dates

MONTHS = month_names()
PRINTED = json.loads(Path(__file__).with_name("cldr_dates.json").read_text("utf-8"))
CERTAIN = (
    " am ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl gu he hi hr hu hy id it ja ka kk km kn ko ky lo lt lv mk ml mn mr"
    " ms mt my nb ne nl pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tk tr uk ur uz vi zh "
)
"""Languages of states, of which every date must be right; of others the most."""


def read(text: str, language: str | None = None) -> list[str]:
    return [found.value for found in find_dates(text, month_names(language))]


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "iso"),
    [
        ("persian", 1393, 5, 15, "2014-08-06"),
        ("persian", 1357, 11, 22, "1979-02-11"),
        ("persian", 1399, 12, 30, "2021-03-20"),
        ("persian", 1404, 1, 1, "2025-03-21"),
        ("islamic", 1435, 10, 10, "2014-08-06"),
        ("islamic", 1429, 1, 1, "2008-01-10"),
        ("islamic", 1445, 9, 1, "2024-03-11"),
        ("hebrew", 5774, 12, 10, "2014-08-06"),
        ("hebrew", 5708, 9, 5, "1948-05-14"),
        ("hebrew", 5784, 6, 14, "2024-02-23"),
        ("hebrew", 5784, 7, 14, "2024-03-24"),
        ("hebrew", 5766, 1, 1, "2005-10-04"),
        ("ethiopic", 2000, 1, 1, "2007-09-12"),
        ("ethiopic", 2006, 12, 1, "2014-08-07"),
        ("ethiopic", 2015, 13, 6, "2023-09-11"),
        ("indian", 1879, 1, 1, "1957-03-22"),
        ("indian", 1936, 5, 15, "2014-08-06"),
        ("indian", 1946, 1, 1, "2024-03-21"),
    ],
)
def test_known_days(calendar: str, year: int, month: int, day: int, iso: str) -> None:
    assert str(to_gregorian(calendar, year, month, day)) == iso


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [("persian", 1400, 12, 30), ("islamic", 1435, 13, 1), ("hebrew", 5774 + 1, 6, 1), ("ethiopic", 2014, 13, 6)],
)
def test_days_that_do_not_exist(calendar: str, year: int, month: int, day: int) -> None:
    assert to_gregorian(calendar, year, month, day) is None


def test_a_year_outside_a_calendar_s_use_is_none() -> None:
    assert to_gregorian("indian", 2071, 1, 25) is None  # a year of Nepal's calendar, whose months have the same names
    assert to_gregorian("islamic", 1200, 1, 1) is None  # before the official tables


@pytest.mark.parametrize("calendar", sorted(CALENDARS))
def test_each_calendar_counts_every_day_once(calendar: str) -> None:
    years, _ = CALENDARS[calendar]
    seen = [
        day
        for year in years[60:66]
        for month in range(1, 14)
        for number in range(1, 32)
        if (day := to_gregorian(calendar, year, month, number))
    ]
    assert seen == [seen[0] + timedelta(days=n) for n in range(len(seen))]
    assert len(seen) > 6 * 353


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(2099, 12, 31)))
def test_the_julian_calendar_is_thirteen_days_behind(day: date) -> None:
    assert julian_lag(day.year, day.month) == 13


def test_the_julian_lag_of_other_centuries() -> None:
    assert [julian_lag(year, 6) for year in (1600, 1700, 1800, 1900, 2100)] == [10, 11, 12, 13, 14]


def test_years_of_siam_before_its_year_began_in_january() -> None:
    assert (gregorian_year(2475, 6), gregorian_year(2475, 2), gregorian_year(2557, 2)) == (1932, 1933, 2014)


def test_hebrew_letters_are_numbers() -> None:
    assert [hebrew_number(word) for word in ("ט״ו", "תשע״ד", "י׳")] == [15, 774, 10]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱۵ مرداد ۱۳۹۳", "2014-08-06"),
        ("۱۵ مرداد سال ۱۳۹۳", "2014-08-06"),
        ("10 شوال 1435هـ", "2014-08-06"),
        ("5 ذو القعدة 1440", "2019-07-08"),
        ("10 Shawwal 1435", "2014-08-06"),
        ("י׳ באב תשע״ד", "2014-08-06"),
        ("ה׳ באייר ה׳תש״ח", "1948-05-14"),
        ("10 באב 5774", "2014-08-06"),
        ("3 Sivan 5727", "1967-06-11"),
        ("መስከረም 1 ቀን 2000", "2007-09-12"),
        ("15 श्रावण 1936", "2014-08-06"),
        ("พุธที่ 6 สิงหาคม พ.ศ. 2557", "2014-08-06"),
        ("วันที่ 6 สิงหาคม ค.ศ. 2014", "2014-08-06"),
        ("6/8/2557", "2014-08-06"),
        ("中華民國103年8月6日", "2014-08-06"),
        ("中華民國一百零三年八月六日", "2014-08-06"),
        ("令和元年5月1日", "2019-05-01"),
        ("주체103(2014)년 8월 6일", "2014-08-06"),
        ("단기 4347년 8월 6일", "2014-08-06"),
        ("7 ноября (25 октября) 1917 года", "1917-11-07"),
        ("25 октября (7 ноября) 1917 года", "1917-11-07"),
        ("25 October/7 November 1917", "1917-11-07"),
        ("12/24 March 1821", "1821-03-24"),
        ("25 October 1917 (O.S.)", "1917-11-07"),
        ("30 April – 2 May 2014", "2014-04-30"),
        ("April 30 – May 2, 2014", "2014-04-30"),
    ],
)
def test_a_date_of_any_calendar_is_read(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "明治5年8月6日",  # the lunar calendar was in use
        "२५ वैशाख २०७१",  # Nepal's
        "২২ শ্রাবণ ১৪২১",  # Bengal's
        "ነሓሰ 20, 1952",  # Gregorian in one country, Ethiopic in the other
    ],
)
def test_what_cannot_be_told_exactly_is_none(text: str) -> None:
    assert read(text, "ti" if text.startswith("ነ") else None) == []


def test_a_hijri_date_says_so() -> None:
    hijri, gregorian = find_dates("10 شوال 1435هـ الموافق 6 أغسطس 2014م", month_names("ar"))
    assert (hijri.calendar, gregorian.calendar) == ("islamic", "gregorian")
    assert hijri.value == gregorian.value == "2014-08-06"


@pytest.mark.parametrize(
    "text", ["Section 5 of the May 2014 report", "won 6 in May 2014", "In 2014, 6 May is a Tuesday", "3.6 May 2014"]
)
def test_a_number_near_a_month_is_no_day_of_it(text: str) -> None:
    assert all(len(value) < 10 for value in read(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.8.14", ["2014-08-06"]),
        ("see clause 6.8.14", []),
        ("6\nth August 2014", ["2014-08-06"]),
        ("6th day of August, 2014", ["2014-08-06"]),
        ("2014 оны 8-р сарын 6", ["2014-08-06"]),
        ("6 thg 8, 2014", ["2014-08-06"]),
        ("06\u200f/08\u200f/2014", ["2014-08-06"]),
        ("2014 ж. 6 тамыз", ["2014-08-06"]),
        ("la 6-a de Aŭgusto 2014", ["2014-08-06"]),
        ("6-Aug-2014", ["2014-08-06"]),
    ],
)
def test_shapes_of_dates(text: str, value: list[str]) -> None:
    assert read(text) == value


def test_dates_of_every_language_of_cldr_are_read() -> None:
    tally: Counter[bool] = Counter()
    for locale, _, text, iso in PRINTED:
        found = find_dates(text, month_names(locale.split("-")[0]))
        assert all(iso in (hit.value, hit.other) for hit in found if len(hit.value) == 10), (locale, text)
        right = any(iso in (hit.value, hit.other) for hit in found)
        assert right or f" {locale.split('-')[0]} " not in CERTAIN, (locale, text)
        tally[right] += 1
    assert tally[True] >= 0.97 * len(PRINTED)
