"""Interviews without labels and with few questions: split with doubt; a speech, an opinion or a list of questions is not."""

from __future__ import annotations

import pytest
from pages import BRIDGE, FERRY, page, parse, spoken

INTERVIEW = "Interview with Ana Ilic, mayor of Orsk"
INTRO = "We spoke to Ana Ilic, mayor of Orsk, about the ferry and the bridge."
ASKED = ("Will the ferry run in winter?", "Tell us about the bridge.")
DOUBT = "speaker-change-doubtful"


@pytest.mark.parametrize("printed", ["{}", "<p><b>{}</b></p>", "<p><em>{}</em></p>", "<h3>{}</h3>"])
@pytest.mark.parametrize("intro", [(), (INTRO,)])
def test_two_questions_part_an_interview(printed: str, intro: tuple[str, ...]) -> None:
    read = parse(page(INTERVIEW, *intro, printed.format(ASKED[0]), FERRY, printed.format(ASKED[1]), BRIDGE))
    assert [(role, who) for role, who, _ in spoken(read)] == [("question", "journalist"), ("answer", "Ana Ilic")] * 2
    assert [t.answers for t in read.turns] == [None, "t1", None, "t3"]
    assert all(t.confidence < 0.5 for t in read.turns)
    assert sum(i.code == DOUBT for i in read.issues) == 2


@pytest.mark.parametrize(
    ("lang", "title", "asked", "answers"),
    [
        (
            "es",
            "Entrevista a Ana Ilic, alcaldesa de Orsk",
            ("¿Funcionará el transbordador en invierno?", "¿Quién paga el puente?"),
            (
                "Hemos pasado el invierno con el horario, mis colegas y yo, y creo que dos barcos bastan.",
                "Nadie más. Lo pagamos nosotros con nuestro dinero, y lo digo cada semana.",
            ),
        ),
        (
            "fr",
            "Entretien avec Ana Ilic, maire d'Orsk",
            ("Le bac circulera-t-il en hiver ?", "Qui paie le pont ?"),
            (
                "Nous avons passé l'hiver sur les horaires, mes collègues et moi, et je crois que deux bateaux suffisent.",
                "Personne d'autre. Nous le payons avec notre argent, et je le dis chaque semaine.",
            ),
        ),
    ],
)
def test_other_languages(lang: str, title: str, asked: tuple[str, ...], answers: tuple[str, ...]) -> None:
    read = parse(page(title, asked[0], answers[0], asked[1], answers[1], lang=lang))
    assert [role for role, _, _ in spoken(read)] == ["question", "answer"] * 2


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (
            "Speech by Ana Ilic at Orsk",
            ("Dear friends, I thank you for coming.", FERRY, "Who will pay for it?", BRIDGE, "And the ferry?", FERRY),
        ),
        (
            "Why the bridge must be built",
            ("By Ana Ilic", BRIDGE, "Who will pay for it?", FERRY, "Shall we wait?", BRIDGE),
        ),
        (
            "Frequently asked questions about the ferry",
            (
                "<h3>When does the ferry run?</h3>",
                "We run every day from six in the morning until ten at night.",
                "<h3>Can I take my dog?</h3>",
                "We love dogs. They travel free of charge.",
            ),
        ),
        (
            "Orsk builds a bridge",
            (
                "Orsk will build a bridge this year, the town said on Monday.",
                "Who will pay for it?",
                "The town has set aside three million, said the mayor, Ana Ilic.",
                "What about the ferry?",
                "The ferry stays, she said. Its crew has been told.",
            ),
        ),
    ],
)
def test_nobody_else_is_asked(title: str, paragraphs: tuple[str, ...]) -> None:
    read = parse(page(title, *paragraphs))
    assert not {"question", "answer"} & {t.role for t in read.turns}
    assert DOUBT not in {i.code for i in read.issues}


def test_one_question_in_an_interview_parts_nothing() -> None:
    assert "question" not in {t.role for t in parse(page(INTERVIEW, FERRY, ASKED[0], BRIDGE)).turns}


def test_thanks_for_the_floor_open_a_statement() -> None:
    read = parse(
        page(
            "Press conference by Ana Ilic",
            "ANNA LUND: Welcome, everybody. Mayor, please.",
            "ANA ILIC: Thank you, Anna. We will build the bridge this year.",
            "QUESTION: Who pays for it?",
            f"ANA ILIC: {BRIDGE}",
            "ANNA LUND: Next question.",
            "QUESTION: And the ferry?",
            f"ANA ILIC: {FERRY}",
        )
    )
    assert [t.role for t in read.turns][:4] == ["moderation", "statement", "question", "answer"]
    assert read.turns[4].role == "moderation"
