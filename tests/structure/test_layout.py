"""The parts of a page, on pages of our own."""

from __future__ import annotations

import pytest
from made_pages import BOXES, CUT_PAGE, LONG, WHOLE_PAGE, boxed, flat

from rostra.model import Container, Document, Fact
from rostra.structure.body import choose, find_layout
from rostra.structure.edges import is_dateline, is_notice
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


def test_running_headers_are_no_body() -> None:
    lines: list[str] = []
    for number in range(1, 7):
        words = f"Part {number * 7} of the plan. {LONG}"
        lines += [
            words,
            "ASSEMBLY OF LOWER MARSH",
            f"May 4, 2031 {number}",
            "Chair: The next question.",
            f"{words} So it is.",
        ]
    document = flat(*lines)
    layout = find_layout(document)
    assert {document.block_text(i)[:5] for i in layout.indexes("furniture")} <= {"ASSEM", "May 4"}
    assert not any(document.block_text(i).startswith("May") for i in layout.indexes("body"))
    assert all(layout.parts[i] == "body" for i, line in enumerate(lines) if line.startswith("Chair"))


def test_a_wrapped_record_is_all_body_but_its_dateline() -> None:
    document = flat(
        "Harbour House",
        "3:02 P.M.",
        "ORLA VENN: Yes.",
        "Q No?",
        "ORLA VENN: No.",
        facts=(Fact("field", "title", "Remarks"),),
    )
    assert find_layout(document).parts == ("dateline", "dateline", "body", "body", "body")


def test_the_record_of_a_sitting_begins_with_its_house() -> None:
    document = flat(
        "House of Commons", "Tuesday 4 May 2031", "The House met at eleven o'clock", "Prayers", f"Ms Venn: {LONG}", LONG
    )
    assert find_layout(document).parts == ("body",) * 6


def test_the_lead_in_a_box_named_for_it() -> None:
    boxes = (*BOXES, Container(2, "div", "entry-summary lead"))
    page = boxed(
        (2, "heading-1", "Talks with Minister Tam Brisco"),
        (6, "paragraph", "Premier Ida Quill received the Minister of Lower Marsh at Harbour House."),
        (3, "paragraph", "12 March 2031"),
        (3, "paragraph", "IDA QUILL: " + LONG),
        (3, "paragraph", LONG * 2),
        (3, "paragraph", "END"),
        boxes=boxes,
    )
    assert find_layout(page).parts == ("title", "lead", "dateline", "body", "body", "body")


def test_a_box_that_holds_the_page_is_no_sidebar() -> None:
    boxes = (
        Container(-1, "html"),
        Container(0, "body", "has-sidebar comments-open"),
        Container(1, "form"),
        Container(2, "div", "txt"),
    )
    page = boxed(*((3, "paragraph", LONG) for _ in range(5)), boxes=boxes)
    assert find_layout(page).parts == ("body",) * 5


def inset(element: Container, kind: str, *lines: str) -> list[str]:
    """What is left of `lines`, in a box of their own in the middle of a speech."""
    boxes = (Container(-1, "html"), Container(0, "article"), Container(1, "div", "txt"), element)
    page = boxed(
        (1, "heading-1", "Words of Premier Ida Quill at the quay"),
        (2, "paragraph", "IDA QUILL: " + LONG * 2),
        (2, "paragraph", LONG * 2),
        *((3, kind, line) for line in lines),
        (2, "paragraph", LONG * 2),
        (2, "paragraph", "IDA QUILL: " + LONG * 2),
        boxes=boxes,
    )
    layout = find_layout(page)
    return [page.block_text(i) for i in layout.indexes("body")][2:-2]


def test_captions_and_boxes_inside_the_body_are_furniture() -> None:
    figures = "The harbour in figures: 63 gauges, 8 countries, 24 reports a day."
    assert inset(Container(2, "figure"), "caption", "The Premier after the signing. Photo: Harbour House") == []
    assert inset(Container(2, "div", "infobox"), "paragraph", figures) == []
    assert inset(Container(2, "aside"), "paragraph", figures) == []


def test_a_quotation_inside_the_body_is_of_it_but_for_an_aside() -> None:
    words = "We shall open the lock before the autumn storms, whatever it costs us."
    assert inset(Container(2, "blockquote", "twitter-tweet"), "quote", words) == [words]
    assert inset(Container(2, "figure"), "quote", words) == [words]
    assert inset(Container(2, "aside"), "quote", words) == []


def test_a_paragraph_that_is_one_link_leads_away() -> None:
    assert inset(Container(2, "div"), "paragraph", "[The harbour in pictures, from the first stone on]") == []
    assert inset(Container(2, "div"), "paragraph", "[Ida Quill]") == ["Ida Quill"]
    assert inset(Container(2, "div"), "paragraph", *["[Premier Ida Quill of Lower Marsh]"] * 2) != []


def test_what_furniture_says_at_the_end_is_no_body_but_a_recording_is() -> None:
    def ends(line: str) -> str:
        boxes = (Container(-1, "html"), Container(0, "article"), Container(1, "div", "txt"), Container(1, "div"))
        words = [(2, "paragraph", LONG * 2) for _ in range(5)]
        page = boxed((1, "heading-1", "Words of Ida Quill"), *words, (2, "paragraph", line), boxes=boxes)
        return find_layout(page).parts[-1]

    assert ends("Share this page") == "furniture"
    assert ends("Share: We do, and gladly.") == "body"
    assert ends("Listen to the whole speech, which took 33 minutes") == "body"


def test_a_sentence_between_title_and_dateline_is_the_lead() -> None:
    boxes = (Container(-1, "html"), Container(0, "body"), Container(1, "div"), Container(1, "div", "txt"))
    page = boxed(
        (2, "heading-1", "Greetings to the teachers of Lower Marsh"),
        (2, "paragraph", "President Ida Quill sent her greetings to the teachers of Lower Marsh on their day."),
        (2, "paragraph", "11 February 2031, 09:00"),
        *((3, "paragraph", LONG * 2) for _ in range(4)),
        boxes=boxes,
    )
    assert find_layout(page).parts[:4] == ("title", "lead", "dateline", "body")


def test_a_box_in_which_somebody_speaks_is_body() -> None:
    assert inset(Container(2, "aside"), "paragraph", "IDA QUILL: And now the figures.") == [
        "IDA QUILL: And now the figures."
    ]
    assert inset(Container(2, "div"), "paragraph", "A paragraph in a box without a name.") != []


def test_a_lone_label_between_paragraphs_in_boxes_of_their_own_is_body() -> None:
    rows = [(i, "paragraph", line) for i, line in enumerate(("QUILL", LONG, "VENN", LONG * 2, "QUILL", "Yes.") * 2, 2)]
    boxes = (Container(-1, "html"), Container(0, "div", "story"), *(Container(1, "div") for _ in rows))
    page = boxed((1, "heading-1", "Evening talk"), *rows, boxes=boxes)
    layout = find_layout(page)
    assert all(layout.parts[i] == "body" for i in range(2, 10))


def test_a_label_on_a_line_of_its_own_is_no_venue() -> None:
    document = flat(
        "Doorstop of Minister Orla Venn",
        "6-05-2031, 14:44",
        *("Journalist", "When will it open, and who is to pay for it?", "Orla Venn", LONG * 2) * 2,
    )
    assert find_layout(document).parts == ("title", "dateline", *("body",) * 8)


@pytest.mark.parametrize(
    "line",
    [
        "(Source : Harbour House, 4 May 2031)",
        "E&OE……",
        "Embargoed until 4 May 2031",
        "Officers of the House: The Warden, Signe Venn",
        "Media contact: Tam Brisco 555 12",
        "このページの先頭へ戻る | 記者会見へ戻る",
    ],
)
def test_notices_at_the_edges_are_no_body(line: str) -> None:
    assert is_notice(line)
    middle = ("Question: When will it open?", "Orla Venn: " + LONG * 2, "Question: And the toll?", "Orla Venn: " + LONG)
    head = ("Doorstop of Minister Orla Venn", "6-05-2031, 14:44")
    assert find_layout(flat(*head, line, *middle)).indexes("body") == [3, 4, 5, 6]
    assert find_layout(flat(*head, *middle, line)).indexes("body") == [2, 3, 4, 5]


def test_a_sentence_and_a_speaker_are_no_notices() -> None:
    assert not is_notice("Sources tell us that it will be built.")
    assert not is_notice("Source close to the minister say so.")
    document = flat("Talk at the quay", *("Source: " + LONG, "Question: And the toll?") * 2, "Source: None.")
    assert find_layout(document).parts[-1] == "body"
