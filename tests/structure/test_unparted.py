"""Turns that seem to hold the words of two, since a label was not printed: all pages and people are invented."""

from __future__ import annotations

from pages import page, parse

ANSWER = "We have promised it to them in writing, and I have signed it myself."
ROUND = ("BRANDT: Will the ferry run in winter?", f"LIND: {ANSWER}", "BRANDT: And who pays for it?", f"LIND: {ANSWER}")


def doubted(*middle: str) -> list[str]:
    """The first words of the turns of which a change of speaker is doubtful, with their confidence checked."""
    transcript = parse(page("Minister Oskar Lind interviewed by Ivo Brandt", *ROUND, *middle, *ROUND))
    codes = {i.start for i in transcript.issues if i.code == "speaker-change-doubtful"}
    assert all(t.confidence <= 0.45 for t in transcript.turns if t.start in codes)
    return [" ".join(transcript.turn_text(t).split()[:2]) for t in transcript.turns if t.start in codes]


def test_an_answer_that_ends_in_a_question_which_its_speaker_answers_is_doubtful() -> None:
    own = ("BRANDT: And the bridge?", "LIND: That comes later.", "Where does that leave your promise?", "LIND: Kept.")
    assert doubted(*own) == ["That comes"]


def test_a_question_that_goes_on_in_an_answer_is_doubtful() -> None:
    assert doubted("BRANDT: Where is the bridge?", ANSWER, "BRANDT: And the pilots?", "LIND: They stay.") == [
        "Where is"
    ]


def test_a_question_back_at_who_asks_is_none() -> None:
    back = ("BRANDT: And the bridge?", "LIND: That comes later.", "Where would you build it?", "BRANDT: In the east.")
    assert doubted(*back) == []


def test_a_page_on_which_one_speaker_s_label_often_follows_itself_tells_nothing() -> None:
    talk = (f"LIND: {ANSWER}", f"LIND: {ANSWER}", "LIND: That is all.", "And is it enough?", "LIND: It is.")
    transcript = parse(page("Speech by Minister Oskar Lind", *talk))
    assert "speaker-change-doubtful" not in {i.code for i in transcript.issues}
