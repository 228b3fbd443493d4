"""What a label says, off its words alone, in many languages."""

from __future__ import annotations

import pytest

from rostra.structure.labels import localise, read_label
from rostra.structure.naming import fold

KINDS = {
    # a word for a question, an answer, an asker, a moderator, a chair ...
    "Question": "question",
    "QUESTION": "question",
    "Q": "question",
    "Question 2": "question",
    "Question (retranslated)": "question",
    "Вопрос": "question",
    "Pregunta": "question",
    "Frage": "question",
    "Fråga": "question",
    "Pytanie": "question",
    "Ερώτηση": "question",
    "Soru": "question",
    "سؤال": "question",
    "שאלה": "question",
    "问": "question",
    "問": "question",
    "（問）": "question",
    "질문": "question",
    "प्रश्न": "question",
    "คำถาม": "question",
    "Swali": "question",
    "A": "answer",
    "Ответ": "answer",
    "Respuesta": "answer",
    "Antwort": "answer",
    "答": "answer",
    "답변": "answer",
    "الجواب": "answer",
    "JOURNALIST": "journalist",
    "J'OURNALIST": "journalist",
    "Reporter from the Tide": "journalist",
    "Jornalista": "journalist",
    "Periodista": "journalist",
    "Журналист": "journalist",
    "《海岸日报》记者": "journalist",
    "【海岸新聞　山川記者】": "journalist",
    "INTERVIEWER": "journalist",
    "The Interviewer": "journalist",
    "MODERATOR": "moderator",
    "Модератор": "moderator",
    "사회자": "moderator",
    "主持人": "moderator",
    "Mr. Speaker": "chair",
    "The PRESIDING OFFICER": "chair",
    "Talmannen": "chair",
    "INTERPRETER": "interpreter",
    "SEVERAL HON. MEMBERS": "group",
    "Audience": "group",
    "SENIOR ADMINISTRATION OFFICIAL": "unnamed",
    "SECOND SENIOR HEALTH OFFICIAL": "unnamed",
    "Speaker 2": "unnamed",
    # an office
    "THE PRESIDENT": "office",
    "PRIME MINISTER": "office",
    "Presidenta": "office",
    "FOREIGN MINISTER": "office",
    "【大臣】": "office",
    "대통령": "office",
    "الوزيرة": "office",
    # a name
    "Ana Ilic": "name",
    "MS. ILIC": "name",
    "President of Velmora Oskar Lind": "name",
    "Ивo Брандт": "name",
    "Sr. Salas": "name",
    "HON. M. S. NKOMO": "name",
    # nothing of the sort
    "and so he told me this": "none",
    "We have three aims": "none",
    "14": "none",
}


@pytest.mark.parametrize(("printed", "kind"), KINDS.items())
def test_kind(printed: str, kind: str) -> None:
    assert read_label(printed).kind == kind


PARTS = {
    "Ana Ilic": ("Ana Ilic", ""),
    "MR. COOK": ("COOK", ""),
    "President of Velmora Oskar Lind": ("Oskar Lind", "President of Velmora"),
    "Minister of Foreign Affairs Ana Ilic": ("Ana Ilic", "Minister of Foreign Affairs"),
    "ANA ILIC, MINISTER OF PORTS": ("ANA ILIC", "MINISTER OF PORTS"),
    "JORUN ASKE, HOST": ("JORUN ASKE", "HOST"),
    "PRIME MINISTER SERRANO": ("SERRANO", "PRIME MINISTER"),
    "The Minister for Ports and Harbours (Mr Ivo Brandt)": ("Ivo Brandt", "The Minister for Ports and Harbours"),
    "HON. M. S. NKOMO": ("M. S. NKOMO", ""),
    "山田外務大臣": ("山田", "山田外務大臣"),
    "外務大臣": ("", "外務大臣"),
    "3. Ana Ilic (Orsk) (Lab)": ("Ana Ilic", ""),
    "T1. [66880] Ivo Brandt": ("Ivo Brandt", ""),
}


@pytest.mark.parametrize(("printed", "parts"), PARTS.items())
def test_name_and_office(printed: str, parts: tuple[str, str]) -> None:
    label = read_label(printed)
    assert (label.name, label.office) == parts


def test_an_office_with_its_field_is_no_name() -> None:
    printed = ("Minister of Finance", "Minister for Finance", "Governor of Velmora")
    assert {read_label(p).kind for p in printed} == {"office"}


def test_notes_and_unseen_turns_in_brackets() -> None:
    assert read_label("Ana Ilic (interpreted)").notes == ("interpreted",)
    assert read_label("Ana Ilic (answers after Ivo Brandt)").unseen == ("Ivo Brandt",)
    assert read_label("Ana Ilic (answers after Ivo Brandt and Mona Vale)").unseen == ("Ivo Brandt", "Mona Vale")
    assert read_label("Анна Ильина (отвечает после И.Брандта)").unseen == ("И.Брандта",)
    assert read_label("Ana Ilic").unseen == ()


@pytest.mark.parametrize(
    "printed",
    [
        "Subjects",
        "Note",
        "EMBARGO",
        "( Laughter)",
        "[Applause.]",
        "Media contact",
        "Video credit",
        "Themen",
        "Тема",
        "Asunto",
        "来源",
        "Question No",
    ],
)
def test_words_that_are_never_a_speaker(printed: str) -> None:
    assert read_label(printed).refused


def test_words_in_small_letters_are_counted_but_for_those_of_a_label() -> None:
    assert read_label("Minister of Ports and Harbours").counts.lower == 0
    assert read_label("Ludwig von der Linden").counts.lower == 0
    assert read_label("What he then told the house").counts.lower >= 3


def test_one_reading_of_one_text() -> None:
    assert read_label("Ana Ilic") == read_label("Ana Ilic")
    assert fold("  “ANA   Ilic:”  ") == fold("Ana Ilic") == "ana ilic"


@pytest.mark.parametrize("printed", ["", " ", ":", "()", "((((", "【】", "\u200f", "1", "—", "A" * 5000])
def test_anything_can_be_read(printed: str) -> None:
    assert read_label(printed).kind in ("none", "name")


def test_a_letter_says_what_it_says_in_the_language_of_the_page() -> None:
    assert localise(read_label("S"), "tr").kind == "question"
    assert localise(read_label("C"), "tr").kind == "answer"
    assert localise(read_label("S"), "en").kind == "none"
    assert localise(read_label("Soru"), "tr").kind == "question"


def test_a_form_of_address_of_one_letter_is_an_initial_in_other_languages() -> None:
    french, english = (localise(read_label("M. Petrel"), language) for language in ("fr", "en"))
    assert (french.honorific, french.name) == ("M.", "Petrel")
    assert (english.honorific, english.name) == ("", "M. Petrel")


@pytest.mark.parametrize("label", ["发言人 (经翻译)", "대통령 (통역)", "الرئيسة (ترجمة)", "Presidenta (traducción)"])
def test_a_note_in_a_label_is_no_name(label: str) -> None:
    assert (read_label(label).kind, len(read_label(label).notes)) == ("office", 1)


def test_an_unseen_turn_in_front_of_its_phrase() -> None:
    assert read_label("大臣（深堀の後に回答）").unseen == ("深堀",)


@pytest.mark.parametrize("label", ["H'ERR ILIC", "M'R. ILIC", "SEN. ILIC", "Lt. Gov. Ilic"])
def test_a_damaged_or_shortened_form_of_address(label: str) -> None:
    assert read_label(label).name.casefold() == "ilic"
