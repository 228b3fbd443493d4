"""Pages as they come out of a printer: read back from the PDF that a browser makes of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples

import rostra

pytest.importorskip("playwright.sync_api")
pypdf = pytest.importorskip("pypdf")

pytestmark = pytest.mark.browser

NAVIGATION = (
    "Skip to",
    "Sections",
    "On this page",
    "Related",
    "Search",
    "Show everything",
    "cite",
    "Print",
    "Data and source",
    "Before",
)
Printed = Callable[..., list[str]]


@pytest.fixture(scope="module")
def printed(browser: Any, address: str) -> Printed:
    """The text of each sheet of a page of the site."""

    def of(path: str, paper: str = "A4") -> list[str]:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address + path)
        sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        context.close()
        return [sheet.extract_text() for sheet in sheets]

    return of


@pytest.mark.parametrize("ending", ["", "/print", "/t3"])
def test_citation_date_and_address_are_on_it_and_no_navigation(
    printed: Printed, address: str, ids: dict[str, str], ending: str
) -> None:
    path = f"/statements/{ids['conference']}"
    sheets = printed(path + ending)
    words = " ".join(" ".join(sheets).split())
    assert words.count("It will run from March.") == 1
    assert "8 March 2016" in words
    assert "Mara Velden" in words
    imprint = "".join(sheets[-1].split())  # wherever its lines were broken
    assert f"{address}{path}{'' if ending == '/print' else ending}" in imprint
    assert "2016-03-08" in imprint
    assert "Captured3July2020" in imprint
    assert [each for each in NAVIGATION if each in words] == []
    assert sheets[-1].strip().startswith(f"{len(sheets)}/{len(sheets)}")


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_no_label_is_parted_from_its_words_and_no_outline_is_printed(
    printed: Printed, ids: dict[str, str], paper: str
) -> None:
    sheets = printed(f"/statements/{ids['three_hundred_turns']}", paper)
    assert len(sheets) > 8
    for number, sheet in enumerate(sheets, 1):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        assert lines.pop(0) == f"{number}/{len(sheets)}"
        assert not re.fullmatch(r"(\d+ )?(Ada Storm|Member \d)", lines[-1]), (number, lines[-3:])
    words = " ".join(" ".join(sheets).split())
    assert words.count("how many herrings were landed in week 77?") == 1
    assert words.count("In week 77 some") == 1


def test_a_page_that_is_shown_in_part_is_printed_in_part(printed: Printed, ids: dict[str, str]) -> None:
    words = " ".join(printed(f"/statements/{ids['conference']}?only=questions"))
    assert "Will the night boat run again?" in " ".join(words.split())
    assert "It will run from March." not in words


def test_the_citation_never_stands_alone_on_the_last_sheet(browser: Any, serving: Any, tmp_path: Path) -> None:
    """Wherever on its sheet the text ends: with a paragraph, or with a note behind one."""
    location = str(tmp_path / "record.sqlite")
    names = {}
    with rostra.open(location) as archive:
        for lines in range(26, 52, 2):
            page = samples.Page(f"A speech of {lines} lines")
            page.say(
                "statement", "\n\n".join(f"This is line number {n} of it." for n in range(1, lines + 1)), "Mara Velden"
            )
            if lines % 4:
                page.say("note", "[ends]")
            entry = page.entry(f"pages/{lines}.txt", kind="speech", date="2016-04-01", language="en")
            names[lines] = archive.record.add(entry).statement_id
    alone, context = [], browser.new_context()
    page = context.new_page()
    with serving(location) as base:
        for lines, name in names.items():
            page.goto(f"{base}/statements/{name}{'/print' if lines % 3 else ''}")
            sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
            last = " ".join(sheets[-1].extract_text().split())
            assert "A speech of" in last
            if f"This is line number {lines} of it." not in last:
                alone.append(lines)
    context.close()
    assert alone == []
