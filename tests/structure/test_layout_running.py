"""Running headers, on records of our own."""

from __future__ import annotations

import pytest
from made_pages import LONG, flat

from rostra.structure.running import running_headers
from rostra.structure.signals import Page


def headers_of(*lines: str) -> list[str]:
    """The lines that are taken for running headers."""
    found = running_headers(Page(flat(*lines)))
    return [line for i, line in enumerate(lines) if i in found]


def between_halves(*lines: str) -> list[str]:
    """The same of a record whose sentences are cut in two by each of these lines."""
    halves = ("And so we", "shall go on. " + LONG, "Chair: The next question.", LONG)
    return headers_of("Chair: " + LONG, *(part for line in lines for part in (halves[0], line, *halves[1:])))


@pytest.mark.parametrize(
    "lines",
    [
        ("Report of the House     6th May, 2031     17", "Report of the House     6th May, 2031     18"),
        ("VENN 95", "VENN 96"),
        ("19 July 2031 : Column 771", "19 July 2031 : Column 772"),
    ],
)
def test_two_lines_with_the_number_of_the_page_are_enough(lines: tuple[str, ...]) -> None:
    assert between_halves(*lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("VENN 95", "VENN 9500"),
        ("Opened 4 May 2031, 14:00", "Closed 4 May 2031, 15:00"),
        ("Sitting of 4 May 2031, 14:00", "Sitting of 4 May 2031, 15:00"),
        ("19 July 2031", "20 July 2031"),
        ("VENN", "VENN"),
    ],
)
def test_lines_that_do_not_count_pages_are_no_headers(lines: tuple[str, ...]) -> None:
    assert between_halves(*lines) == []


def test_numbered_labels_are_no_headers() -> None:
    assert headers_of(*(line for n in range(1, 7) for line in (f"Question {n}", LONG, "Answer", LONG))) == []


def test_a_label_that_now_and_then_opens_a_page_is_no_header() -> None:
    lines = [line for n in range(1, 7) for line in (f"{n}", "VENN", LONG, "QUILL", LONG, "VENN", LONG, LONG, LONG)]
    assert set(headers_of(*lines)) == set("123456")


def test_the_name_above_the_number_is_of_the_header() -> None:
    lines = [line for n in range(1, 7) for line in ("HOUSE OF MARSH", f"{n}", LONG, "VENN:", LONG, LONG)]
    assert set(headers_of(*lines)) == {"HOUSE OF MARSH", *"123456"}
