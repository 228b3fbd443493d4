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


GUEST = "We spoke to Ana Ilic, mayor of Lunde."
PLAIN_TITLE = "The ferry and the bridge of Lunde"
THREE = ("Will the ferry run in winter?", "Who pays for the bridge?", "What will you do after the election?")
FISHING = "I shall go fishing with my brother, who has a boat of his own at Orsk."


@pytest.mark.parametrize(
    "printed", ["<p><b>{}</b></p>", "<p><em>{}</em></p>", "<h2>{}</h2>", "<h4>{}</h4>", "<p class='q'>{}</p>"]
)
def test_a_guest_who_is_introduced_is_interviewed(printed: str) -> None:
    asked = [printed.format(question) for question in THREE]
    read = parse(page(PLAIN_TITLE, GUEST, asked[0], FERRY, asked[1], BRIDGE, asked[2], FISHING))
    assert [(role, who) for role, who, _ in spoken(read)] == [("question", "journalist"), ("answer", "Ana Ilic")] * 3
    assert read.event.kind == "interview"


@pytest.mark.parametrize(
    ("lang", "title", "intro", "asked", "answers"),
    [
        (
            "es",
            "El puente de Lunde",
            "Hablamos con Ana Ilic, alcaldesa de Lunde.",
            ("¿Funcionará el transbordador en invierno?", "¿Quién paga el puente?"),
            ("Creo que dos barcos nos bastan, y lo digo cada año.", "Nosotros. Lo pagamos con nuestro dinero."),
        ),
        (
            "de",
            "Die Brücke von Lunde",
            "Wir sprachen mit Ana Ilic, Bürgermeisterin von Lunde.",
            ("Fährt die Fähre im Winter?", "Wer bezahlt die Brücke?"),
            (
                "Ich glaube, dass uns zwei Boote genügen, und das sage ich jedes Jahr.",
                "Wir. Wir bezahlen sie mit unserem Geld.",
            ),
        ),
        (
            "ru",
            "Мост в Лунде",
            "Мы поговорили с мэром Лунде Аной Илич.",
            ("Будет ли паром ходить зимой?", "Кто платит за мост?"),
            ("Я думаю, что нам хватит двух судов, и я говорю это каждый год.", "Мы. Мы строим его на наши деньги."),
        ),
        (
            "tr",
            "Lunde köprüsü",
            "Lunde belediye başkanı Ana Ilic ile konuştuk.",
            ("Feribot kışın çalışacak mı?", "Köprüyü kim ödüyor?"),
            ("Bence bize iki gemi yeter, ben bunu her yıl söylüyorum.", "Biz ödüyoruz. Biz kendi paramızla yapıyoruz."),
        ),
    ],
)
def test_guests_of_other_languages(
    lang: str, title: str, intro: str, asked: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    rows = [row for q, a in zip(asked, answers, strict=True) for row in (f"<p><b>{q}</b></p>", a)]
    read = parse(page(title, intro, *rows, lang=lang))
    assert [role for role, _, _ in spoken(read)] == ["question", "answer"] * 2


@pytest.mark.parametrize(
    ("printed", "said"),
    [("<p><b>{}</b></p>", "set apart in print"), ("<h3>{}</h3>", "set apart in print"), ("{}", "nothing in print")],
)
def test_the_doubt_says_how_the_questions_are_printed(printed: str, said: str) -> None:
    read = parse(page(PLAIN_TITLE, GUEST, printed.format(THREE[0]), FERRY, printed.format(THREE[2]), FISHING))
    doubts = [i.message for i in read.issues if i.code == DOUBT]
    assert len(doubts) == 2
    assert all(said in message for message in doubts)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (
            "Questions about the ferry",
            (
                "Here we answer what travellers ask most.",
                "<h3>When does the ferry run?</h3>",
                "We run every day from six in the morning until ten at night.",
                "<h3>Can I take my dog?</h3>",
                "We love dogs. They travel free of charge with us.",
                "<h3>How do I pay?</h3>",
                "We take cards and coins at our office.",
            ),
        ),
        (
            "Why the bridge must be built",
            (
                "Ana Ilic is the mayor of Lunde.",
                "<h2>Who will pay for it?</h2>",
                BRIDGE,
                "<h2>Shall we wait?</h2>",
                FERRY,
                "<h2>What then?</h2>",
                FISHING,
            ),
        ),
        (
            "Five reasons to visit Lunde",
            (
                "We spoke to Ana Ilic, mayor of Lunde, about her town.",
                "<h3>1. The ferry</h3>",
                "It runs all winter.",
                "<h3>2. The bridge</h3>",
                "It is forty metres long.",
                "<h3>3. The fish</h3>",
                "Need we say more?",
            ),
        ),
        (
            "Apply for a mooring",
            (
                "We spoke to Ana Ilic about what you need.",
                "What is your name?",
                "Where do you live?",
                "How long is your boat?",
                "Send the form to the harbour.",
            ),
        ),
        (
            "Lunde builds a bridge",
            (
                "We spoke to Ana Ilic, mayor of Lunde.",
                "<h3>Who will pay?</h3>",
                "The town has set aside three million, said the mayor. She added that the state pays nothing.",
                "<h3>What about the ferry?</h3>",
                "The ferry stays, she said. Its crew has been told, the mayor added.",
            ),
        ),
    ],
)
def test_no_guest_is_heard(title: str, rows: tuple[str, ...]) -> None:
    read = parse(page(title, *rows))
    assert not {"question", "answer"} & {t.role for t in read.turns}
    assert DOUBT not in {i.code for i in read.issues}
