"""Which of the lines that could be the title is."""

from __future__ import annotations

import pytest
from test_metadata import SPEECH, metadata_of
from test_metadata_hostile import document_of

from rostra.structure.layout import Layout
from rostra.structure.metadata import read_metadata

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
