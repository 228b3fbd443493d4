"""Answers that were printed under the label of a question."""

from __future__ import annotations

from pages import drafts_of

from rostra.structure.mislabelled import correct
from rostra.structure.roles import assign_roles
from rostra.structure.speakers import attribute

REPLY = "The pilots stay. We have promised it to them in writing and I have signed it myself, twice."
TALK = ("Q: Will it be built?", f"MS. ILIC: {REPLY}", "Q: And the pilots?", f"MS. ILIC: {REPLY}", "Q: And the ferry?")


def read(*rows: str) -> list[tuple[str, str | None]]:
    text, drafts = drafts_of(*rows)
    who = attribute(drafts, [], None, text)
    found, roles = correct(text, drafts, who, assign_roles(text, drafts, who))
    return [(role, a.speaker if a else None) for role, a in zip(roles, found, strict=True)]


def test_the_answer_goes_to_who_answers_on_the_page() -> None:
    assert read(*TALK, f"Q: {REPLY}", "Q: And the toll?", f"MS. ILIC: {REPLY}")[5] == ("answer", "Ilic")


def test_it_is_said_so() -> None:
    text, drafts = drafts_of(*TALK, f"Q: {REPLY}", "Q: And the toll?", f"MS. ILIC: {REPLY}")
    who = attribute(drafts, [], None, text)
    wrong = correct(text, drafts, who, assign_roles(text, drafts, who))[0][5]
    assert wrong is not None
    assert wrong.issue is not None
    assert wrong.issue[0] == "label-wrong"
    assert wrong.confidence <= 0.5


def test_of_two_who_answer_none_is_guessed() -> None:
    rows = (*TALK[:3], f"MR. BRANDT: {REPLY}", TALK[4], f"Q: {REPLY}", "Q: And the toll?", f"MR. BRANDT: {REPLY}")
    assert read(*rows)[5] == ("answer", None)


def test_what_asks_or_thanks_or_is_short_is_no_answer() -> None:
    for words in (
        "Thank you, Minister, that was all that we wanted to know today.",
        "Of the ferry.",
        f"{REPLY} Is it so?",
    ):
        assert read(*TALK, f"Q: {words}", "Q: And the toll?", f"MS. ILIC: {REPLY}")[5] != ("answer", "Ilic")


def test_several_questions_before_one_answer_stay_questions() -> None:
    assert (
        read(*TALK, "Q: I come from the old quay, where nobody has seen a boat for years.", f"MS. ILIC: {REPLY}")[5][0]
        == "question"
    )
