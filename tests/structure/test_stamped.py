"""Labels behind the time of a recording or a chat, and on three lines with a rule: all pages and people are invented."""

from __future__ import annotations

import pytest
from pages import page, parse, plain, spoken

from rostra.structure.edges import is_dateline

SAID = "We have spent the winter on the timetable of the ferry, and found that two boats can do it."


def test_a_chat_prints_the_time_before_its_labels() -> None:
    rows = (
        "[18:01] Moderator: Welcome, everyone. The minister is here, and takes your questions until seven.",
        "[18:02] Ana Ilic: Good evening.",
        "[18:03] Katrin: Will the ferry run?",
        f"[18:04] Ana Ilic: {SAID}",
    )
    transcript = parse(plain("Live chat with Minister Ana Ilic", "5 May 2031", *rows, *rows[2:]))
    assert [t.label for t in transcript.turns] == ["Moderator", "Ana Ilic", *["Katrin", "Ana Ilic"] * 2]
    assert not any("[18:" in transcript.turn_text(t) for t in transcript.turns)


def test_a_recording_prints_the_time_before_labels_on_lines_of_their_own() -> None:
    rows = [("SPEAKER 1", "Will the ferry run?"), ("SPEAKER 2", SAID)] * 3
    lines = [f"00:{n:02}:05 {label}\n{words}" for n, (label, words) in enumerate(rows)]
    transcript = parse(plain("Inquiry into the ferry at Orsk", SAID, *lines))
    assert [t.label for t in transcript.turns] == [None, *["SPEAKER 1", "SPEAKER 2"] * 3]


@pytest.mark.parametrize(
    ("line", "dates"), [("00:00:05 SPEAKER 1", False), ("14:44:05 CET", True), ("14:44:05, 6 May 2031", True)]
)
def test_a_time_and_a_speaker_are_no_dateline(line: str, dates: bool) -> None:
    assert is_dateline(line) is dates


@pytest.mark.parametrize("breaks", ["</p><p>", "<br>"])
def test_a_name_a_rule_and_an_office_on_three_lines_are_a_label(breaks: str) -> None:
    minister = f"<p>{breaks.join(('Ana Ilic', '--', 'Minister of Ports'))}</p>"
    master = f"<p>{breaks.join(('Ivo Brandt', '--', 'Harbour Master'))}</p>"
    talk = (minister, "Why does the ferry not run?", master, SAID) * 3
    told = spoken(parse(page("Hearing on the ferry", SAID, *talk)))
    assert [(role, speaker) for role, speaker, _ in told[1:]] == [
        ("question", "Ana Ilic"),
        ("answer", "Ivo Brandt"),
    ] * 3
