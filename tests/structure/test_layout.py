"""The parts of a page, on pages of our own."""

from __future__ import annotations

import pytest

from rostra.model import Block, Container, Document, Fact, Mark
from rostra.structure.body import choose, find_layout
from rostra.structure.edges import is_dateline
from rostra.structure.layout import Layout, Part

LONG = (
    "We have gone through the whole plan with our neighbours, line by line, and I can say that the bridge will be built; "
    "the money is there, the drawings are done, and the first piles will be driven before the winter comes. "
)


def flat(*lines: str, facts: tuple[Fact, ...] = ()) -> Document:
    """A document without boxes; a line that starts with "* " is a list item."""
    text, blocks = "", []
    for line in lines:
        kind, line = ("item", line[2:]) if line.startswith("* ") else ("paragraph", line)
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(line)))
        text += line
    return Document(text=text, blocks=tuple(blocks), facts=facts)


def boxed(*rows: tuple[int, str, str], boxes: tuple[Container, ...]) -> Document:
    """A document of rows (container, kind, text); text in square brackets is a link."""
    text, blocks, marks = "", [], []
    for box, kind, line in rows:
        text += "\n\n" if text else ""
        if line.startswith("["):
            line = line.strip("[]")
            marks.append(Mark("link", len(text), len(text) + len(line), "/somewhere"))
        blocks.append(
            Block(kind.split("-")[0], len(text), len(text) + len(line), int(kind[-1]) if "-" in kind else 0, box)
        )  # type: ignore[arg-type]
        text += line
    return Document(text=text, blocks=tuple(blocks), marks=tuple(marks), containers=boxes)


def parts(document: Document, layout: Layout) -> list[tuple[Part, str]]:
    return [(part, document.block_text(i)[:30]) for i, part in enumerate(layout.parts)]


CUT_PAGE = flat(
    "From the Capital",
    "Speeches of the Year",
    "All Tags",
    "May 2031 (4)",
    "April 2031 (11)",
    "Answers by Minister Orla Venn to questions of the press after the talks with Minister Tam Brisco of Lower Marsh",
    "6-05-2031, 14:44",
    "Dear Tam,",
    "Ladies and gentlemen,",
    LONG * 2,
    LONG,
    "Question: When will it open?",
    "Orla Venn: " + LONG * 2,
    "Question: And the toll?",
    "Orla Venn: None.",
    "Question: None at all?",
    "Orla Venn: " + LONG,
    "* Category: Minister O. Venn",
    "* Views: 1 204 |",
    "* Print version |",
    "* Statement by Orla Venn after the talks in Port Sorrow, 4 April 2031",
    "* Opening words by Orla Venn at the harbour conference, Port Sorrow, 2 March 2031",
)


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


BOXES = (
    Container(-1, "html"),
    Container(0, "nav", "menu"),
    Container(0, "article", "entry"),
    Container(2, "div", "entry-content"),
    Container(3, "div", "related-posts"),
    Container(0, "footer", "site-footer"),
)
WHOLE_PAGE = boxed(
    (1, "item", "[Home]"),
    (1, "item", "[The Office]"),
    (1, "item", "[Contact]"),
    (2, "heading-1", "Press conference of Premier Ida Quill"),
    (3, "paragraph", "12 March 2031"),
    (3, "paragraph", "IDA QUILL: " + LONG),
    (3, "paragraph", LONG),
    (3, "paragraph", "Q: Is it done?"),
    (3, "paragraph", "IDA QUILL: Yes."),
    (4, "paragraph", "See also"),
    (4, "item", "[Premier Quill visits the northern harbours]"),
    (3, "paragraph", "Q: And the ferry?"),
    (3, "paragraph", "IDA QUILL: " + LONG * 2),
    (3, "paragraph", "(Laughter.)"),
    (3, "paragraph", LONG * 2),
    (5, "paragraph", "[Privacy policy]"),
    (5, "paragraph", "All rights reserved"),
    boxes=BOXES,
)


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
