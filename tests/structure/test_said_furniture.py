"""Lines of a publisher's among the words, told by what they say: all people are invented."""

from __future__ import annotations

import pytest
from pages import page, parse

from rostra.model import Transcript

RELATED = (
    '<h3>You may also like</h3><ul><li><a href="/a">Interview with Mayor Otto Hadd, Velm, 3 March 2012</a></li></ul>'
)


def _asked(*end: str) -> Transcript:
    rounds = [
        (f"Q: When will pool {i} open?", f"Mayor Falk: In June, I hope. We saved {i} years.") for i in range(1, 6)
    ]
    lines = [line for both in rounds for line in both]
    return parse(page("Questions to Mayor Ingrid Falk", *lines, *end))


@pytest.mark.parametrize(
    "end", [("Photo: Town Hall", RELATED), (RELATED,), ("Share: Facebook Twitter",), ("Page views: 2 133",)]
)
def test_what_a_publisher_prints_behind_the_last_answer_is_nobodys(end: tuple[str, ...]) -> None:
    transcript = _asked(*end)
    last = transcript.turns[-1]
    assert len(transcript.turns) == 10
    assert transcript.text[last.start : last.end] == "In June, I hope. We saved 5 years."


def test_a_line_of_credit_inside_the_words_is_listed_furniture() -> None:
    transcript = _asked("Photo: Town Hall", "Q: And who pays?", "Mayor Falk: All of us.")
    assert [transcript.text[a:b] for a, b in transcript.furniture.spans] == ["Photo: Town Hall"]
    assert all("Town Hall" not in transcript.text[t.start : t.end] for t in transcript.turns)


def test_a_word_of_captions_that_comes_again_is_a_label() -> None:
    lines = [f"{who}: The bridge number {i} is built" for i in range(1, 5) for who in ("Picture", "Ada Lund")]
    transcript = parse(page("Talk of a picture with Ada Lund", *lines))
    assert all(f"number {i}" in transcript.text for i in range(1, 5))
    assert not any("Picture" in transcript.text[a:b] for a, b in transcript.furniture.spans)


def test_what_is_reported_of_a_speaker_among_his_words_is_a_note() -> None:
    told = (
        "Asked about the toll, the Minister said that she would not comment on it.",
        "Minister Lund then thanked them.",
    )
    transcript = parse(
        page(
            "Press briefing by Minister Ada Lund",
            "Minister Lund: We had a long meeting and I am content.",
            told[0],
            "Question: And the bridge?",
            "Minister Lund: I shall build it.",
            told[1],
            "I thank you all.",
        )
    )
    said = [(t.role, t.speaker, transcript.text[t.start : t.end]) for t in transcript.turns]
    assert [text for role, _, text in said if role == "note"] == list(told)
    assert said[-1][1:] == ("Ada Lund", "I thank you all.")


def test_the_other_president_is_spoken_of() -> None:
    transcript = parse(
        page(
            "Joint press conference of President Ada Lund and President Bo Hadd",
            "President Lund: We met today. It went well.",
            "The President said that the bridge will be built.",
            "Question: When?",
            "President Hadd: In June. I know it.",
            "Question: And the toll?",
            "President Lund: There is none. I am against it.",
        )
    )
    assert all(turn.role != "note" for turn in transcript.turns)


@pytest.mark.parametrize(
    ("title", "opens"),
    [
        ("Speech by Minister Ada Lund in Velm", "The bridge is safe."),
        ("Statement by Minister Ada Lund", "Minister Ada"),
    ],
)
def test_a_sentence_about_who_speaks_is_not_said_by_him(title: str, opens: str) -> None:
    lead = "Minister Ada Lund spoke to the guild of ferrymen on Friday."
    said = (
        "The bridge is safe. I was there yesterday, and I saw it with my own eyes.",
        "We shall build another, my friends.",
    )
    transcript = parse(page(title, lead, *said))
    assert transcript.text[transcript.turns[0].start :].startswith(opens)
