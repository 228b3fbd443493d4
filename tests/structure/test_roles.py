"""Who asks, who answers, who gives the floor."""

from __future__ import annotations

import pytest
from pages import body, drafts_of

from rostra.structure.roles import assign_roles
from rostra.structure.speakers import attribute
from rostra.structure.unlabelled import find_conversation

SAID = "We have spent the winter on the timetable of the ferry, my colleagues and I, and we have found that two boats can do it."


def roles(*rows: str, principal: str | None = None) -> list[str]:
    text, drafts = drafts_of(*rows)
    return list(assign_roles(text, drafts, attribute(drafts, [], None, text), principal))


def test_a_press_conference() -> None:
    assert roles(f"MS. ILIC: {SAID}", "Q: Will it be built?", f"MS. ILIC: {SAID}", "MR. LIND: And I agree.") == [
        "statement",
        "question",
        "answer",
        "answer",
    ]


def test_notes_and_headings_keep_their_kind_and_do_not_close_an_exchange() -> None:
    found = roles(
        "Q: Will it be built?", f"MS. ILIC: {SAID}", "(Laughter.)", "We shall see.", "Q: And you?", "MS. ILIC: I too."
    )
    assert found == ["question", "answer", "note", "answer", "question", "answer"]


def test_a_bare_thanks_of_a_journalist_is_no_question() -> None:
    assert roles("Q: Thank you.", "Q: Will it be built?", f"MS. ILIC: {SAID}", "Q: Thanks, Minister.")[0::3] == [
        "statement",
        "statement",
    ]


@pytest.mark.parametrize("asked", ["A little more on the toll, please.", "Please tell us about it."])
def test_a_request_is_a_question_though_it_is_polite(asked: str) -> None:
    assert roles("Q: Will it be built?", f"MS. ILIC: {SAID}", f"Q: {asked}", f"MS. ILIC: {SAID}")[2] == "question"


def test_a_chair_moderates() -> None:
    assert roles("MR. SPEAKER: Order.", f"MR. LIND: {SAID}", "MR. SPEAKER: Mr Brandt.", f"MR. BRANDT: {SAID}") == [
        "moderation",
        "statement",
        "moderation",
        "statement",
    ]


def test_who_hands_over_moderates() -> None:
    rows = (
        f"MS. ILIC: {SAID}",
        "MR. LIND: Thank you. Next question, please.",
        "Q: Will it be built?",
        f"MS. ILIC: {SAID}",
    )
    assert roles(*rows) == ["statement", "moderation", "question", "answer"]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("A first question from «Заря»: who pays for the bridge?", "question"),
        ("Thank you. One more question. When does the ferry run?", "question"),
        ("Any other questions?", "moderation"),
    ],
)
def test_who_announces_his_question_asks_it(said: str, role: str) -> None:
    rows = (
        "ANNA LUND: Welcome. Mr. Berg, please.",
        f"IVO BERG: {said}",
        f"ANA ILIC: {SAID}",
        "ANNA LUND: Thank you all.",
    )
    assert roles(*rows)[1] == role


def test_in_an_interview_who_asks_is_told_by_the_questions() -> None:
    rows = [
        ("ASKE: Will it be built?", f"ILIC: {SAID}"),
        ("ASKE: And the ferry?", f"ILIC: {SAID}"),
        ("ASKE: And the toll?", f"ILIC: {SAID}"),
    ]
    assert roles(*(row for pair in rows for row in pair)) == ["question", "answer"] * 3


def test_a_guest_who_asks_himself_something_answers() -> None:
    rows = [
        ("ASKE: Will it be built?", f"ILIC: {SAID}"),
        ("ASKE: And the ferry?", f"ILIC: Why not? {SAID}"),
        ("ASKE: And the toll?", f"ILIC: {SAID}"),
    ]
    assert roles(*(row for pair in rows for row in pair)) == ["question", "answer"] * 3


def test_dashes_alternate() -> None:
    text, lines = body("— Will it be built?", "— Yes.", "— And the ferry?", "— It stays.")
    drafts = find_conversation(text, lines)
    assert assign_roles(text, drafts, attribute(drafts, [], None, text)) == ["question", "answer", "question", "answer"]


def test_no_turns() -> None:
    assert assign_roles("", [], []) == []


def test_a_host_closes_an_exchange_with_thanks() -> None:
    rows = ("Q: Will it be built?", f"MS. ILIC: {SAID}", "MR. LIND: Thank you.", f"MR. BRANDT: {SAID}")
    assert roles(*rows, "Q: And you?", f"MR. BRANDT: {SAID}")[2:4] == ["moderation", "statement"]


def test_words_of_leave_answer_nothing() -> None:
    rows = ("Q: Will it be built?", f"MS. ILIC: {SAID}", "MR. LIND: Thank you, everybody. Mind the step.")
    assert roles(*rows)[2] == "statement"


def test_who_calls_on_an_office_moderates() -> None:
    rows = (
        "MR. LIND: We have the figures.",
        "Q: What are they?",
        f"MR. LIND: {SAID}",
        "MS. ILIC: Harbour Master, please.",
    )
    found = roles(*rows, f"HARBOUR MASTER BRANDT: {SAID}", "Q: And then?", f"MR. LIND: {SAID}")
    assert found[4] == "answer"


def test_the_hall_answers_nobody() -> None:
    rows = (f"MS. ILIC: {SAID}", "MS. ILIC: Shall we go back to the ferry?", "AUDIENCE: No!", f"MS. ILIC: {SAID}")
    assert roles(*rows)[1:3] == ["statement", "statement"]


def test_who_speaks_for_another_has_his_role() -> None:
    rows = ("Q: (Speaks Ostranian.)", "MR. LIND: (Interpreting.) I live by the ferry.", f"MS. ILIC: {SAID}")
    assert roles(*rows) == ["question", "question", "answer"]


def test_a_recording_answers_nobody() -> None:
    rows = (
        "Q: Will it be built?",
        f"MS. ILIC: {SAID}",
        "(BEGIN VIDEO CLIP)",
        f"MR. BRANDT: {SAID}",
        "(END VIDEO CLIP)",
    )
    assert roles(*rows, "Q: And then?", "MS. ILIC: We shall see.")[3] == "statement"


def test_an_interviewer_takes_leave() -> None:
    asked = [
        r for i in range(3) for r in (f"ANA ILIC: Will it be built, and when, in the year {i}?", f"MR. BRANDT: {SAID}")
    ]
    found = roles(*asked, "ANA ILIC: Thanks for your time.", "MR. BRANDT: Thank you.")
    assert found[-2:] == ["moderation", "statement"]


def test_a_short_word_of_an_interviewer_leaves_the_question_open() -> None:
    asked = [
        r for i in range(3) for r in (f"ANA ILIC: Will it be built, and when, in the year {i}?", f"MR. BRANDT: {SAID}")
    ]
    assert roles(*asked, "ANA ILIC: Well yeah -", "MR. BRANDT: But we cannot wait.")[-1] == "answer"
