"""What the dates of a page are the dates of, and when they are in doubt."""

from __future__ import annotations

import pytest
from test_metadata import SPEECH, event_of, metadata_of, page, said


def codes_of(content: str) -> set[str]:
    return {issue.code for issue in event_of(content, (said(1, "statement", "Ada Lund"),))[1]}


def test_a_date_of_which_nothing_tells_day_from_month_is_said_to_be_of_two_days() -> None:
    event, issues = event_of(page(above="<p>03/04/2020</p>"))
    assert (event.date, event.evidence["date"].confidence) == ("2020-04-03", 0.55)
    told = next(issue for issue in issues if issue.code == "date-ambiguous")
    assert "2020-03-04" in told.message
    assert told.start == event.evidence["date"].start > 0


@pytest.mark.parametrize(
    ("content", "date"),
    [
        (page(above="<p>Friday, 03/04/2020</p>"), "2020-04-03"),
        (page(above="<p>03.04.2020</p>"), "2020-04-03"),
        (page(above="<p>03/04/2020</p>").replace('lang="en"', 'lang="en-GB"'), "2020-04-03"),
        (page(above="<p>03/04/2020</p>").replace('lang="en"', 'lang="en-US"'), "2020-03-04"),
        (page(above="<p>03/04/2020</p>", below="<p>We met on 4 March 2020 as well.</p>"), "2020-03-04"),
        (page(above="<p>03/04/2020</p>", head='<link rel="canonical" href="https://premier.example.gov/s/1">'), "2020-03-04"),
        (page(above="<p>03/04/2020</p>", head='<link rel="canonical" href="https://velm.example/2020/03/04/s/">'), "2020-03-04"),
        (page(above="<p>03/04/2020</p>", below="<aside><p>Visit, 23/04/2020</p></aside>"), "2020-04-03"),
        (page(above="<p>03/03/2020</p>"), "2020-03-03"),
        (page(above="<p>03/04/2020</p>", below="<p>We met on 9 May 2019 as well.</p>"), "2020-04-03"),
        (page(above="<p>03/04/2020</p>", below="<p>We met on May 9, 2019 as well.</p>"), "2020-03-04"),
    ],
)  # fmt: skip
def test_what_tells_day_from_month(content: str, date: str) -> None:
    assert event_of(content)[0].date == date
    assert "date-ambiguous" not in codes_of(content)


def test_dates_in_words_of_both_orders_tell_nothing() -> None:
    assert "date-ambiguous" in codes_of(
        page(above="<p>03/04/2020</p>", below="<p>We met on May 9, 2019 and on 10 May 2019.</p>")
    )


@pytest.mark.parametrize("said_so", ["Last updated: ", "Updated on ", "Stand: ", "Last modified "])
def test_a_day_of_change_is_never_the_event_s(said_so: str) -> None:
    machine = f'<p>{said_so}<time datetime="2020-04-03">3 April 2020</time></p>'
    for above in (f"<p>{said_so}3 April 2020</p>", machine):
        metadata = metadata_of(page(above=above))
        assert (metadata.date, metadata.published) == (None, "2020-04-03")
    assert metadata_of(page(above=f"<p>2 April 2020</p><p>{said_so}3 April 2020</p>")).date == "2020-04-02"


def test_a_day_of_the_week_that_is_another_day_s_is_an_issue_in_a_line_and_in_the_title() -> None:
    assert "weekday-odd" in codes_of(page(above="<p>Wednesday, 5 March 2020</p>"))
    assert "weekday-odd" in codes_of(page(title="Remarks by Premier Ada Lund, Wednesday, 5 March 2020"))
    assert "weekday-odd" not in codes_of(page(title="Remarks by Premier Ada Lund, Thursday, 5 March 2020"))


PERSIAN = " ".join(["ما باید امروز بگوییم که بندر بسته بود و در بهار برای کشتی‌های همه باز خواهد شد."] * 4)


@pytest.mark.parametrize("printed", ["1398/05/15", "۱۳۹۸/۰۵/۱۵", "۱۵/۰۵/۱۳۹۸", "تاریخ: 1398-5-15"])
def test_a_persian_date_in_numbers(printed: str) -> None:
    content = f'<html lang="fa"><h1>سخنرانی آدا لوند</h1><p>{printed}</p><p>{PERSIAN}</p><p>{PERSIAN}</p></html>'
    assert metadata_of(content).date == "2019-08-06"
    assert metadata_of(page(above=f"<p>{printed}</p>")).date is None, (
        "only a page in a language that counts so is dated so"
    )


def test_a_list_in_plain_lines_is_not_dated_by_one_of_its_items() -> None:
    told = "message to the fishers of the western coast, to their families, and to all who repair their boats."
    items = "".join(f"<p>{day} November 2023: {told}</p>" for day in (9, 11, 13, 15))
    assert metadata_of(f"<html lang='en'><body><h1>Statements and visits</h1>{items}</body></html>").date is None


def test_a_month_with_its_count_dates_nothing() -> None:
    months = "".join(f"<p>{month} 2019 (4)</p>" for month in ("March", "February"))
    content = f"<html lang='en'><body><h1>Remarks by Premier Ada Lund</h1>{months}<p>{SPEECH}</p></body></html>"
    assert metadata_of(content).date is None
