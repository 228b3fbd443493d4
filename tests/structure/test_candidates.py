"""Proposals of every form, with how they are printed; nothing is decided about them yet."""

from __future__ import annotations

import pytest
from pages import believed, body

from rostra.structure.candidates import MAX_LABEL, Candidate, find_candidates
from rostra.structure.inside import find_inside


def proposals(*rows: str) -> tuple[str, list[Candidate]]:
    text, lines = body(*rows)
    found = find_candidates(text, lines)
    return text, found + find_inside(text, lines, found)


FORMS = {
    "Ana Ilic: We shall see.": ("Ana Ilic", "plain", ":", "start", "We"),
    "Ana Ilic : Nous verrons.": ("Ana Ilic", "plain", ":", "start", "Nous"),
    "问：请问大桥": ("问", "plain", ":", "start", "请问"),
    "MR. COOK: We shall see.": ("MR. COOK", "capitals", ":", "start", "We"),
    "**Ana Ilic:** We shall see.": ("Ana Ilic", "strong", ":", "start", "We"),
    "**Ana Ilic**: We shall see.": ("Ana Ilic", "strong", ":", "start", "We"),
    "**Ana Ilic** We shall see.": ("Ana Ilic", "strong", "", "start", "We"),
    "_Ana Ilic:_ We shall see.": ("Ana Ilic", "slanted", ":", "start", "We"),
    "Sr. Salas.- Veremos.": ("Sr. Salas", "plain", ".-", "start", "Veremos"),
    "HON. I. BRANDT. - We shall see.": ("HON. I. BRANDT", "capitals", ".-", "start", "We"),
    "Mr. DORVAN. We shall see.": ("Mr. DORVAN", "plain", ".", "start", "We"),
    "R - Nous verrons.": ("R", "plain", "-", "start", "Nous"),
    "Q We shall see.": ("Q", "plain", " ", "start", "We"),
    "【大臣】橋は": ("【大臣】", "plain", "【】", "start", "橋は"),
    "（問）橋は": ("（問）", "plain", "【】", "start", "橋は"),
    "질문● 다리는": ("질문", "plain", "●", "start", "다리는"),
    "3. Ana Ilic: We shall see.": ("Ana Ilic", "plain", ":", "start", "We"),
    "Question (in Ostranian: approximate translation): Why?": (
        "Question (in Ostranian: approximate translation)",
        "plain",
        ":",
        "start",
        "Why",
    ),
}


@pytest.mark.parametrize(("row", "form"), FORMS.items())
def test_forms(row: str, form: tuple[str, str, str, str, str]) -> None:
    text, found = proposals(row)
    seen = [(text[c.start : c.label_end], *c.family, text[c.text_start : c.text_start + len(form[4])]) for c in found]
    assert form in seen


def test_a_line_that_is_nothing_but_a_label() -> None:
    text, found = proposals("Ana Ilic:", "We shall see.")
    alone = next(c for c in found if c.position == "alone" and c.line == 0)
    assert (text[alone.start : alone.label_end], alone.separator) == ("Ana Ilic", ":")


@pytest.mark.parametrize(
    ("row", "label", "text_after"),
    [
        ("We have spoken of the ferry. HON. M. NKOMO.- I have heard it.", "HON. M. NKOMO", "I have"),
        ("We have spoken of the ferry. QUESTION: And the bridge?", "QUESTION", "And the"),
        ("We have spoken of the ferry. Ana Ilic (interpreted): And the bridge?", "Ana Ilic (interpreted)", "And the"),
        ("我们谈了渡船，也谈了大桥和引航员的事情，谢谢大家。记者：过桥要收费吗？", "记者", "过桥"),
    ],
)
def test_labels_in_the_middle_of_a_line(row: str, label: str, text_after: str) -> None:
    text, found = proposals(row)
    inside = [
        (text[c.start : c.label_end], text[c.text_start :][: len(text_after)]) for c in found if c.position == "middle"
    ]
    assert (label, text_after) in inside


@pytest.mark.parametrize("row", ["14:44 is the hour.", "2031", "12. ", "..."])
def test_hours_and_numbers_are_no_labels(row: str) -> None:
    assert proposals(row)[1] == []


@pytest.mark.parametrize(
    "row",
    [
        "The E.N.-led talks on the ferry go on.",
        "E.N. Ferries will run again.",
        "E.N.-Ostranian ferries will run again.",
    ],
)
def test_the_point_of_an_abbreviation_ends_no_label(row: str) -> None:
    assert [text for text in proposals(row)[1] if text.separator in (".", ".-")] == []


def test_long_openings_are_no_labels() -> None:
    assert proposals("so it went on " * 40 + ": and on")[1] == []


def test_labels_are_bounded_and_lie_in_their_lines() -> None:
    text, lines = body(
        "Ana Ilic: Yes.", "**A**: " + "b: " * 200, "Q", "A " * 300 + ":", "MR. COOK: No. MR. LIND: Yes, and no."
    )
    for c in find_candidates(text, lines):
        line = lines[c.line]
        assert line.start <= c.start < c.label_end <= c.text_start <= line.end
        assert c.label_end - c.start <= MAX_LABEL


def test_a_hidden_card_is_no_part_of_the_label() -> None:
    text, found = proposals("**Livia SerranoSerrano LiviaPresident of Ostrania:** We shall see.")
    assert "Livia Serrano" in [text[c.start : c.label_end] for c in found]


@pytest.mark.parametrize("said", ["Will it be built?", "See for yourself.", "All of it."])
def test_bold_type_ends_the_label_though_no_space_follows(said: str) -> None:
    text, found = proposals(f"**Journalist**{said}")
    assert ("Journalist", said[:3]) in [
        (text[c.start : c.label_end], text[c.text_start : c.text_start + 3]) for c in found
    ]


def test_the_subject_of_a_question_in_writing_is_a_label_where_it_is_one_elsewhere() -> None:
    rows = (
        "Mr. Brandt asked the Minister for Ports what is delaying the ferry.",
        "The Minister for Ports (Ms. Goss): Nothing that I know of.",
        "Mr. Brandt: Then when will it sail?",
        "The Minister for Ports (Ms. Goss): When it is painted.",
        "Mr. Brandt: In which year?",
        "Mr. Dahl asked the Minister to sit down.",
    )
    assert believed(*rows) == ["Mr. Brandt", "The Minister for Ports (Ms. Goss)"] * 2 + ["Mr. Brandt"]


def unmarked(*rows: str) -> list[tuple[str, str]]:
    text, found = proposals(*rows)
    return [(c.key, text[c.text_start :].split()[0]) for c in found if c.unmarked]


def test_a_label_in_capitals_that_lost_its_colon_is_proposed() -> None:
    assert unmarked("AB: Why?", "IK: So it is.", "AB: Where?", "AB Well, when?") == [("ab", "Well,")]
    assert unmarked("JOURNALIST: Why?", "JOURNALIST I ask again.") == [("journalist", "I")]
    assert unmarked("MR. BRANDT: Why?", "MR. BRANDT: So.", "MR. BRANDT “So” it is.") == [("mr. brandt", "“So”")]


def test_words_in_capitals_are_no_lost_label() -> None:
    assert unmarked("AB: Why?", "AB Well, when?") == []  # initials that stand once may be anything
    assert unmarked("AB: Why?", "AB: Where?", "AB CD Well.", "AB rises.", "Ab Well.") == []
    assert unmarked("МИНИСТР: Да.", "Министр Иванов улыбнулся.") == []


def test_a_label_in_capitals_may_have_an_outlet_that_is_not_in_its_bracket() -> None:
    _, found = proposals("JOURNALIST (Sky)", "And the chips?")
    assert found[0].typography == "capitals"
