"""Interpreters: their words are those of whom they interpret, or the question once more; they are never speakers."""

from __future__ import annotations

import pytest
from pages import BRIDGE, page, parse

from rostra.model import Transcript

TITLE = "Press conference of Ana Ilic, mayor of Orsk"
OPENING = "MR. LUND: Good morning, everybody. We begin."


def told(read: Transcript) -> list[tuple[str, str | None, str | None, str | None]]:
    """Role, speaker, label and the question answered, of each turn."""
    return [(t.role, t.speaker, t.label, t.answers) for t in read.turns]


@pytest.mark.parametrize(
    "label",
    [
        "INTERPRETER",
        "[Interpreter]",
        "Dolmetscher",
        "Переводчик",
        "통역",
        "通訳",
        "口译员",
        "Intérprete",
        "Tolk",
        "المترجم",
    ],
)
def test_words_of_whom_is_interpreted(label: str) -> None:
    read = parse(
        page(
            TITLE,
            OPENING,
            "QUESTION: Will the ferry run in winter?",
            "ANA ILIC: Hvala lepo. Trajekt će voziti cele zime.",
            f"{label}: Thank you. The ferry will run all winter.",
            "QUESTION: Ko plaća most?",
            f"{label}: Who pays for the bridge?",
            f"ANA ILIC: {BRIDGE}",
        )
    )
    assert told(read)[2:] == [
        ("answer", "Ana Ilic", "ANA ILIC", "t2"),
        ("answer", "Ana Ilic", label, "t2"),
        ("question", "journalist", "QUESTION", None),
        ("question", "journalist", label, None),
        ("answer", "Ana Ilic", "ANA ILIC", "t6"),
    ]
    rendered = [read.turns[i] for i in (3, 5)]
    assert {t.rule for t in rendered} == {"interpreted"}
    assert all(t.confidence < min(read.turns[i].confidence for i in (2, 4, 6)) for t in rendered)


def test_a_note_of_the_language_stands_between() -> None:
    read = parse(
        page(
            TITLE,
            OPENING,
            "QUESTION: Who pays for the bridge?",
            "ANA ILIC: We do.",
            "[Speaks in Serbian.]",
            "INTERPRETER: Everybody in the town pays a little.",
            "QUESTION: And the ferry?",
            f"ANA ILIC: {BRIDGE}",
        )
    )
    assert ("answer", "Ana Ilic", "INTERPRETER", "t2") in told(read)


@pytest.mark.parametrize(
    "words",
    ["Thank you. The ferry will run all winter.", "The ferry will run. It has always run."],
)
def test_nobody_is_told_before_the_first_speaker(words: str) -> None:
    read = parse(
        page(
            "Press conference at Orsk",
            f"INTERPRETER: {words}",
            OPENING,
            "QUESTION: Who pays for it?",
            f"MR. LUND: {BRIDGE}",
        )
    )
    first = read.turns[0]
    assert (first.label, first.speaker, first.speaker_kind) == ("INTERPRETER", None, "unknown")
    assert [i.start for i in read.issues if i.code == "speaker-unknown"] == [first.start]


def test_a_word_to_who_goes_on_is_the_interpreter_s_own() -> None:
    read = parse(
        page(TITLE, OPENING, "ANA ILIC: We have two boats. More than two.", "INTERPRETER: Yes.", f"ANA ILIC: {BRIDGE}")
    )
    assert [(t.speaker, t.speaker_kind) for t in read.turns][1:] == [
        ("Ana Ilic", "person"),
        ("interpreter", "unknown"),
        ("Ana Ilic", "person"),
    ]


def test_an_answer_after_a_question_is_nobody_s_guess() -> None:
    """Two people answer on the page; the interpreter after a question may speak for either."""
    read = parse(
        page(
            "Press conference at Orsk",
            "MR. LUND: Good morning, everybody.",
            "MS. BERG: Good morning from me, too.",
            "QUESTION: Who pays for it?",
            f"MR. LUND: {BRIDGE}",
            "QUESTION: When will it be ready?",
            "INTERPRETER: It will be ready in the autumn.",
            "QUESTION: And the ferry?",
            "MS. BERG: The ferry stays.",
        )
    )
    given = next(t for t in read.turns if t.label == "INTERPRETER")
    assert (given.role, given.speaker, given.answers) == ("answer", None, "t5")
    assert "speaker-unknown" in {i.code for i in read.issues}
