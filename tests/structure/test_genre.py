"""Whether a page's words were spoken, or tell of it."""

from __future__ import annotations

from pages import BRIDGE, FERRY, body, page, parse

from rostra.structure.decode import Draft
from rostra.structure.genre import find_quoted_message, hear, is_spoken

REPORT = (
    "The bridge will be opened in spring, the minister said. She told reporters that the pilots would be kept, and added that "
    "there would be no toll. The ferry company said that it had not been asked. Its master announced a protest."
)


def test_speech_says_i_and_we() -> None:
    assert is_spoken(hear(FERRY, "en"))
    assert not is_spoken(hear(REPORT, "en"))


def test_what_is_quoted_is_not_heard() -> None:
    voice = hear(f"“{FERRY}” {REPORT}", "en")
    assert voice.first_person == 0
    assert 0.3 < voice.quoted < 0.7


def test_voices_of_other_languages() -> None:
    assert hear("Мы ждали сто лет, и я скажу вам, почему нам это нужно.", "ru").first_person > 0.1
    assert hear("我们等了一百年，我想告诉大家，我们还可以再等几天。", "zh").first_person > 0.1
    assert hear("私たちは百年待ちました。我々はあと数日待つことができます。", "ja").first_person > 0.05
    assert hear("Wir haben hundert Jahre gewartet, und ich sage Ihnen, warum.", None).first_person > 0.1


def test_the_first_person_may_be_an_ending() -> None:
    assert hear("Bütün sabah demiryolunu görüştük, size teşekkür ediyorum.", "tr").first_person > 0.2
    assert hear("Bakan köprüyü açtı ve sonra trene bindi.", "tr").first_person == 0
    assert hear("اتفقنا على الجسر، وخبراؤنا يجتمعون غدا.", "ar").first_person > 0.2


def test_no_words_say_nothing() -> None:
    assert hear("", "en").first_person == 0


def test_a_speech_is_a_monologue() -> None:
    transcript = parse(page("Speech by Ana Ilic", FERRY, BRIDGE, FERRY))
    assert [turn.role for turn in transcript.turns] == ["statement"]
    assert all(issue.code != "no-transcript" for issue in transcript.issues)


def test_an_article_is_a_report() -> None:
    transcript = parse(page("Bridge will open in spring, minister says", REPORT, REPORT[:120], REPORT))
    assert transcript.turns == ()
    assert transcript.event.kind == "article"
    assert [issue.code for issue in transcript.issues if issue.code == "no-transcript"] == ["no-transcript"]


def test_labels_or_dashes_make_a_dialogue() -> None:
    for asked, said in (("Q: ", "MS. ILIC: "), ("— ", "— ")):
        rows = (f"{asked}Will it be built?", said + BRIDGE, f"{asked}And the ferry?", said + FERRY)
        assert [turn.role for turn in parse(page("Interview with Ana Ilic", *rows)).turns] == ["question", "answer"] * 2


def test_a_message_printed_whole_in_quotation_marks() -> None:
    rows = (
        "The President has sent a telegram. It reads, in part:",
        f"“{FERRY}",
        f"{BRIDGE}”",
        "The festival is held every year.",
    )
    text, lines = body(*rows)
    drafts = [Draft(kind="speech", segments=[(line.start, line.end)]) for line in lines]
    assert [text[a:b] for a, b in find_quoted_message(text, drafts)] == [f"“{FERRY}", f"{BRIDGE}”"]
    assert find_quoted_message(text, drafts[:1]) == []
