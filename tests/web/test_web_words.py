"""Values in words, charts, pages of a list."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.web import SiteSettings, words
from rostra.web.charts import HEIGHT, Column, bars, heat, years_between
from rostra.web.language import language
from rostra.web.paging import page_number, paging
from rostra.web.routes.statements import split_format

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2014-08-06", "6 August 2014"),
        ("2014-08", "August 2014"),
        ("2014", "2014"),
        (None, ""),
        ("soon", "soon"),
        ("2014-13", "2014"),
    ],
)
def test_dates(iso: str | None, said: str) -> None:
    assert ENGLISH.date(iso) == said


def test_certainty_is_never_rounded_up() -> None:
    assert ENGLISH.percent(0.999) == "99 %"
    assert ENGLISH.percent(1.0) == "100 %"
    assert [ENGLISH.confidence(value) for value in (0.96, 0.8, 0.5, 0.49)] == [
        "nearly certain",
        "very likely",
        "likely",
        "in doubt",
    ]


def test_names_of_machines_read_as_words() -> None:
    assert words.plain("speaker-unknown") == "Speaker unknown"
    assert ENGLISH.word("kinds", "press_conference") == "Press conference"
    assert ENGLISH.word("kinds", "new_kind") == "New kind"
    assert ENGLISH.facet_value("journalist", "speaker") == "Journalist"
    assert ENGLISH.facet_value("Ada Storm", "speaker") == "Ada Storm"


@pytest.mark.parametrize(
    ("tag", "kept"), [("en", "en"), ("zh-Hans", "zh-Hans"), ('en" x', ""), (None, ""), ("x" * 90, "")]
)
def test_only_languages_become_attributes(tag: str | None, kept: str) -> None:
    assert words.language_tag(tag) == kept


def test_paths_of_the_server_are_not_told() -> None:
    assert words.origin("/home/someone/pages/a/b.html") == "a/b.html"
    assert words.origin("C:\\pages\\b.html") == "pages/b.html"
    assert words.origin("https://example.org/a/b/c") == "https://example.org/a/b/c"


@given(st.text(max_size=300), st.integers(2, 120))
def test_shortened_text_keeps_its_limit(text: str, limit: int) -> None:
    short = words.shorten(text, limit)
    assert len(short) <= limit + 1
    assert "\n" not in short


@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_bars_stay_within_their_chart(counts: list[int]) -> None:
    for bar, count in zip(bars([Column(str(n), c, "", "/x") for n, c in enumerate(counts)]), counts, strict=True):
        assert 0 <= bar.x <= bar.x + bar.width <= 100
        assert 0 <= bar.height <= HEIGHT
        assert (bar.height > 0) == (count > 0) == bool(bar.href)


@given(st.integers(1, 300), st.sampled_from(["", "-08"]))
def test_years_and_months_under_a_chart_do_not_touch(count: int, month: str) -> None:
    names = [f"{1950 + n}{month}" for n in range(count)]
    labelled = [bar.x for bar in bars([Column(name, 1, "", "/x") for name in names]) if bar.label]
    # Four digits are about 30 pixels wide; the narrowest chart has 296.
    wide = 10 * len(names[0]) / 4
    assert all(later - earlier >= wide + 2 for earlier, later in pairwise(labelled))
    assert labelled
    assert labelled[-1] + wide <= 100


def test_years_fill_gaps_and_are_bounded() -> None:
    assert years_between(["2014", "", "2011", "x"]) == ["2011", "2012", "2013", "2014"]
    assert len(years_between(["0001", "9999"])) == 100
    assert years_between([]) == []


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_heat_has_six_steps(count: int, highest: int) -> None:
    assert heat(count, max(count, highest)) in range(6)
    assert (heat(count, max(count, highest)) == 0) == (count == 0)


@given(st.text(max_size=40))
def test_any_text_is_a_page(text: str) -> None:
    assert page_number(text) >= 1


def test_neighbouring_pages() -> None:
    middle = paging("/x", {"order": "oldest", "q": ""}, page=2, size=10, total=25)
    assert (middle.pages, middle.earlier, middle.later) == (3, "/x?order=oldest", "/x?order=oldest&page=3")
    beyond = paging("/x", {}, page=99, size=10, total=25)
    assert (beyond.earlier, beyond.later) == ("/x?page=3", "")


def test_formats_are_told_from_ids() -> None:
    assert split_format("abc.csl.json") == ("abc", ".csl.json")
    assert split_format("abc.json") == ("abc", ".json")
    assert split_format("abc.docx") == ("abc.docx", "")
    assert split_format(".json") == (".json", "")


def test_settings_are_checked() -> None:
    with pytest.raises(ValueError, match="page size"):
        SiteSettings(page_size=0)
