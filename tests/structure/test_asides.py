"""Lines that nobody speaks."""

from __future__ import annotations

import pytest
from pages import body

from rostra.structure.asides import heading_score, is_unheard_question, note_score


def score(measure: object, row: str) -> float:
    text, (line,) = body(row)
    return measure(text[line.start : line.end], line)  # type: ignore[operator]


@pytest.mark.parametrize(
    "row",
    [
        "(LAUGHTER)",
        "[Applause.]",
        r"\(BREAK IN COVERAGE\)",
        "<...>",
        "（拍手）",
        "(Risas)",
        "(Смех)",
        "* * * ",
        "###",
        "END",
        "ends",
        "[ends]",
        "ENDS",
        "END 2:31 P.M. HST",
        "2:03 P.M. HST",
        "11.42 Uhr",
        "The Council met at 9:35 a.m.",
        "Several members rose—",
    ],
)
def test_notes(row: str) -> None:
    assert score(note_score, row) > 0


@pytest.mark.parametrize(
    "row",
    [
        "We shall see.",
        "Yes.",
        "I think we met at noon.",
        "(Why do you ask?)",
        "In the end we built it.",
        "The bridge (and the ferry) will stay.",
        "12",
    ],
)
def test_lines_that_are_no_notes(row: str) -> None:
    assert score(note_score, row) <= 0


@pytest.mark.parametrize("row", ["# The ferry", "**The old ferry**", "THE OLD FERRY"])
def test_headings(row: str) -> None:
    assert score(heading_score, row) > 0


@pytest.mark.parametrize(
    "row",
    ["The ferry is old.", "* The old ferry", "**Participants:**", "the old ferry", "- THE FERRY", "We shall see,"],
)
def test_lines_that_are_no_headings(row: str) -> None:
    assert score(heading_score, row) < 0


def test_a_bracket_in_capitals_is_no_heading() -> None:
    assert score(heading_score, "(INAUDIBLE QUESTION)") <= 0


def test_a_bracket_is_no_heading() -> None:
    assert score(heading_score, "# [The Speaker in the Chair]") <= 0


@pytest.mark.parametrize(
    "row",
    [
        "(Question inaudible)",
        "（質問聞き取れず）",
        "(سؤال غير مسموع)",
        "[Frage unverständlich]",
    ],
)
def test_a_question_that_nobody_heard(row: str) -> None:
    assert is_unheard_question(row)


@pytest.mark.parametrize(
    "row", ["(inaudible)", "(Question put and agreed to)", "Was the question inaudible?", "(Laughter.)"]
)
def test_what_is_no_question(row: str) -> None:
    assert not is_unheard_question(row)
