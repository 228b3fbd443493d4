"""Which of the lines that could be the title is."""

from __future__ import annotations

import pytest
from test_metadata import SPEECH, metadata_of
from test_metadata_hostile import document_of

from rostra.structure.layout import Layout
from rostra.structure.metadata import read_metadata
from rostra.structure.metadata.placename import find_place

BANNER = "<h1>The Velm Courier</h1><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul>"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Evening Lamp: The Harbour Opens - The Velm Courier</title>",
        "<title>Velm</title><meta property='og:title' content='Evening Lamp: The Harbour Opens'>",
        "<title>The Velm Courier</title><link rel='canonical' href='https://velm.example/evening-lamp-the-harbour-opens'>",
    ],
)
def test_a_later_heading_by_which_the_page_calls_itself_is_the_title(head: str) -> None:
    body = f"<h2>Evening Lamp: The Harbour Opens</h2><p>Aired May 17, 2019</p><p>{SPEECH}</p><p>{SPEECH}</p>"
    content = f"<html><head>{head}</head><body>{BANNER}<main>{body}</main></body></html>"
    assert metadata_of(content).title == "Evening Lamp: The Harbour Opens"


def test_a_part_of_the_statement_is_not_the_title() -> None:
    head = "<title>Remarks by Premier Ada Lund - Office of the Premier</title>"
    body = f"<h1>Remarks by Premier Ada Lund</h1><p>May 17, 2019</p><h2>The Harbour</h2><p>{SPEECH}</p><p>{SPEECH}</p>"
    content = f"<html><head>{head}</head><body>{body}</body></html>"
    assert metadata_of(content).title == "Remarks by Premier Ada Lund"


def test_a_text_s_title_has_the_words_of_the_occasion() -> None:
    text = f"""Velm Health Board

Home | Newsroom | Press briefings

Background Press Call by Health Officials on the Marsh Fever

March 11, 2021

Via Teleconference

4:02 P.M. HST

MS. HOLM: {SPEECH}

HEALTH OFFICIAL: {SPEECH}

MS. HOLM: {SPEECH}

HEALTH OFFICIAL: {SPEECH}
"""
    metadata = metadata_of(text, "page.txt")
    assert metadata.title == "Background Press Call by Health Officials on the Marsh Fever"
    assert metadata.place == "Via Teleconference"


def test_a_cover_in_capitals_is_one_title() -> None:
    lines = ["NATIONAL CHAMBER", "OFFICIAL REPORT", "The House met at 2.30 p.m."]
    metadata = read_metadata(document_of(lines), Layout(parts=("body",) * len(lines)))
    assert metadata.title == "NATIONAL CHAMBER OFFICIAL REPORT"


TALK = f"""Mrs. Holm: {SPEECH}

Question: What of the ferry, and who is to pay for it?

Mrs. Holm: {SPEECH}

Question: And when will it sail?

Mrs. Holm: {SPEECH}
"""


def test_a_text_s_title_is_no_line_of_its_archive() -> None:
    archive = "\n".join(f"{month} 2021 ({count})" for month, count in (("May", 7), ("April", 12), ("March", 4)))
    text = f"Home\nNews\nArchive\n{archive}\n\nPress conference of Premier Ada Lund\n\n4 May 2021\n\n{TALK}"
    assert metadata_of(text, "page.txt").title == "Press conference of Premier Ada Lund"


def test_a_date_alone_is_no_title() -> None:
    text = f"Carrow, 4 May 2021\n\nPremier Ada Lund meets the press: press conference\n\n{TALK}"
    assert "press conference" in (metadata_of(text, "page.txt").title or "")


def test_a_sitting_is_called_by_its_house_day_and_business() -> None:
    heads = (
        "House of Commons",
        "Tuesday 19 July 2011",
        "The House met at half-past Eleven o’clock",
        "Oral Answers",
        "Ports",
    )
    body = (
        "".join(f"<h3>{head}</h3>" for head in heads) + f"<p>1. Bo Hadd (Velm): {SPEECH}</p><p>Ada Lund: {SPEECH}</p>"
    )
    metadata = metadata_of(f"<html><body>{body}<p>Bo Hadd: {SPEECH}</p><p>Ada Lund: {SPEECH}</p></body></html>")
    assert metadata.title == "House of Commons, Tuesday 19 July 2011, Oral Answers, Ports"
    assert (metadata.date, metadata.place) == ("2011-07-19", "House of Commons")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The law of ports | The Velm Record", "The law of ports"),
        ("The Velm Record: The law of ports", "The Velm Record: The law of ports"),  # a colon is part of titles
        ("The Velm Record – The law of ports", "The law of ports"),
        ("We have to say | The harbour", "We have to say | The harbour"),
    ],
)
def test_the_site_s_name_is_cut_where_the_page_prints_it_by_itself(title: str, expected: str) -> None:
    law = "The law of ports is older than the harbour, and it says who pays for the ships that stay."
    footer = "<footer><p>© 2021 The Velm Record</p><p>All rights reserved</p></footer>"
    content = f"<html><head><title>{title}</title></head><body><p>{SPEECH}</p><p>{law}</p>{footer}</body></html>"
    assert metadata_of(content).title == expected


def test_the_headline_stands_below_a_tag_that_the_layout_took_for_it() -> None:
    text = f"Home\nTags\nFerries\nHarbours\n\nPress conference of Premier Ada Lund\n\n4 May 2021\n\n{TALK}"
    assert metadata_of(text, "page.txt").title == "Press conference of Premier Ada Lund"


def test_an_end_mark_is_no_place() -> None:
    assert find_place("SON") is None
    assert find_place("KONIEC") is None
