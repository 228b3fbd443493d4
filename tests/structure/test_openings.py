"""What stands first: a greeting is spoken, a lead is the publisher's, and an outlet's line over a question is no dateline."""

from __future__ import annotations

import pytest
from pages import page, parse, plain, spoken


@pytest.mark.parametrize(
    ("lang", "title", "opening", "asked", "answer"),
    [
        (
            "en",
            "Press conference by Ana Ilic",
            "Dear friends, the bridge will be built.",
            "QUESTION: When?",
            "ANA ILIC: Soon.",
        ),
        ("ko", "아나 일리치 시장 기자회견", "기자 여러분, 반갑습니다.", "질문: 언제입니까?", "시장: 가을입니다."),
        ("ja", "アナ・イリッチ市長記者会見", "皆さん、こんにちは。", "記者：いつですか。", "市長：秋です。"),
        (
            "tr",
            "Belediye Başkanı Ana Ilic'in basın toplantısı",
            "Değerli basın, hoş geldiniz.",
            "SORU: Kim?",
            "ANA ILIC: Biz.",
        ),
    ],
)
def test_a_greeting_is_spoken(lang: str, title: str, opening: str, asked: str, answer: str) -> None:
    read = parse(page(title, opening, asked, answer, asked, answer, lang=lang))
    assert [t.role for t in read.turns] == ["statement", "question", "answer", "question", "answer"]
    assert read.turn_text(read.turns[0]) == opening


@pytest.mark.parametrize(
    "lead",
    [
        "Distinguished guests were told on Monday how the bridge will be paid for, the town said.",
        "The mayor of Orsk met the press on Monday.",
    ],
)
def test_a_lead_is_not(lead: str) -> None:
    read = parse(
        page(
            "Press conference by Ana Ilic",
            lead,
            "QUESTION: When?",
            "ANA ILIC: Soon.",
            "QUESTION: Who?",
            "ANA ILIC: We.",
        )
    )
    assert [t.role for t in read.turns] == ["question", "answer"] * 2


LINES = (
    "ТАСС, Смирнова",
    "Будет ли паром ходить зимой?",
    "АНА ИЛИЧ: Да, паром будет ходить. Двух судов достаточно.",
    "«Заря», Петров",
    "Кто платит за мост?",
    "АНА ИЛИЧ: Мы строим его на свои деньги.",
)


@pytest.mark.parametrize("head", [("Пресс-конференция Аны Илич", "12 марта 2031 года"), ()])
def test_who_asks_first_is_no_place(head: tuple[str, ...]) -> None:
    read = parse(plain(*head, *LINES))
    assert read.event.place is None
    assert read.event.title == (head[0] if head else None)
    assert spoken(read)[0] == ("question", "journalist", "Будет ли паром")
    assert read.turns[0].label == LINES[0]


def test_a_venue_under_the_date_stays_one() -> None:
    read = parse(
        plain("Press conference by Ana Ilic", "12 March 2031", "Town Hall, Orsk", "QUESTION: When?", "ANA ILIC: Soon.")
    )
    assert read.event.place == "Town Hall, Orsk"


def test_a_place_behind_the_occasion_in_a_title_stays_one() -> None:
    read = parse(
        page("Doorstop Interview, Orsk", "QUESTION: When?", "ANA ILIC: Soon.", "QUESTION: Who?", "ANA ILIC: We.")
    )
    assert read.event.place == "Orsk"
