"""Pages in two languages: an answer takes up the question of its own language."""

from __future__ import annotations

import pytest
from pages import page, parse

from rostra.structure.exchanges import link_answers
from rostra.structure.tongues import tell_tongues

ENGLISH = (
    "QUESTION: Will the ferry run in winter?",
    "ANA ILIC: Yes, the ferry will run all winter, and we have two boats for it.",
    "QUESTION: Who pays for the bridge?",
    "ANA ILIC: We pay for the bridge with our own money, and nobody else does.",
)
SPANISH = (
    "PREGUNTA: ¿Funcionará el transbordador en invierno?",
    "ANA ILIC: Sí, el transbordador funcionará todo el invierno, y tenemos dos barcos.",
    "PREGUNTA: ¿Quién paga el puente?",
    "ANA ILIC: Pagamos el puente con nuestro dinero, y nadie más lo hace.",
)
RUSSIAN = (
    "ВОПРОС: Будет ли паром ходить зимой?",
    "ANA ILIC: Да, паром будет ходить всю зиму, и у нас есть два судна.",
    "ВОПРОС: Кто платит за мост?",
    "ANA ILIC: Мы платим за мост сами, и больше никто не платит.",
)


@pytest.mark.parametrize("other", [SPANISH, RUSSIAN])
def test_turn_by_turn(other: tuple[str, ...]) -> None:
    turns = [turn for pair in zip(ENGLISH, other, strict=True) for turn in pair]
    read = parse(page("Press conference by Ana Ilic", *turns))
    assert [t.answers for t in read.turns] == [None, None, "t1", "t2", None, None, "t5", "t6"]


@pytest.mark.parametrize("other", [SPANISH, RUSSIAN])
def test_one_language_after_the_other(other: tuple[str, ...]) -> None:
    read = parse(page("Press conference by Ana Ilic", *ENGLISH, *other))
    assert [t.answers for t in read.turns] == [None, "t1", None, "t3", None, "t5", None, "t7"]


def test_two_questions_in_one_language_stay_together() -> None:
    read = parse(page("Press conference by Ana Ilic", ENGLISH[0], ENGLISH[2], ENGLISH[1], ENGLISH[3]))
    assert {t.answers for t in read.turns if t.role == "answer"} == {"t2"}


def test_a_page_in_one_language_is_not_guessed_at() -> None:
    assert tell_tongues([ENGLISH[0], ENGLISH[2], ENGLISH[1]], ["question", "question", "answer"]) == []
    assert tell_tongues([ENGLISH[0], SPANISH[1]], ["question", "answer"]) == []


def test_a_question_of_unknown_language_comes_after_the_answer_s_own() -> None:
    roles = ["question", "question", "answer"]
    assert link_answers(roles, "jji", tongues=("en", "", "en")) == [None, None, 0]  # type: ignore[arg-type]
    assert link_answers(roles, "jji", tongues=("", "es", "en")) == [None, None, 0]  # type: ignore[arg-type]
    assert link_answers(roles, "jji", tongues=("en", "es", "en")) == [None, None, 0]  # type: ignore[arg-type]
    assert link_answers(roles, "jji", tongues=("en", "es", "fr")) == [None, None, 1]  # type: ignore[arg-type]
