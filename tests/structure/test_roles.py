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


def test_in_an_interview_who_asks_is_told_by_the_questions() -> None:
    rows = [
        ("ASKE: Will it be built?", f"ILIC: {SAID}"),
        ("ASKE: And the ferry?", f"ILIC: {SAID}"),
        ("ASKE: And the toll?", f"ILIC: {SAID}"),
    ]
    assert roles(*(row for pair in rows for row in pair)) == ["question", "answer"] * 3


@pytest.mark.xfail(strict=True, reason="where it is known who asks, a guest who asks himself something still asks")
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
