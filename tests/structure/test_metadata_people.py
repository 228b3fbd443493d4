"""Persons in titles, labels and sentences."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from rostra.structure.metadata.inflection import nominative
from rostra.structure.metadata.introduced import iter_introduced, name_at_start
from rostra.structure.metadata.tokens import find_offices
from rostra.structure.metadata.who import find_people


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(person.name, person.office, person.affiliation) for person in iter_introduced(text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Remarks by President Brode and Chancellor Ehren", [("Brode", "President", None), ("Ehren", "Chancellor", None)]),
        ("Briefing by Press Secretary Pia Corv and Secretary of Education Miles Card, March 17",
         [("Pia Corv", "Press Secretary", None), ("Miles Card", "Secretary of Education", None)]),
        ("talks with the Minister of Foreign Affairs of the Republic of Kazakhstan, Arman Seit",
         [("Arman Seit", "Minister of Foreign Affairs", "Kazakhstan")]),
        ("Speech by the Norwegian Foreign Minister, Ada Lund, and her answers", [("Ada Lund", "Foreign Minister", "Norway")]),
        ("President of Norway Ada Lund", [("Ada Lund", "President", "Norway")]),
        ("Noor Haleb, Minister of the United Arab Emirates, and Ivo Marn, Minister of the Central African Republic",
         [("Noor Haleb", "Minister", "United Arab Emirates"), ("Ivo Marn", "Minister", "Central African Republic")]),
        ("The Emirati Foreign Minister Noor Haleb", [("Noor Haleb", "Foreign Minister", "United Arab Emirates")]),
        ("Governor of Sarn Region Vasil Golub", [("Vasil Golub", "Governor", "Sarn Region")]),
        ("Discurso da Presidenta da República, Dora Roux, durante cerimônia", [("Dora Roux", "Presidenta da República", None)]),
        ("Rede von Bundeskanzlerin Anna Mehl beim Empfang", [("Anna Mehl", "Bundeskanzlerin", None)]),
        ("STATEMENT BY THE PRIME MINISTER, THE HON P J KEEL MP", [("P J Keel", "PRIME MINISTER", None)]),
        ("Interview given by Mario Dreg, President of the Bank", [("Mario Dreg", "President", "Bank")]),
        ("Transcript of interview with Ray Hadd", [("Ray Hadd", None, None)]),
        ("Speech by Ada Lund, and her answers to questions", [("Ada Lund", None, None)]),
        ("Ada Lund: interview with Radio Velm", [("Ada Lund", None, None)]),
        ("Briefing by Ada Lund, Prime Minister, Lower Velm", [("Ada Lund", "Prime Minister", None)]),
        ("SPEECH BY THE PRIME MINISTER, THE HON PJ KEEL OFFICIAL BANQUET GIVEN BY PRESIDNT LUND",
         [("PJ Keel", "PRIME MINISTER", None)]),
        ("제비호 선장 한도윤 인터뷰", [("한도윤", "선장", None)]),
        ("한도윤 장관 인터뷰", [("한도윤", "장관", None)]),
        ("Statement from Harbour Adviser Dr. Ann Lee-Wood on the Ports", [("Ann Lee-Wood", "Harbour Adviser", None)]),
        ("President A. Lund", [("A. Lund", "President", None)]),
        ("Speech by D. J. Lund, President", [("D. J. Lund", "President", None)]),
        ("EL MINISTRO DE HACIENDA, D. LUIS ARANDA", [("Luis Aranda", "MINISTRO", "HACIENDA")]),
        ("PRIME MINISTER TARO HADD Carrow, Oland", [("Taro Hadd", "PRIME MINISTER", None)]),
        ("PRIME MINISTER TARO McHADD", [("Taro McHadd", "PRIME MINISTER", None)]),
        ("विदेश मंत्री अजय शर्मा का संवाददाता सम्मेलन", [("अजय शर्मा", "विदेश मंत्री", None)]),
        ("विदेश मंत्री का संवाददाता सम्मेलन", []),
        ("외교부 대변인 정례브리핑", []),
        ("The weather in March", []),
        ("Message to Greek Prime Minister - Sympathy for the island", []),
        ("", []),
    ],
)  # fmt: skip
def test_people_of_a_phrase(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == people


def test_an_occasion_or_a_country_is_no_name() -> None:
    assert told("Remarks by Vice President Brode at a Harvest Concert") == [("Brode", "Vice President", None)]
    assert told("Joint Statement from the United States and Colombia") == []


def test_a_country_before_a_name_in_cyrillic() -> None:
    assert told("Президент Острании Аркадий Велин") == [("Аркадий Велин", "Президент", "Острании")]
    (person,) = find_people("Президент Пётр Иванович Велин")
    assert person.name == "Пётр Иванович Велин"


def test_a_name_at_the_start_of_a_sentence() -> None:
    person = name_at_start("Ada Lund sent a message of greetings.")
    assert person is not None
    assert person.name == "Ada Lund"
    assert name_at_start("The message reads:") is None


def test_offices_without_names() -> None:
    assert find_offices("Statement by the Secretary General on wheat") == ["Secretary General"]


WORDS = (
    "Speech",
    "by",
    "with",
    "Interview",
    "Premier",
    "Minister",
    "of",
    "Ports",
    "and",
    "the",
    "Ada",
    "Lund",
    "Ивана",
    "Велина",
)
WORDS += (
    "президента",
    "McCarrow",
    "DE",
    "LUND",
    "总统林远航",
    "大臣",
    "(",
    ")",
    ",",
    ":",
    "–",
    "“",
    "’s",
    "\n",
    "A.",
    "in",
    "Carrow",
    "",
)


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@example("Speech by Premier Ada Lund in Carrow")
def test_any_text_gives_spans_in_it(text: str) -> None:
    for person in iter_introduced(text):
        assert 0 <= person.start < person.end <= len(text)
        assert person.name
        event("a person")


def test_the_words_drawn_make_people() -> None:
    rng = Random(5)
    drawn = [" ".join(rng.choices(WORDS, k=12)) for _ in range(40)]
    assert sum(bool(list(iter_introduced(text))) for text in drawn) > 10


@pytest.mark.parametrize(
    ("name", "text", "language", "listed"),
    [
        ("Аркадия Велинова", "Велинов: Добрый день.", "ru", "Аркадий Велинов"),
        ("Г.Р.Ардынова", "Г.Р.Ардынов сообщил", "ru", "Г.Р.Ардынов"),
        ("Аркадия Велинова", "Его слова были иными.", "ru", "Аркадия Велинова"),
        ("Adama Kowalskiego", "Kowalski: Dzień dobry.", "pl", "Adam Kowalski"),
        ("Ada Lunda", "Lund: Good day.", "en", "Ada Lunda"),
    ],
)
def test_a_declined_name_is_listed_in_the_nominative(name: str, text: str, language: str, listed: str) -> None:
    assert nominative(name, text, language) == listed


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("塔维亚总统林远航与外交部发言人沈雨晴举行联合记者会", [("林远航", "总统"), ("沈雨晴", "外交部发言人")]),
        ("财政部长高志新在塔姆西的讲话", [("高志新", "财政部长")]),
        ("波多野健一外務大臣と織部美咲内閣総理大臣の会見", [("波多野健一", "外務大臣"), ("織部美咲", "内閣総理大臣")]),
        ("国会における高梨内閣総理大臣所信表明演説", []),
        ("채지우 대변인 인터뷰", [("채지우", "대변인")]),
        ("마도현 외교부 장관, 표서연 대통령 공동 기자회견", [("마도현", "장관"), ("표서연", "대통령")]),
        ("المؤتمر الصحفي لوزيرة المياه هالة الراسني", [("هالة الراسني", "وزيرة المياه")]),
        ("رئيسة تارفيا ميلانة الأرساني", [("ميلانة الأرساني", "رئيسة")]),
        ("Rueda de prensa de la ministra de Puertos, Ana Ilic", [("Ana Ilic", "ministra")]),
        ("Speech by Minister of Ports Ana Ilic at the opening", [("Ana Ilic", "Minister")]),
        ("Discorso di Ottavia Serri, Portavoce del Governo", [("Ottavia Serri", "Portavoce")]),
        ("Conferencia de prensa de Jimena Arra y Nuria Peña, Orsana", [("Jimena Arra", None), ("Nuria Peña", None)]),
    ],
)
def test_office_and_name_of_many_languages(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(person.name, person.office) for person in iter_introduced(text)] == people


@pytest.mark.parametrize(
    ("name", "office", "expected"),
    [
        ("А.В.Велинова", "министра иностранных дел", "А.В.Велинов"),
        ("А. В. Велинова", "министра", "А. В. Велинов"),
        ("Аркадия Велинова", "президента", "Аркадий Велинов"),
        ("А.В.Велиновой", "министра", "А.В.Велинова"),
        ("А.В.Велинова", "министр иностранных дел", "А.В.Велинова"),
        ("А.В.Велинова", None, "А.В.Велинова"),
    ],
)
def test_a_declined_office_tells_that_the_name_is_declined(name: str, office: str | None, expected: str) -> None:
    assert nominative(name, "Вопрос: Когда?", "ru", office) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Речь министра труда и социальной защиты Ивана Петрова", "Ивана Петрова"),
        ("Президент поздравил Ивана Петрова", None),
        ("Встреча президента с ветераном Иваном Петровым", None),
    ],
)
def test_what_an_office_in_the_genitive_is_of(title: str, name: str | None) -> None:
    assert [p.name for p in find_people(title)] == ([name] if name else [])


@pytest.mark.parametrize("cut", range(4, 9))
def test_half_a_name_is_nobody(cut: int) -> None:
    from rostra.structure.metadata.people import _whole_words

    text = "yesterday Ada Lunden opened"
    assert _whole_words(text, 10 - cut, 14 + cut) in text
    assert not set(_whole_words(text, 10 - cut, 14 + cut).split()) - set(text.split())
