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
from rostra.web.reading import Reading, read_exchange, read_statement
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
    assert [(entry.anchor, entry.number, entry.text) for entry in outline] == [
        ("t1", 0, "Mara Velden"),
        ("t2", 1, "Will the night boat run again?"),
        ("t6", 0, "The harbour"),
        ("t7", 2, "Is the harbour deep enough?"),
    ]


def test_outline_takes_the_beginning_where_the_sentence_that_asks_says_too_little(archive: Archive) -> None:
    page = samples.Page("Talk")
    page.say("question", "The paper reports that the dyke will be raised. Is that so?", "journalist", "Question")
    page.say("question", "The dyke broke again. When will it be raised at last?", "journalist", "Question")
    outline = read_statement(kept(archive, page.entry("talk.txt")), ENGLISH).outline
    assert outline[0].text == "The paper reports that the dyke will be raised. Is that so?"
    assert outline[1].text == "When will it be raised at last?"


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


def test_two_short_answers_stand_side_by_side(archive: Archive) -> None:
    page = samples.Page("Both")
    question = page.say("question", "Both of you?", "journalist", "Question")
    page.say("answer", "Yes.", "Mara Velden", answers=question)
    page.say("answer", "No.", "Ilo Castren", answers=question)
    assert read_statement(kept(archive, page.entry("both.txt")), ENGLISH).passages[0].beside
    page.say("answer", "Well.", "Mara Velden", answers=question)
    assert not read_statement(kept(archive, page.entry("three.txt")), ENGLISH).passages[0].beside


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
