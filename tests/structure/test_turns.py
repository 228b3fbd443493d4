"""Turns of whole pages: evidence, issues, openings, and pages that are no transcripts."""

from __future__ import annotations

import pytest
from pages import BRIDGE, FERRY, page, parse, plain

TITLE = "News conference of Minister of Ports Ana Ilic"
TALK = (
    f"Ana Ilic: {FERRY}",
    "Question: Will it be built? And who pays for the painters?",
    f"Ana Ilic (answers after Ivo Brandt): {BRIDGE}",
)


def test_each_turn_names_its_rule_and_how_sure_it_is() -> None:
    turns = parse(page(TITLE, *TALK)).turns
    assert [t.id for t in turns] == ["t1", "t2", "t3"]
    assert all(t.rule and 0 < t.confidence <= 1 for t in turns)
    assert turns[1].rule == "label:plain::"


def test_labels_stand_before_their_turns_separator_included() -> None:
    transcript = parse(page(TITLE, *TALK))
    start, end = transcript.turns[0].label_span or (0, 0)
    assert transcript.text[start:end].strip() == "Ana Ilic:"
    assert transcript.turns[0].label == "Ana Ilic"


def test_an_unseen_turn_is_recorded_and_said() -> None:
    transcript = parse(page(TITLE, *TALK))
    assert transcript.turns[2].unseen == ("Ivo Brandt",)
    assert "turn-unseen" in {i.code for i in transcript.issues}


def test_parts_of_a_question() -> None:
    transcript = parse(page(TITLE, *TALK))
    assert [transcript.text[a:b] for a, b in transcript.turns[1].parts] == [
        "Will it be built?",
        "And who pays for the painters?",
    ]


def test_an_opening_in_the_publishers_words_is_no_turn() -> None:
    intro = "Minister of Ports Ana Ilic said on Tuesday that the bridge would be opened, and told reporters that there was no toll."
    transcript = parse(page(TITLE, intro, *TALK[1:], *TALK[1:]))
    assert [t.role for t in transcript.turns] == ["question", "answer"] * 2


def test_a_spoken_opening_is_a_statement() -> None:
    turns = parse(page(TITLE, FERRY, *TALK[1:])).turns
    assert (turns[0].role, turns[0].label, turns[0].speaker) == ("statement", None, "Ana Ilic")


def test_the_body_reaches_from_the_first_label_to_the_last_word() -> None:
    transcript = parse(page(TITLE, *TALK))
    start, end = transcript.body
    assert transcript.text[start:end].startswith("Ana Ilic: We have")
    assert transcript.text[start:end].endswith(BRIDGE)


def test_a_page_that_only_reports_has_no_turns_but_a_body() -> None:
    report = (
        "The bridge will be opened in spring, the minister said. She told reporters that the pilots would be kept. "
    )
    transcript = parse(page("Bridge will open in spring, minister says", report * 2, report, report))
    assert transcript.turns == ()
    assert transcript.body != (0, 0)


def test_a_page_with_no_words_to_speak_of() -> None:
    assert parse(plain("x")).turns == ()


def test_reading_twice_gives_the_same() -> None:
    import rostra

    content = page(TITLE, *TALK)
    assert rostra.parse(content) == rostra.parse(content)


def test_letters_of_the_pages_language_ask_and_answer() -> None:
    rows = (
        "S: Köprü bu yıl açılacak mı, yoksa biz yine bir kış mı bekleyeceğiz?",
        "C: Baharda açılacak, çünkü para hazır ve biz bütün yıl bunun için çalıştık.",
        "S: Peki vapur ne olacak?",
        "C: Vapur da kalıyor, bunu size açıkça söylemek istiyorum.",
    )
    transcript = parse(page("Bakan Ana Ilic ile mülakat", *rows * 2, lang="tr"))
    assert [(turn.role, turn.label) for turn in transcript.turns] == [("question", "S"), ("answer", "C")] * 4


def test_a_conversation_outweighs_a_few_lines_that_look_labelled() -> None:
    rows = [("<b>Will the bridge be opened before the winter?</b>", f"{FERRY} {BRIDGE}")] * 4
    rows.append(("<b>Will the ferry stay?</b>", "My father said: go by water. I go by water."))
    rows.append(("<b>Who pays?</b>", "My mother said: we all do. I think so."))
    transcript = parse(page("Interview with Minister Ana Ilic", *(line for row in rows for line in row)))
    assert [turn.role for turn in transcript.turns] == ["question", "answer"] * 6


@pytest.mark.parametrize(
    ("lang", "byline", "name"),
    [
        ("en", "Ana Ilic, Minister of Ports", "Ana Ilic"),
        ("ru", "Нина Старцова, министр портов", "Нина Старцова"),
        ("ja", "内閣総理大臣　波多野健一", "波多野健一"),
    ],
)
def test_a_byline_tells_who_speaks_and_is_no_speech(lang: str, byline: str, name: str) -> None:
    words = {
        "en": f"Ladies and gentlemen, {FERRY}",
        "ru": "Дамы и господа, мы всю зиму работали над расписанием парома, и я рада сказать вам, что мы закончили. Нам это нужно.",
        "ja": "皆様、私たちは冬の間ずっと渡船の時刻表に取り組んでまいりました。私はその成果を申し上げます。我々は続けます。",
    }[lang]
    transcript = parse(page("“The ferry stays”", byline, words, words, words, lang=lang))
    assert [(turn.speaker, transcript.text[turn.start :].startswith(words[:12])) for turn in transcript.turns] == [
        (name, True)
    ]


def test_a_turn_under_a_label_that_lost_its_colon_is_doubtful() -> None:
    rounds = ("AB: Will the ferry run?", "IK: It will.", "AB Well, and the bridge?", "IK: That too.")
    transcript = parse(page("Interview with Minister Ivo Kern on Radio Ostrau", *rounds * 4))
    lost = [t for t in transcript.turns if transcript.turn_text(t).startswith("Well")]
    assert len(lost) == 4
    assert all(t.label == "AB" and t.confidence <= 0.7 for t in lost)
    assert [i.code for i in transcript.issues].count("label-doubtful") == 4
