"""From a statement to what is printed of it: exchanges, names, outline, paragraphs, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

import rostra
from rostra.api import Archive, Statement
from rostra.model import Capture
from rostra.web.evidence import doubts, quote_span, reasons
from rostra.web.language import language
from rostra.web.reading import _SENTENCE, Reading, question_line, read_exchange, read_statement
from rostra.web.source_text import find_place, read_source, show

ENGLISH = language("en")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with rostra.open(tmp_path / "record.sqlite") as archive:
        yield archive


def kept(archive: Archive, entry: samples.Entry) -> Statement:
    return archive.get_statement(archive.record.add(entry).statement_id)


@pytest.fixture
def conference(archive: Archive) -> Statement:
    return kept(archive, samples.conference())


def kinds(reading: Reading) -> list[str]:
    return [passage.kind for passage in reading.passages]


def test_turns_are_gathered_into_exchanges(conference: Statement) -> None:
    reading = read_statement(conference, ENGLISH)
    assert kinds(reading) == ["speech", "exchange", "heading", "exchange"]
    assert [voice.turn.id for voice in reading.passages[1].voices] == ["t2", "t3", "t4", "t5"]
    assert reading.paragraphs == ()


def test_names_stand_where_the_speaker_changes(archive: Archive) -> None:
    page = samples.Page("Speech")
    page.say("statement", "One.", "Mara Velden")
    page.say("note", "[Applause]")
    page.say("statement", "Two.", "Mara Velden")
    page.say("statement", "Three.", "Ilo Castren")
    reading = read_statement(kept(archive, page.entry("speech.txt")), ENGLISH)
    names = [voice.name for passage in reading.passages for voice in passage.voices]
    assert names == ["Mara Velden", "", "", "Ilo Castren"]


def test_questions_are_numbered_and_outlined_by_what_they_ask(conference: Statement) -> None:
    outline = read_statement(conference, ENGLISH).outline
    assert [(entry.anchor, entry.number, entry.name, entry.text) for entry in outline] == [
        ("t1", 0, "Mara Velden", "Ladies and gentlemen, we have talked for two hours about the winter timetable. It…"),
        ("t2", 1, "", "Will the night boat run again?"),
        ("t6", 0, "", "The harbour"),
        ("t7", 2, "", "Is the harbour deep enough?"),
    ]
    assert [entry.heading for entry in outline] == [False, False, True, False]


def test_questions_stand_under_the_name_of_who_asks_and_thanks_are_left_out(archive: Archive) -> None:
    page = samples.Page("Session")
    page.say("statement", "The session is open.", "Ada Storm")
    for member, asked in (("Bo Reed", "landed"), ("Bo Reed", "salted"), ("Cy Marsh", "sold")):
        page.say("question", f"How many barrels of herring were {asked}?", member, member)
        page.say("statement", "Thank you.", "Ada Storm")
    page.say("statement", "Herring was salted on the quay by all who had hands, " * 3, "Ada Storm")
    outline = read_statement(kept(archive, page.entry("session.txt")), ENGLISH).outline
    assert [(entry.name, entry.number) for entry in outline] == [
        ("Ada Storm", 0), ("Bo Reed", 1), ("", 2), ("Cy Marsh", 3), ("Ada Storm", 0)
    ]  # fmt: skip


def test_an_outline_of_very_many_is_shorter_in_words() -> None:
    entries = read_statement_of(samples.three_hundred_turns()).outline
    assert len(entries) == 150
    page = samples.Page("Endless")
    for n in range(400):
        page.say(
            "question", f"Number {n}: " + "how many barrels of herring were landed and salted here " * 3 + "?", "Bo"
        )
    lengths = [len(entry.text) for entry in read_statement_of(page.entry("endless.txt")).outline]
    assert len(lengths) == 400
    assert max(lengths) <= 40


def test_outline_takes_the_beginning_where_the_sentence_that_asks_says_too_little(archive: Archive) -> None:
    page = samples.Page("Talk")
    page.say("question", "The paper reports that the dyke will be raised. Is that so?", "journalist", "Question")
    page.say("question", "The dyke broke again. When will it be raised at last?", "journalist", "Question")
    outline = read_statement(kept(archive, page.entry("talk.txt")), ENGLISH).outline
    assert outline[0].text == "The paper reports that the dyke will be raised. Is that so?"
    assert outline[1].text == "When will it be raised at last?"


@pytest.mark.parametrize(
    ("said", "line", "language"),
    [
        ("The board issued a rule; it holds. Will the U.S.-built dyke be raised at all?",
         "Will the U.S.-built dyke be raised at all?", "en"),
        ("We met at St. peter street. Why was the harbour of Norrvik closed?", "Why was the harbour of Norrvik closed?", "en"),
        ("Πότε θα ανοίξει το νέο λιμάνι; Ευχαριστώ.", "Πότε θα ανοίξει το νέο λιμάνι;", "el"),
        ("谢谢。新港口什么时候才能对所有渔民和旅客开放？谢谢您。", "新港口什么时候才能对所有渔民和旅客开放？", "zh"),
        ("One. " + "And so on, " * 60 + "or not?", "And so on, And so on,", "en"),
    ],
)  # fmt: skip
def test_a_question_in_a_line_begins_where_its_sentence_does(said: str, line: str, language: str) -> None:
    page = samples.Page("Talk")
    page.say("question", said, "journalist", "Question")
    transcript = page.entry("talk.txt", language=language).transcript
    assert question_line(transcript, transcript.turns[0]).startswith(line)


def test_a_speech_alone_has_no_outline(archive: Archive) -> None:
    assert read_statement(kept(archive, samples.long_title()), ENGLISH).outline == ()


def test_doubt_and_answers_out_of_place_are_marked(conference: Statement) -> None:
    voices = {
        voice.turn.id: voice for passage in read_statement(conference, ENGLISH).passages for voice in passage.voices
    }
    assert [name for name, voice in voices.items() if voice.doubtful] == ["t8"]
    assert voices["t9"].answers == ("t2", 1)
    assert voices["t3"].answers is None


def test_parts_cut_a_question_without_losing_a_word(conference: Statement) -> None:
    question = read_statement(conference, ENGLISH).passages[1].voices[0]
    pieces = question.paragraphs[0].pieces
    assert [piece.part for piece in pieces] == ["a", "b"]
    assert "".join(piece.text for piece in pieces) == conference.transcript.turn_text(question.turn)


@pytest.mark.parametrize(
    ("answers", "beside"),
    [
        ((("A", 5), ("B", 9)), "beside"),
        ((("A", 5),), ""),
        ((("A", 5), ("B", 9), ("C", 400)), "beside three"),
        ((("A", 5), ("B", 9), ("C", 9), ("D", 9)), "beside"),
        ((("A", 5), ("B", 9), ("A", 5)), ""),
        ((("A", 5), (None, 9)), ""),
        ((("A", 900), ("B", 2_000)), "beside long"),
        ((("A", 40), ("B", 800)), "beside long"),
        ((("A", 40), ("B", 2_000)), ""),
        ((("A", 6_000), ("B", 3_000), ("C", 5_000)), "beside long"),
        ((("A", 9_000), ("B", 40), ("C", 40)), ""),
    ],
)  # fmt: skip
def test_answers_of_several_stand_side_by_side(
    archive: Archive, answers: tuple[tuple[str | None, int], ...], beside: str
) -> None:
    page = samples.Page("All of you")
    question = page.say("question", "All of you?", "journalist", "Question")
    for speaker, length in answers:
        page.say("answer", "x" * length, speaker, answers=question)
    page.say("moderation", "Next, please.", "Orla Finn")
    assert read_statement_of(page.entry("all.txt")).passages[0].beside == beside


def read_statement_of(entry: samples.Entry) -> Reading:
    with rostra.open(":memory:") as archive:
        return read_statement(kept(archive, entry), ENGLISH)


def test_exchange_of_any_of_its_turns_is_the_same(conference: Statement) -> None:
    for turn in ("t2", "t3", "t4", "t9"):
        assert [voice.turn.id for voice in read_exchange(conference, turn, ENGLISH).voices] == ["t2", "t3", "t4", "t9"]
    assert [voice.turn.id for voice in read_exchange(conference, "t1", ENGLISH).voices] == ["t1"]


def test_furniture_inside_a_body_is_left_out(archive: Archive) -> None:
    reading = read_statement(kept(archive, samples.article()), ENGLISH)
    words = ["".join(piece.text for piece in paragraph.pieces) for paragraph in reading.paragraphs]
    assert words == ["The ice came early this year.", "It left late."]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["statement", "question", "answer", "moderation", "note", "heading"]), max_size=12))
def test_every_turn_is_shown_once_and_in_order(roles: list[str]) -> None:
    page = samples.Page("Any")
    for n, role in enumerate(roles):
        page.say(role, f"Words {n}.", "Mara Velden" if n % 2 else None)
    entry = page.entry("any.txt")
    with rostra.open(":memory:") as archive:
        reading = read_statement(kept(archive, entry), ENGLISH)
    shown = [voice.turn.id for passage in reading.passages for voice in passage.voices]
    assert shown == [turn.id for turn in entry.transcript.turns]


# evidence


def test_reasons_quote_the_page(conference: Statement) -> None:
    title, date = reasons(conference, ENGLISH)
    assert (title.name, title.fact, title.quotation) == ("Title", "meta:og:title", None)
    assert date.quotation is not None
    assert date.quotation.marked == "March"
    assert date.value == "8 March 2016"
    assert date.rule == "Date in dateline"
    assert doubts(conference)[0].code == "Speaker unknown"


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_quotations_never_fail(text: str, start: int, length: int) -> None:
    quotation = quote_span(text, start, start + length)
    assert len(quotation.marked) <= 241


# the source


def capture(content: bytes) -> Capture:
    return Capture(uri="page", content=content)


def test_source_is_decoded_as_it_was_read() -> None:
    assert read_source(capture("Überfahrt".encode()), None) == "Überfahrt"
    assert "Паром" in read_source(capture(b'<meta charset="windows-1251">' + "Паром".encode("cp1251")), None)
    assert read_source(capture("Паром".encode("koi8_r")), "koi8_r") == "Паром"
    assert read_source(capture(b"caf\xe9"), None) == "café"
    assert read_source(capture(b'<meta charset="nonsense">\xe9'), "nonsense")
    assert "\x00" not in read_source(capture(b"a\x00b"), None)
    assert read_source(capture(b"%PDF-1.7 \xff"), None) == "%PDF-1.7 \ufffd"


def test_place_is_where_a_reader_sees_it() -> None:
    seen = "<h1>On the&nbsp;quay&rsquo;s ramp</h1>"
    for unseen in (
        "<head><title>On the quay’s ramp</title></head>",
        "<!-- On the quay’s ramp -->",
        '<img alt="On the quay’s ramp">',
        "<script>'On the quay’s ramp'</script>",
    ):
        text = unseen + seen
        assert find_place(text, "On the quay’s ramp") == (len(unseen) + 4, len(text) - 5)
        assert find_place(unseen, "On the quay’s ramp") is not None


def test_place_is_marked_whole_as_far_as_the_words_go() -> None:
    words = " ".join(f"word{n}" for n in range(30))
    assert find_place(f"<p>{words} and more", words) == (3, 3 + len(words))
    assert find_place(f"<p>{words} and more", words + " missing…") == (3, 3 + len(words))


def test_place_is_found_across_markup_and_entities() -> None:
    text = "<p>It&nbsp;will\n  <b>run</b> from March</p>"
    assert find_place(text, "It will run from") == (3, text.index(" March"))
    assert find_place(text, "it never will") is None
    assert find_place(text, "") is None


def test_window_follows_the_place() -> None:
    text = "x " * 40_000 + "the place" + " y" * 40_000
    shown = show(text, sought="the place", start=0)
    assert shown.found == "the place"
    assert text[shown.start :].startswith(shown.before + shown.found + shown.after)
    assert show(text, sought="absent", start=10**9).before == "y"


def test_search_in_a_hostile_source_is_quick() -> None:
    assert find_place("a" + "<" * 200_000, "a b c") is None
    assert find_place("a " * 100_000, "a a a a a a a a a a a b") is None
    assert find_place("a&" * 100_000, "a b") is None
    assert find_place("<head><!--<script>" * 20_000, "a b") is None
    assert find_place("<title>a b" * 20_000, "a b") is not None


def test_a_full_stop_before_a_small_letter_ends_no_sentence_however_wide_the_gap() -> None:
    said = "Hello there... And e.g.  the U.S.  government, why?"
    assert [match[0] for match in _SENTENCE.finditer(said)] == [
        "Hello there...",
        "And e.g.  the U.S.  government, why?",
    ]
    assert len(list(_SENTENCE.finditer(f"Why so{'.' * 100_000}x and why?"))) == 1  # in a moment, not in minutes
