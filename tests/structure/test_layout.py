"""The parts of a page, on pages of our own."""

from __future__ import annotations

import pytest
from made_pages import BOXES, CUT_PAGE, WHOLE_PAGE, boxed

from rostra.model import Document
from rostra.structure.body import choose, find_layout
from rostra.structure.edges import is_dateline
from rostra.structure.layout import Layout


def test_text_cut_from_a_page_is_parted() -> None:
    layout = find_layout(CUT_PAGE)
    assert layout.parts[:5] == ("furniture",) * 5
    assert layout.title == 5
    assert layout.parts[5:7] == ("title", "dateline")
    assert layout.parts[7:17] == ("body",) * 10
    assert layout.parts[17:] == ("furniture",) * 5
    assert layout.score > 0.5


def test_every_block_has_one_part() -> None:
    assert len(find_layout(CUT_PAGE).parts) == len(CUT_PAGE.blocks)


def test_a_page_without_blocks_has_no_parts() -> None:
    assert find_layout(Document(text="", blocks=())) == Layout(parts=(), score=0.0)


def test_a_whole_page_is_parted() -> None:
    layout = find_layout(WHOLE_PAGE)
    assert layout.title == 3
    assert layout.parts[:3] == ("furniture",) * 3
    assert layout.parts[4] == "dateline"
    assert [i for i in range(5, 15) if layout.parts[i] != "body"] == [9, 10]
    assert layout.parts[15:] == ("furniture",) * 2


def test_names_of_navigation_alone_make_no_body() -> None:
    page = boxed(*((1, "item", f"[Entry {i}]") for i in range(12)), boxes=BOXES)
    assert "body" not in find_layout(page).parts


@pytest.mark.parametrize(
    "line",
    [
        "6-08-2031, 14:44",
        "Issued on: April 3, 2031",
        "3:02 P.M. EDT",
        "Tuesday 19 July 2031",
        "Port Sorrow, 4 April 2031",
        "14時30分",
    ],
)
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "July 2031 (7)",
        "We met on 4 May 2031 and spoke of it at length.",
        "The House met at half-past two",
        "Question:",
        "",
        "Ida Quill",
    ],
)
def test_lines_that_are_no_datelines(line: str) -> None:
    assert not is_dateline(line)


def test_a_lone_good_block_is_not_worth_two_changes() -> None:
    assert choose([-2.0, 0.5, -2.0], [50, 50, 50], 6.0) == [False, False, False]


def test_a_weak_block_between_strong_ones_stays() -> None:
    assert choose([5.0, -0.5, 5.0], [500, 10, 500], 6.0) == [True, True, True]
