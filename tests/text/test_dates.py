"""Dates and times as people print them."""

from __future__ import annotations

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.lexicon.months import month_names
from rostra.structure.edges import month_names as structure_months
from rostra.text.dates import find_dates, find_days, iso_date, weekday_of
from rostra.text.times import find_times

MONTHS = month_names(None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thursday, 8th October, 1992", "1992-10-08"),
        ("November 20th, 2019", "2019-11-20"),
        ("Nov. 3 2019", "2019-11-03"),
        ("the 25th of February 2010", "2010-02-25"),
        ("R September 1996", "1996-09"),
        ("2014-08-06T14:44Z", "2014-08-06"),
        ("22/06/2015", "2015-06-22"),
        ("06/22/2015", "2015-06-22"),
        ("6.VIII.2014", "2014-08-06"),
        ("6 августа 2014 г.", "2014-08-06"),
        ("6 de agosto de 2014", "2014-08-06"),
        ("le 1er août 2014", "2014-08-01"),
        ("2014. augusztus 6.", "2014-08-06"),
        ("2014 m. rugpjūčio 6 d.", "2014-08-06"),
        ("2014. gada 6. augustā", "2014-08-06"),
        ("6. elokuuta 2014", "2014-08-06"),
        ("13 Şubat 2014", "2014-02-13"),
        ("2014ko abuztuaren 6a", "2014-08-06"),
        ("ngày 6 tháng 8 năm 2014", "2014-08-06"),
        ("平成22年1月26日", "2010-01-26"),
        ("二〇一四年八月二十六日", "2014-08-26"),
        ("2014년 8월 6일", "2014-08-06"),
        ("٦ أغسطس ٢٠١٤", "2014-08-06"),
        ("6 अगस्त 2014", "2014-08-06"),
        ("6 สิงหาคม 2557", "2014-08-06"),
    ],
)
def test_a_date_is_read_in_any_language(text: str, value: str) -> None:
    assert [found.value for found in find_dates(text, MONTHS)] == [value]


def test_a_numeric_date_keeps_its_second_reading() -> None:
    (found,) = find_dates("6-08-2014, 14:44", MONTHS)
    assert (found.value, found.other) == ("2014-08-06", "2014-06-08")


@pytest.mark.parametrize("text", ["version 3.4.12", "1234-56-78", "call 555-12-2014-7", "no date", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text, MONTHS) == []


def test_a_two_digit_year_belongs_to_the_nearer_century() -> None:
    assert [d.value for d in find_dates("08/09/96 and 08/09/16", MONTHS)] == ["1996-09-08", "2016-09-08"]


def test_the_page_s_language_decides_between_months_of_one_name() -> None:
    assert find_dates("1. listopad 2014", month_names("hr"))[0].value == "2014-10-01"
    assert find_dates("1. listopad 2014", month_names("cs"))[0].value == "2014-11-01"


def test_days_without_a_year() -> None:
    assert [(d.month, d.day) for d in find_days("on 19th July and July 20.", MONTHS)] == [(7, 19), (7, 20)]


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)))
def test_iso_dates_come_back(day: date) -> None:
    text = str(day)
    assert [found.value for found in find_dates(f"on {text}.", MONTHS)] == [text]
    assert weekday_of(text) == day.weekday()


@given(st.text(max_size=200))
def test_any_text_gives_ordered_spans_without_overlap(text: str) -> None:
    found = find_dates(text, MONTHS)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("piece", ["1 ", "1", "a ", "aaaaaaaa 11 ", "2014年", "11/11/", "one "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = (piece * 60_000)[:60_000] + " 2014"
    began = time.process_time()
    find_dates(text, MONTHS)
    find_times(text)
    assert time.process_time() - began < 3  # seconds; a quadratic scan of this size takes minutes


def test_a_day_that_does_not_exist_leaves_the_month() -> None:
    assert [d.value for d in find_dates("31 February 2014", MONTHS)] == ["2014-02"]


def test_impossible_dates() -> None:
    assert iso_date(2014, 13, 1) is None
    assert iso_date(900, 1, 1) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3:02 P.M. EDT", "15:02"),
        ("12:05 a.m.", "00:05"),
        ("2.30 p.m.", "14:30"),
        ("14:44", "14:44"),
        ("15h37", "15:37"),
        ("14.44 Uhr", "14:44"),
        ("half-past Eleven o’clock", "11:30"),
        ("a quarter to three o'clock in the afternoon", "14:45"),
        ("Ten o'clock", "10:00"),
        ("오후 2시 30분", "14:30"),
        ("午後2時半", "14:30"),
    ],
)
def test_a_time_is_read_as_printed(text: str, value: str) -> None:
    assert [found.value for found in find_times(text)] == [value]


@pytest.mark.parametrize("text", ["grew by 3.45", "1,234:56", "won eleven seats", "12.50 %", "chapter 3:75"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert find_times(text) == []


def test_where_languages_differ_the_page_s_own_wins_then_english_then_most() -> None:
    assert (month_names("hr")["listopad"], month_names("cs")["listopad"]) == (10, 11)
    assert month_names()["mar"] == month_names("en")["mar"] == 3
    assert month_names("xx") == month_names()
    assert month_names() is structure_months()


@pytest.mark.parametrize(
    "text", ["April 9 − 10, 2019", "April 9–10, 2019", "9–10 April 2019", "9-10. April 2019", "9 — 11 апреля 2019"]
)
def test_a_range_of_days_is_its_first(text: str) -> None:
    assert [found.value for found in find_dates(text, MONTHS)] == ["2019-04-09"]


def test_an_hour_before_a_day_is_no_range() -> None:
    assert [found.value for found in find_dates("12:30-14 May 2019", MONTHS)] == ["2019-05-14"]
